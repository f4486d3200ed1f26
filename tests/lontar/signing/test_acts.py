"""A frozen draft is signed once by who acts in the signer's position, and becomes the letter of its number."""

import hashlib
import io
import threading
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from drafting.refused import DraftElsewhere
from lontar.drafting import acts as drafting_acts
from lontar.drafting import freezing
from lontar.settings import load
from lontar.signing import acts, settling
from lontar.signing.acts import SignerChanged
from lontar.wiring import House, open_house
from schemas.delegation import Delegation
from schemas.draft import Draft
from schemas.entry import RegisterEntry
from schemas.errors import LontarError, NotFound, Unavailable, WrongUse
from schemas.event import Event
from schemas.issued import Issued
from schemas.letter import Letter
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from schemas.work import Work
from signing.attempts import ChangedSince, EndedMeanwhile, NotWaiting, UnderWay
from signing.signer import Place, Uncertain, WrongPassphrase
from store import fixity
from store.changes import Changes
from tests.lontar.drafting.drafted import CONTENT, a_draft, draft_of, frozen, initial
from tests.lontar.routing.offices import founded, who
from tests.lontar.signing.signing import SITE, Counting, attempts, demand_whole, sign, signed_pdf
from tests.paper.test_forms import pages
from tests.servers.verapdf import Verdict, verdicts
from tests.signing.codes import codes
from tests.signing.seen_by_others import signatures

LATER = timedelta(days=1)
LOST = Uncertain(service="The service", why="it took too long")


def as_service(house: House, state: str = "asked") -> None:
    """What was begun was begun with the service."""
    (one,) = (SigningAttempt.unpacked(row) for row in house.store.every(SigningAttempt) if row["state"] == state)
    one.way = "bsre"
    house.store.commit(Changes.of(one))


def test_it_becomes_the_letter_that_was_reserved_for_it(house: House) -> None:
    id = frozen(house)
    draft = draft_of(house, id)
    letter = house.store.load(Letter, sign(house, id))
    assert letter.id == draft.letter
    assert (letter.direction, letter.unit, letter.value("subject")) == ("outgoing", "dinas", CONTENT["subject"])
    assert letter.value("reference_number") == draft.reference_number
    assert "unit:dinas" in letter.grants
    pdf = signed_pdf(house, letter.id)
    (one,) = signatures(pdf)
    assert one.docmdp_level.value == 1, "nothing may follow"
    issued = house.store.load(Issued, draft.issued)
    assert issued.sha256 == hashlib.sha256(pdf).hexdigest()
    assert house.store.load(RegisterEntry, draft.entry).letter == letter.id
    assert house.store.get(Work, letter.id), "it is read as any other"
    assert (draft_of(house, id).state, draft_of(house, id).waits) == ("signed", None)
    assert [row["verb"] for row in house.store.events(0, 10_000) if row["thing"] == f"drafts/{id}"][-2:] == [
        "draft.signing",
        "draft.signed",
    ]
    assert list(fixity.check(house.store, house.originals)) == []
    demand_whole(house, id)


def test_its_stamp_leads_to_where_it_is_verified(house: House, tmp_path: Path) -> None:
    id = frozen(house)
    draft = draft_of(house, id)
    pdf = signed_pdf(house, sign(house, id))
    place = Place(draft.place["page"], tuple(draft.place["box"]))
    assert codes(pdf, tmp_path, place) == [f"{SITE}/verify/{draft.issued}"]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (widget,) = document.pages[place.page - 1].Annots
        assert str(widget.TU) == "Tanda tangan elektronik Kadis"


def test_without_an_address_of_the_archive_the_stamp_has_no_code(tmp_path: Path) -> None:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    founded(house)
    id = frozen(house)
    draft, pdf = draft_of(house, id), signed_pdf(house, sign(house, id))
    place = Place(draft.place["page"], tuple(draft.place["box"]))
    assert codes(pdf, tmp_path, place) == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (widget,) = document.pages[place.page - 1].Annots
        assert str(widget.TU) == "Tanda tangan elektronik Kadis"
        assert "/AP" in widget
    said = " ".join(" ".join(pages(pdf)).split())
    assert "ditandatangani secara elektronik." in said
    assert "KONSEP" not in said
    assert "Keasliannya" not in said
    house.close()


