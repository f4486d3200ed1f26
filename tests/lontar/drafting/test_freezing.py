"""Frozen, a draft holds a number that the book shows as reserved, and the PDF that is to be signed carries it;
cancelled, the number stays with the reason."""

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from drafting import numbering
from drafting.refused import DraftElsewhere, NotInitialled
from drafting.written import fingerprint
from lontar.drafting import acts, freezing, listed
from lontar.routing import acts as routing_acts
from lontar.routing import books
from lontar.wiring import House
from office.access import Reader
from office.days import ZONE
from schemas.draft import Draft
from schemas.entry import RegisterEntry
from schemas.errors import Forbidden, NotFound
from schemas.issued import Issued
from schemas.stored import now
from store import fixity
from store.changes import Changes
from tests.lontar.drafting.drafted import CONTENT, a_draft, draft_of, frozen, ready
from tests.lontar.routing.offices import founded, registered, who

pytestmark = pytest.mark.everywhere("full")
YEAR = datetime.now(ZoneInfo(ZONE)).year


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def book(house: House, person: str) -> list[books.Line]:
    reader = who(house, person)
    return list(books.whole(house, reader, books.which(house, reader, unit="DINAS", direction="outgoing")))


def test_a_frozen_draft_holds_a_number_and_its_pdf(house: House) -> None:
    id = frozen(house)
    draft = draft_of(house, id)
    assert re.fullmatch(rf"1/DINAS/[IVX]+/{YEAR}", draft.reference_number)
    assert (draft.state, draft.waits, draft.frozen_pages) == ("frozen", "kadis", 1)
    with house.originals.open(draft.frozen_sha256) as stream, pikepdf.open(io.BytesIO(stream.read())) as pdf:
        assert len(pdf.pages) == 1
        assert CONTENT["subject"] in str(pdf.trailer.Info.Title)
    issued = house.store.load(Issued, draft.issued)
    assert (issued.draft, issued.letter, issued.sha256) == (id, draft.letter, None)
    assert draft.place["page"] == 1
    assert len(draft.place["box"]) == 4
    assert list(fixity.check(house.store, house.originals)) == []
    assert [row["_id"] for row in listed.drafts(house, who(house, "kadis"), "signature")] == [id]


def test_the_book_shows_the_number_as_reserved_for_who_may_see_the_draft(house: House) -> None:
    id = frozen(house)
    draft = draft_of(house, id)
    (line,) = book(house, "agendaris")
    assert (line.number, line.draft, line.letter, line.cancelled) == (1, id, None, None)
    said = {name: value for name, value in (line.said or {}).items() if value}
    assert said == {
        "subject": CONTENT["subject"],
        "recipients": CONTENT["recipients"],
        "reference_number": draft.reference_number,
    }
    hidden = house.store.load(Draft, id)
    hidden.grants = ["position:kadis"]
    house.store.commit(Changes.of(hidden))
    (bare,) = book(house, "sekdis")
    assert (bare.number, bare.entry, bare.draft) == (1, None, None)
    with pytest.raises(NotFound):
        routing_acts.cancel(house, who(house, "agendaris"), draft.entry, "Bukan di sini")


def test_nothing_freezes_without_its_initials_or_twice(house: House) -> None:
    id = a_draft(house)
    clerk = who(house, "agendaris")
    with pytest.raises(DraftElsewhere):
        freezing.freeze(house, clerk, id)
    acts.submit(house, clerk, id)
    with pytest.raises(NotInitialled):
        freezing.freeze(house, clerk, id)
    acts.initial(house, who(house, "kasi"), id, fingerprint(draft_of(house, id)))
    acts.initial(house, who(house, "kabid"), id, fingerprint(draft_of(house, id)))
    with pytest.raises(Forbidden):
        freezing.freeze(house, Reader("x", "X", None, frozenset({"auditor"}), "dinas"), id)
    assert house.store.count(RegisterEntry) == 0
    freezing.freeze(house, clerk, id)
    assert freezing.freeze(house, clerk, id) == []
    assert [line.number for line in book(house, "agendaris")] == [1]
    with pytest.raises(DraftElsewhere, match="frozen"):
        acts.change(house, clerk, id, {"content": CONTENT | {"body": "Lain"}}, 1)


