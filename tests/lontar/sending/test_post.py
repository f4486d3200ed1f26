"""Letters mailed to addresses outside: each once, with the file as it was signed; a server away and back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from lontar.sending import acts, post, states
from lontar.sending.wanted import Wanted
from lontar.wiring import House
from office import notices
from office.errors import MaybeSent
from schemas.errors import Unavailable
from schemas.issued import Issued
from schemas.letter import Letter
from schemas.sending import Mailing
from schemas.stored import now
from store.changes import Changes
from tests.lontar.notices import followed, told
from tests.lontar.routing.offices import founded, who
from tests.lontar.sending.outgoing import CONTENT, outgoing
from tests.web.noticing import SITE, Office, reached

CAMAT, LURAH = "camat@contoh.example", "lurah@contoh.example"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with reached(tmp_path, founded) as office:
        yield office


def mailed(house: House, *addresses: str, security_class: str = "B") -> str:
    letter = outgoing(house, security_class=security_class)
    acts.send(house, who(house, "agendaris"), letter, Wanted(addresses=addresses))
    return letter


def stand(house: House, letter: str) -> dict[str, str]:
    found = states.recipients(house, who(house, "agendaris"), letter, ["dinas"])
    return {one.name: one.state for one in found}


def test_each_address_gets_the_file_byte_for_byte_and_where_to_ask(office: Office) -> None:
    letter = outgoing(office.house)
    office.house.store.commit(Changes.of(Issued(id="token", letter=letter, sha256="0" * 64)))
    to = Wanted(addresses=(CAMAT, LURAH))
    acts.send(office.house, who(office.house, "agendaris"), letter, to)
    assert stand(office.house, letter) == {CAMAT: "waiting", LURAH: "waiting"}
    assert post.post(office.house) == 2
    assert post.post(office.house) == 0
    messages = [office.box.get_nowait() for _ in range(2)]
    assert {message["To"] for message in messages} == {CAMAT, LURAH}
    assert len({message["Message-ID"] for message in messages}) == 2
    message = messages[0]
    assert message["Subject"] == "Surat nomor 005/17/Dinas/2026 hal Undangan rapat anggaran"
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("undangan.pdf", "application/pdf")
    assert file.get_payload(decode=True) == CONTENT
    body = message.get_body(("plain",))
    assert body is not None
    assert f"{SITE}/verify/token" in body.get_content()
    assert stand(office.house, letter) == {CAMAT: "mailed", LURAH: "mailed"}
    again = acts.preview(office.house, who(office.house, "agendaris"), letter, to)
    assert again.counts["there"] == 2


def test_a_server_that_is_away_is_tried_again_and_nothing_goes_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, send_mail = office.house, post.send_mail
    letter = mailed(house, CAMAT, LURAH)

    def away(*_: object, **__: object) -> None:
        raise Unavailable(what="The mail server", why="it is away")

    monkeypatch.setattr(post, "send_mail", away)
    with pytest.raises(Unavailable):
        post.post(house)
    assert stand(house, letter) == {CAMAT: "waiting", LURAH: "waiting"}
    monkeypatch.setattr(post, "send_mail", send_mail)
    assert post.post(house) == 0  # not yet
    assert post.post(house, now() + timedelta(minutes=2)) == 2
    assert post.post(house, now() + timedelta(hours=2)) == 0
    assert office.box.qsize() == 2
    (one, _) = house.store.find(Mailing, {"letter": letter}, sort=[("made_at", 1)], limit=10)
    assert (one["tries"], one.get("why")) == (1, None)


def test_one_that_is_refused_or_given_up_has_failed_and_can_be_sent_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, send_mail = office.house, post.send_mail
    letter = mailed(house, CAMAT)

    def refused(*_: object, **__: object) -> None:
        error = Unavailable(what="The mail server", why="550 no such user")
        error.__cause__ = notices.smtplib.SMTPRecipientsRefused({CAMAT: (550, b"no such user")})
        raise error

    monkeypatch.setattr(post, "send_mail", refused)
    with pytest.raises(Unavailable):
        post.post(house)
    (one,) = states.recipients(house, who(house, "agendaris"), letter, ["dinas"])
    assert one.state == "failed"
    assert "550" in str(one.why)
    monkeypatch.setattr(post, "send_mail", send_mail)
    post.send_again(house, who(house, "agendaris"), one.id)
    assert post.post(house) == 1
    post.send_again(house, who(house, "agendaris"), one.id)
    assert post.post(house) == 0  # what was mailed is not sent again
    assert stand(house, letter) == {CAMAT: "mailed"}
    other = mailed(house, LURAH)
    monkeypatch.setattr(post, "send_mail", lambda *_, **__: (_ for _ in ()).throw(Unavailable(what="x", why="y")))
    with pytest.raises(Unavailable):
        post.post(house, now() + timedelta(days=3))
    assert stand(house, other) == {LURAH: "failed"}


def test_a_server_that_falls_silent_leaves_it_unsure_and_a_person_says_whether_it_goes_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, send_mail = office.house, post.send_mail
    letter = mailed(house, CAMAT)

    def silent(*rest: object, **more: object) -> None:
        send_mail(*rest, **more)  # type: ignore[arg-type]
        raise MaybeSent(what="The mail server", why="timed out")

    monkeypatch.setattr(post, "send_mail", silent)
    assert post.post(house) == 0
    assert stand(house, letter) == {CAMAT: "unsure"}
    assert post.post(house, now() + timedelta(days=1)) == 0
    monkeypatch.setattr(post, "send_mail", send_mail)
    (row,) = house.store.find(Mailing, {"letter": letter}, sort=[("made_at", 1)], limit=10)
    post.send_again(house, who(house, "agendaris"), row["_id"])
    assert post.post(house) == 1
    ids = {office.box.get_nowait()["Message-ID"] for _ in range(2)}
    assert len(ids) == 1


def test_what_waits_is_recalled_and_what_was_mailed_is_named(office: Office) -> None:
    house = office.house
    letter = mailed(house, CAMAT)
    post.post(house)
    acts.send(house, who(house, "agendaris"), letter, Wanted(addresses=(LURAH,)))
    made = acts.recall(house, who(house, "agendaris"), letter)
    assert (made.unmailed, made.mailed) == ((LURAH,), (CAMAT,))
    assert post.post(house) == 0
    assert stand(house, letter) == {CAMAT: "mailed", LURAH: "mail-recalled"}
    again = acts.send(house, who(house, "agendaris"), letter, Wanted(addresses=(LURAH,)))
    assert again.plan.counts["mail"] == 1


def test_a_letter_withdrawn_or_restricted_meanwhile_does_not_go(office: Office) -> None:
    house = office.house
    letter, other = mailed(house, CAMAT), mailed(house, LURAH)
    row, one = house.store.load(Letter, letter), house.store.load(Letter, other)
    row.withdrawn, one.security_class = "Salah.", "R"
    house.store.commit(Changes.of(row, one))
    assert post.post(house) == 0
    rows = {row["address"]: row for row in house.store.every(Mailing)}
    assert (rows[CAMAT]["state"], rows[LURAH]["state"]) == ("recalled", "failed")
    assert "R" in rows[LURAH]["why"]
    assert office.box.empty()


def test_an_office_says_which_classes_may_go_by_mail_and_of_these_nothing_is_said(tmp_path: Path) -> None:
    with reached(tmp_path, founded) as office:
        (office.house.settings.folder / "lontar.toml").write_text('mail_classes = "B, T"\n', encoding="utf-8")
        mailed(office.house, CAMAT, security_class="T")
        assert post.post(office.house) == 1
        message = office.box.get_nowait()
        assert message["Subject"] == "Surat nomor 005/17/Dinas/2026"
        assert "anggaran" not in str(message.get_body(("plain",)))


def test_who_sent_it_is_told_once_a_day_that_some_could_not_be_mailed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> None:
        raise MaybeSent(what="The mail server", why="it fell silent")

    mailed(office.house, CAMAT, LURAH)
    monkeypatch.setattr(post, "send_mail", lost)
    assert post.post(office.house) == 0
    followed(office.house)
    assert [one for one in told(office.house) if one[1] == "unmailed"] == [("agendaris", "unmailed")]
