"""Messages about notices: by mail and by webhook, each once, silent about what is not for everybody and at night."""

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from lontar.notices import unseen
from lontar.settings import load
from lontar.wiring import open_house
from office.choices import Choices
from office.errors import MessageRefused
from office.notices import short
from schemas.draft import Draft
from schemas.errors import Unavailable
from schemas.letter import Letter
from schemas.notice import KINDS, Notice
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes
from tests.lontar.finding import reader, understood
from tests.web.noticing import SITE, Office, chosen, reached, told
from web.notices import post

EVERYWHERE = Choices(contact="62811000")
LATER = timedelta(minutes=5)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with reached(tmp_path) as office:
        yield office


def bridge(office: Office, **more: Any) -> str:
    values = {"subject": "Perbaikan\r\njembatan", "reference_number": "005/1", "date": 20190305} | more
    return understood(office.house, "jembatan", **values)


def state(office: Office, id: str) -> tuple[str, str]:
    row = office.house.store.get(Notice, id) or {}
    return row["mail"], row["hook"]


def test_a_notice_goes_once_by_each_channel(office: Office) -> None:
    chosen(office.house, "arsiparis", EVERYWHERE)
    letter = bridge(office)
    id = told(office.house, "arsiparis", 1, letter=letter, due=20261202)
    assert (post.post(office.house), post.post(office.house, now() + LATER)) == (2, 0)
    mail = office.box.get_nowait()
    assert mail["To"] == "arsiparis@sukamaju.example"
    assert mail["Subject"] == "Sebuah surat didisposisikan kepada Anda. Perbaikan jembatan"
    assert mail["Message-ID"] == f"<{short(id)}@sukamaju.example>"
    text = mail.get_content().replace("\r", "")
    assert "005/1 · 5 Maret 2019 · Perbaikan jembatan\nTenggat 2 Desember 2026.\n" in text
    assert f"{SITE}/letters/{letter}" in text
    said = office.hook.said()
    assert said["type"] == "notice.received"
    assert said["data"]["to"]["contact"] == "62811000"
    assert said["data"]["notices"][0] == {
        "id": id, "kind": "received", "letter": letter, "link": f"{SITE}/letters/{letter}", "due": "2026-12-02",
    }  # fmt: skip
    assert state(office, id) == ("sent", "sent")
    assert [row["_id"] for row, _ in unseen.unseen(office.house, reader(office.house, "arsiparis"))] == [id]


@pytest.mark.parametrize("security_class", ["T", "R", "SR"])
def test_of_a_letter_that_is_not_for_everybody_nothing_is_said(office: Office, security_class: str) -> None:
    chosen(office.house, "arsiparis", EVERYWHERE)
    letter = bridge(office, security_class=security_class, grants=["registry:setda"])
    for number, kind in enumerate(KINDS):
        told(office.house, "arsiparis", number, kind, letter=letter, due=20261202)
    assert post.post(office.house) == 2 * len(KINDS)
    for _ in KINDS:
        mail = office.box.get_nowait()
        assert f"{SITE}/letters/{letter}" in mail.get_content()
        for said in (str(mail), repr(office.hook.said())):
            assert not any(word in said for word in ("Perbaikan", "jembatan", "005/1", "Maret", "2019"))


@pytest.mark.parametrize("security_class", ["B", "T"])
def test_of_a_draft_the_reason_is_told_and_of_one_that_is_not_for_everybody_nothing(
    office: Office, security_class: str
) -> None:
    made = {"subject": "Undangan rapat"}
    draft = Draft(unit="setda", template="surat-dinas", made_by="somebody", content=made, security_class=security_class)
    draft.sent_back, draft.grants = "Alamat belum lengkap.", ["registry:setda"]
    office.house.store.commit(Changes.of(draft))
    chosen(office.house, "arsiparis", EVERYWHERE)
    id = told(office.house, "arsiparis", 1, "returned", draft=draft.id)
    assert post.post(office.house) == 2
    mail, hooked = office.box.get_nowait(), office.hook.said()
    assert f"{SITE}/drafts/{draft.id}" in mail.get_content()
    assert hooked["data"]["notices"] == [
        {"id": id, "kind": "returned", "letter": None, "link": f"{SITE}/drafts/{draft.id}", "due": None}
        | {"draft": draft.id}
    ]
    for said in (str(mail["Subject"]) + mail.get_content(), repr(hooked)):
        for word in ("Undangan rapat", "Alamat belum lengkap."):
            assert (word in said) == (security_class == "B")