@pytest.mark.parametrize("by", ["sekdis", "sweeper"])
def test_frozen_without_a_pdf_it_is_typeset_again_with_the_same_number(
    house: House, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    id = ready(house)
    with monkeypatch.context() as patch:
        patch.setattr(freezing, "typeset_frozen", lambda *_: [])  # the power goes between the two
        freezing.freeze(house, who(house, "agendaris"), id)
    draft = draft_of(house, id)
    assert (draft.state, draft.frozen_sha256, draft.waits) == ("frozen", None, None)
    assert [row["_id"] for row in freezing.left(house)] == [id]
    freezing.heal(house)
    assert [row["_id"] for row in freezing.left(house)] == [id]
    if by == "sweeper":
        freezing.heal(house, now())
    else:
        assert len(freezing.freeze(house, who(house, by), id)) == 1
    assert freezing.left(house) == []
    assert draft_of(house, id).waits == "kadis"
    assert [line.number for line in book(house, "agendaris")] == [1]


def test_sent_back_and_frozen_again_it_keeps_its_number(house: House) -> None:
    id, other = frozen(house), frozen(house)
    first = draft_of(house, id)
    acts.send_back(house, who(house, "kadis"), id, "Perbaiki hal")
    assert draft_of(house, id).frozen_sha256 is None
    said = {"content": CONTENT | {"subject": "Undangan rapat kerja"}, "classification_code": "005"}
    acts.change(house, who(house, "agendaris"), id, said, 1)
    acts.submit(house, who(house, "agendaris"), id)
    for one in ("kasi", "kabid"):
        acts.initial(house, who(house, one), id, fingerprint(draft_of(house, id)))
    freezing.freeze(house, who(house, "agendaris"), id)
    again = draft_of(house, id)
    assert (again.entry, again.letter, again.issued) == (first.entry, first.letter, first.issued)
    assert again.reference_number.startswith("005/1/DINAS/")
    assert again.frozen_sha256 != first.frozen_sha256
    assert again.former == [first.frozen_sha256]
    assert [line.number for line in book(house, "agendaris")] == [1, 2]
    assert draft_of(house, other).reference_number.startswith("2/")
    assert list(fixity.check(house.store, house.originals)) == []


def test_a_cancelled_draft_leaves_its_number_cancelled_with_the_reason(house: House) -> None:
    id, other = frozen(house), frozen(house)
    acts.cancel(house, who(house, "agendaris"), id, "Rapat ditiadakan")
    lines = book(house, "agendaris")
    assert [(line.number, line.cancelled, line.draft) for line in lines] == [
        (1, "Rapat ditiadakan", id),
        (2, None, other),
    ]
    reader = who(house, "agendaris")
    found = books.leaf(house, reader, books.which(house, reader, direction="outgoing", handling="cancelled"))
    assert [line.number for line in found.lines] == [1]
    assert draft_of(house, frozen(house)).reference_number.startswith("3/")
    with pytest.raises(DraftElsewhere):
        freezing.freeze(house, reader, id)


def test_the_form_is_that_of_the_nearest_unit_and_the_longest_code(house: House) -> None:
    admin = Reader("admin", "Admin", None, frozenset({"administrator"}), "office")
    for unit, code, form in (
        ("office", "", "{number}/KAB/{year}"),
        ("dinas", "800", "{code}/{number:3}/D-I/{year}"),
        ("dinas", "800.1.11", "{class}/{number}/{code}/UM/{year}"),
    ):
        house.store.commit(numbering.set_form(house.store, admin, unit, code, form))
    assert numbering.set_form(house.store, admin, "dinas", "800", "{code}/{number:3}/D-I/{year}") == Changes()
    path = ["office", "dinas"]
    assert numbering.chosen(house.store, path, "800.1.11.1") == "{class}/{number}/{code}/UM/{year}"
    assert numbering.chosen(house.store, path, "800.2") == "{code}/{number:3}/D-I/{year}"
    assert numbering.chosen(house.store, path, "005") == "{number}/KAB/{year}"
    assert numbering.chosen(house.store, ["desa"], "005") == numbering.USUAL
    with pytest.raises(Forbidden):
        numbering.set_form(house.store, who(house, "agendaris"), "dinas", "", "{number}")
    house.store.commit(numbering.set_form(house.store, admin, "dinas", "800", ""))
    assert numbering.chosen(house.store, path, "800.2") == "{number}/KAB/{year}"
    assert (
        draft_of(house, frozen(house, classification_code="800.1.11.1")).reference_number == f"B/1/800.1.11.1/UM/{YEAR}"
    )


def test_incoming_letters_have_numbers_of_their_own(house: House) -> None:
    registered(house)
    assert draft_of(house, frozen(house)).reference_number.startswith("1/")