@pytest.mark.servers
def test_it_is_pdf_a_and_pdf_ua(house: House, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(signed_pdf(house, sign(house, frozen(house))))
    assert verdicts([path]) == [Verdict(True, "2a+ua1", "")]


@pytest.mark.parametrize("person", ["sekdis", "agendaris", "sekda"])
def test_only_who_acts_in_the_position_signs(house: House, person: str) -> None:
    with pytest.raises(NotWaiting):
        sign(house, frozen(house), person=person)


def test_who_may_not_see_it_is_told_that_there_is_none(house: House) -> None:
    with pytest.raises(NotFound):
        sign(house, frozen(house), person="kades")


def test_a_delegate_signs_what_was_frozen_in_their_name(house: House) -> None:
    before = frozen(house)
    start = now() - timedelta(seconds=1)
    lent = Delegation(form="Plh.", position="kadis", person="sekdis", since=start, until=now() + LATER, made_by="kadis")
    house.store.commit(Changes.of(lent))
    with pytest.raises(NotWaiting):
        sign(house, before)
    old = house.store.load(Draft, before)
    old.frozen_at = start - LATER
    house.store.commit(Changes.of(old))
    with pytest.raises(SignerChanged):
        sign(house, before, person="sekdis")
    after = frozen(house)
    sign(house, after, person="sekdis")
    demand_whole(house, after)


def test_of_two_taps_at_once_one_signs(house: House) -> None:
    id, signer, told = frozen(house), Counting(), list[type[LontarError]]()
    begin = threading.Barrier(4)

    def tap() -> None:
        begin.wait()
        try:
            sign(house, id, signer)
        except LontarError as error:
            told.append(type(error))

    taps = [threading.Thread(target=tap) for _ in range(4)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert signer.count == 1
    assert set(told) <= {UnderWay, NotWaiting}
    assert len(told) == 3
    demand_whole(house, id)


def test_what_is_refused_waits_for_the_signer_again(house: House) -> None:
    id = frozen(house)
    for fault in (WrongPassphrase(who="kadis"), Unavailable(what="The service", why="away")):
        with pytest.raises(type(fault)):
            sign(house, id, Counting(before=fault))
        assert (draft_of(house, id).state, draft_of(house, id).waits) == ("frozen", "kadis")
    assert [row["state"] for row in attempts(house, id)] == ["refused", "refused"]
    assert [row["error"]["code"] for row in attempts(house, id)] == ["wrong-passphrase", "unavailable"]
    sign(house, id)
    demand_whole(house, id)


def test_what_is_not_known_is_never_signed_again_by_itself(house: House) -> None:
    id, signer = frozen(house), Counting(after=LOST)
    with pytest.raises(Uncertain):
        sign(house, id, signer)
    as_service(house, "unknown")
    for _ in range(2):
        with pytest.raises(UnderWay):
            sign(house, id)
        assert settling.check(house, who(house, "kadis"), id, now() + LATER) == "signing"
        assert [row["state"] for row in attempts(house, id)] == ["unknown"]
    with pytest.raises(WrongUse):
        settling.give_up(house, who(house, "kadis"), id, " ")
    with pytest.raises(NotWaiting):
        settling.give_up(house, who(house, "sekdis"), id, "Layanan tidak menyimpan")
    settling.give_up(house, who(house, "kadis"), id, "Layanan tidak menyimpan berkasnya")
    assert attempts(house, id)[0]["state"] == "given-up"
    sign(house, id)
    demand_whole(house, id)


def test_an_answer_that_comes_late_is_kept_unless_it_was_given_up(house: House) -> None:
    class Late(Counting):
        def sign(self, pdf: bytes, wish: object) -> bytes:
            found = super().sign(pdf, wish)  # type: ignore[arg-type]
            as_service(house)
            settling.check(house, who(house, "kadis"), id, now() + LATER)
            if self.name == "given up":
                settling.give_up(house, who(house, "kadis"), id, "Menunggu terlalu lama")
            return found

    id = frozen(house)
    with pytest.raises(EndedMeanwhile):
        sign(house, id, Late(name="given up"))
    assert draft_of(house, id).state == "frozen"
    sign(house, id, Late())
    demand_whole(house, id)
    assert [row["state"] for row in attempts(house, id)] == ["given-up", "kept"]


def test_what_changed_since_it_was_seen_is_not_signed(house: House) -> None:
    id = frozen(house)
    seen = str(draft_of(house, id).frozen_sha256)
    drafting_acts.send_back(house, who(house, "kadis"), id, "Tanggalnya salah")
    changed = {"content": CONTENT | {"body": "Dengan hormat, besok."}}
    drafting_acts.change(house, who(house, "agendaris"), id, changed, draft_of(house, id).revision)
    drafting_acts.submit(house, who(house, "agendaris"), id)
    initial(house, id, "kasi", "kabid")
    with pytest.raises(NotWaiting):
        acts.sign(house, who(house, "kadis"), id, seen, Counting())
    freezing.freeze(house, who(house, "agendaris"), id)
    with pytest.raises(ChangedSince):
        acts.sign(house, who(house, "kadis"), id, seen, Counting())
    sign(house, id)
    demand_whole(house, id)


def test_what_is_being_signed_is_neither_changed_nor_cancelled_nor_sent_back(house: House) -> None:
    id = frozen(house)

    class Meanwhile(Counting):
        def sign(self, pdf: bytes, wish: object) -> bytes:
            clerk, head = who(house, "agendaris"), who(house, "kadis")
            for act in (
                lambda: drafting_acts.cancel(house, clerk, id, "Batal"),
                lambda: drafting_acts.take_back(house, clerk, id),
                lambda: drafting_acts.send_back(house, head, id, "Salah"),
            ):
                with pytest.raises(DraftElsewhere):
                    act()
            return super().sign(pdf, wish)  # type: ignore[arg-type]

    sign(house, id, Meanwhile())
    demand_whole(house, id)


def test_no_passphrase_is_in_what_is_stored(house: House) -> None:
    id = frozen(house)
    with pytest.raises(WrongPassphrase):
        sign(house, id, Counting(before=WrongPassphrase(who="kadis")))
    sign(house, id)
    said = repr([attempts(house, id), list(house.store.every(Event)), house.store.get(Draft, id)])
    assert "passphrase" not in said.replace("wrong-passphrase", "").replace("Wrong passphrase", "").replace(
        "The passphrase of kadis is wrong", ""
    )


def test_a_draft_that_waits_for_initials_is_not_signed(house: House) -> None:
    with pytest.raises(NotWaiting):
        acts.sign(house, who(house, "kadis"), a_draft(house), "0" * 64, Counting())