def test_what_may_no_longer_be_read_or_was_seen_or_is_not_wanted_is_not_sent(office: Office) -> None:
    house = office.house
    letter = bridge(office)
    hidden = told(house, "arsiparis", 1, letter=letter)
    seen, other = told(house, "arsiparis", 2), told(house, "arsiparis", 3, "late")
    kept = house.store.load(Letter, letter)
    kept.grants = ["person:somebody"]
    house.store.commit(Changes.of(kept))
    unseen.see(house, reader(house, "arsiparis"), [seen])
    chosen(house, "arsiparis", Choices(off=frozenset({("mail", "late")})))
    assert post.post(house) == 0
    assert office.box.empty()
    assert [state(office, id)[0] for id in (hidden, seen, other)] == ["none"] * 3


def test_who_left_is_told_nothing(office: Office) -> None:
    id = told(office.house, "staf", 1)
    person = office.house.store.load(Person, reader(office.house, "staf").person)
    person.active = False
    office.house.store.commit(Changes.of(person))
    assert post.post(office.house) == 0
    assert state(office, id)[0] == "none"


def test_what_is_not_shown_on_the_page_is_sent_all_the_same(office: Office) -> None:
    chosen(office.house, "staf", Choices(off=frozenset({("page", "received")})))
    told(office.house, "staf", 1)
    assert unseen.unseen(office.house, reader(office.house, "staf")) == []
    assert post.post(office.house) == 1


def test_nothing_is_sent_in_quiet_hours_and_all_of_it_after_them(office: Office) -> None:
    chosen(office.house, "arsiparis", Choices(quiet=(time(21), time(6)), contact="62811000"))
    night = datetime(2026, 11, 30, 15)  # noqa: DTZ001 - 22.00 in Jakarta
    for number in range(3):
        told(office.house, "arsiparis", number, at=night)
    assert post.post(office.house, night) == 0
    assert post.post(office.house, night + timedelta(hours=7, minutes=59)) == 0
    assert post.post(office.house, night + timedelta(hours=8)) == 6
    assert office.box.qsize() == office.hook.calls.qsize() == 3


def test_quiet_hours_that_were_chosen_meanwhile_hold_too(office: Office) -> None:
    night = datetime(2026, 11, 30, 15)  # noqa: DTZ001
    told(office.house, "arsiparis", 1, at=night)
    chosen(office.house, "arsiparis", Choices(quiet=(time(21), time(6))))
    assert post.post(office.house, night) == 0
    assert post.post(office.house, night + timedelta(hours=8)) == 1


def test_the_notices_of_a_day_come_in_one_message_in_the_morning(office: Office) -> None:
    chosen(office.house, "arsiparis", Choices(daily=True, contact="62811000"))
    noon = datetime(2026, 11, 30, 5)  # noqa: DTZ001 - 12.00 in Jakarta
    for number in range(3):
        told(office.house, "arsiparis", number, letter=bridge(office), at=noon)
    assert post.post(office.house, noon + timedelta(hours=18, minutes=59)) == 0
    assert post.post(office.house, noon + timedelta(hours=19)) == 2
    mail, said = office.box.get_nowait(), office.hook.said()
    assert mail["Subject"] == said["data"]["subject"] == "3 pemberitahuan"
    assert said["type"] == "notice.daily"
    assert mail.get_content().count("/letters/") == len(said["data"]["notices"]) == 3
    assert office.box.empty()


def test_a_message_is_in_the_language_of_who_gets_it(office: Office) -> None:
    person = office.house.store.load(Person, reader(office.house, "arsiparis").person)
    person.language = "en"
    office.house.store.commit(Changes.of(person))
    told(office.house, "arsiparis", 1, "below", data={"open": 12, "late": 3})
    post.post(office.house)
    assert office.box.get_nowait()["Subject"] == "Letters wait below you: 12, overdue 3."


