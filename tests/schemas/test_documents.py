"""Documents hold to their schema without any database, and survive being packed and unpacked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.documents import every_document
from schemas.letter import FieldValue, Letter, LetterFile
from schemas.page import Box, Page, PageReading, Word, reading_of
from schemas.person import Person
from schemas.stored import Malformed, Stored, new_id
from schemas.unit import Unit

KINDS = every_document()


def a_letter(**more: Any) -> Letter:
    file = LetterFile(no=1, name="surat.pdf", sha256="a" * 64, size=10, kind="application/pdf")
    return Letter(files=[file], unit="office", **more)


def test_everything_an_archive_keeps_has_a_document() -> None:
    names = {kind.collection() for kind in KINDS}
    wanted = {"letters", "pages", "texts", "entries", "people", "units", "positions", "holdings", "delegations"}
    wanted |= {"dispositions", "drafts", "casefiles", "batches", "events", "work", "uploads", "office"}
    assert wanted <= names
    assert len(names) == len(KINDS), "two documents share a collection"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_indexes_name_fields_that_exist(kind: type[Stored]) -> None:
    for index in kind._meta["indexes"]:
        fields = index["fields"] if isinstance(index, dict) else index
        for name in fields:
            assert kind._lookup_field(name.lstrip("-+").split(".")), f"{kind.__name__}.{name}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_documents_refer_by_ids_only(kind: type[Stored]) -> None:
    types = {type(field).__name__ for field in kind._fields.values()}
    assert not types & {"ReferenceField", "LazyReferenceField", "GenericReferenceField", "CachedReferenceField"}


def test_a_packed_letter_comes_back_the_same() -> None:
    letter = a_letter(fields={"subject": FieldValue(value="Perbaikan jembatan", confidence=93.0, page=1)})
    again = Letter.unpacked(letter.packed())
    assert again.packed() == letter.packed()
    assert again.value("subject") == "Perbaikan jembatan"
    assert again.value("sender") is None


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (Letter(files=[LetterFile(no=1, name="a", sha256="short", size=1, kind="x/y")], unit="office"), "sha256"),
        (a_letter(security_class="X"), "security_class"),
        (a_letter(stage="lost"), "stage"),
        (Letter(), "unit"),
        (Person(name="A", login="a@example.org", unit="office", roles=["king"]), "roles"),
        (Unit(code="not a code", name="A"), "code"),
    ],
)
def test_what_does_not_hold_to_its_schema_is_named(document: Stored, what: str) -> None:
    with pytest.raises(Malformed, match=what):
        document.packed()


def test_ids_sort_by_the_time_they_were_made() -> None:
    ids = [new_id() for _ in range(3)]
    assert len(set(ids)) == 3
    assert all(len(one) == 26 for one in ids)


boxes: st.SearchStrategy[Box] = st.tuples(*[st.integers(0, 5000)] * 4)  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.text(min_size=1, max_size=8), boxes, st.integers(0, 100)), max_size=20))
def test_a_reading_survives_being_stored_as_a_page(read: list[tuple[str, Box, int]]) -> None:
    words, text = [], ""
    for piece, box, confidence in read:
        words.append(Word(piece, box, float(confidence), len(text), len(text) + len(piece)))
        text += piece + " "
    reading = PageReading(1, 1000, 1400, "ocr", "no text layer", text, tuple(words), (Word("x", (1, 2, 3, 4), 9.0),))
    page = Page.of(reading, "L", 1)
    assert page.id == Page.key("L", 1, 1)
    assert reading_of(page.packed()) == reading