def test_mail_that_is_away_waits_longer_each_time_and_goes_out_once_it_is_back(office: Office, tmp_path: Path) -> None:
    """A server that nobody listens at; the webhook goes on meanwhile."""
    chosen(office.house, "arsiparis", EVERYWHERE)
    id = told(office.house, "arsiparis", 1)
    away = open_house(load(office.environ | {"LONTAR_SMTP_PORT": "1"}, tmp_path))
    begin = at = now()
    for wait in (1, 2, 4, 8):
        with pytest.raises(Unavailable, match="mail server"):
            post.post(away, at)
        row = away.store.get(Notice, id) or {}
        assert (row["mail"], row["mail_at"]) == ("waiting", at + timedelta(minutes=wait))
        assert post.post(away, row["mail_at"] - timedelta(seconds=1)) == 0
        at = row["mail_at"]
    away.close()
    assert office.hook.calls.qsize() == 1
    assert (post.post(office.house, begin), post.post(office.house, at), office.box.qsize()) == (0, 1, 1)


def test_a_channel_that_is_away_is_not_asked_for_every_message(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def send(_: object, message: Any) -> None:
        asked.append(message.id)
        raise Unavailable(what="The mail server", why="it is away")

    monkeypatch.setattr("office.notifier.Mail.send", send)
    for number in range(10):
        told(office.house, "arsiparis", number)
    with pytest.raises(Unavailable):
        post.post(office.house)
    assert len(asked) == post.TRIES


def test_an_address_that_is_refused_for_ever_does_not_hold_up_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [told(office.house, login, 1) for login in ("staf", "arsiparis")]

    def send(_: object, message: Any) -> None:
        if message.login.startswith("staf"):
            raise MessageRefused(what=message.login, why="no such box")

    monkeypatch.setattr("office.notifier.Mail.send", send)
    assert post.post(office.house) == 1
    assert [state(office, id)[0] for id in ids] == ["refused", "sent"]


@pytest.mark.parametrize("status", [500, 503, 429, 302, 401, 404])
def test_a_webhook_in_trouble_gets_the_same_message_again_under_the_same_id(office: Office, status: int) -> None:
    chosen(office.house, "arsiparis", Choices(off=frozenset(("mail", kind) for kind in KINDS), contact="x"))
    id = told(office.house, "arsiparis", 1)
    office.hook.status = status
    with pytest.raises(Unavailable, match=str(status)):
        post.post(office.house)
    office.hook.status = 200
    assert (post.post(office.house), post.post(office.house, now() + LATER)) == (0, 1)
    first, second = office.hook.calls.get_nowait(), office.hook.calls.get_nowait()
    assert first[0]["webhook-id"] == second[0]["webhook-id"] == id
    assert first[1] == second[1]


def test_a_day_that_was_tried_goes_again_as_it_was_and_what_came_since_goes_by_itself(office: Office) -> None:
    chosen(
        office.house,
        "arsiparis",
        Choices(off=frozenset(("mail", kind) for kind in KINDS), daily=True, contact="x"),
    )
    past = now() - timedelta(days=2)
    ids = {told(office.house, "arsiparis", number, at=past) for number in range(2)}
    office.hook.status = 500
    with pytest.raises(Unavailable):
        post.post(office.house)
    third = told(office.house, "arsiparis", 3, at=past)
    office.hook.status = 200
    assert post.post(office.house, now() + LATER) == 2
    calls = [office.hook.calls.get_nowait() for _ in range(3)]
    named = [{one["id"] for one in json.loads(body)["data"]["notices"]} for _, body in calls]
    assert named[0] == ids
    assert sorted(map(sorted, named[1:])) == sorted([sorted(ids), [third]])
    again = next(head for (head, _), some in zip(calls[1:], named[1:], strict=True) if some == ids)
    assert again["webhook-id"] == calls[0][0]["webhook-id"]


def test_a_webhook_that_says_no_is_not_asked_again(office: Office) -> None:
    chosen(office.house, "arsiparis", EVERYWHERE)
    id = told(office.house, "arsiparis", 1)
    office.hook.status = 422
    assert post.post(office.house) == 1
    assert state(office, id) == ("sent", "refused")


def test_what_nobody_can_take_yet_is_not_kept_for_later(tmp_path: Path) -> None:
    """An office that sets up its mail next year does not send the notices of this one."""
    with reached(tmp_path) as office:
        plain = open_house(load({"LONTAR_HOME": str(office.house.settings.home)}, tmp_path))
        id = told(plain, "arsiparis", 1)
        plain.close()
        assert state(office, id) == ("none", "none")
