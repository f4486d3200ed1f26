"""A table brought in: what each row comes to, once and for ever, and taken out again."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lontar.facts import told, with_values
from lontar.finding.find import find
from lontar.followers import IndexFollower
from lontar.importing import imports, report
from lontar.importing.errors import ImportNotNow, NoBook, NothingMapped
from lontar.importing.mapping import Mapping, mapping_of, save, saved
from lontar.intake import digitising
from lontar.many import casefiles
from lontar.routing import recording
from lontar.routing.recording import Book
from lontar.settings import load
from lontar.shelving import boxes
from lontar.wiring import House, open_house
from office import demo
from office.access import Reader, installation
from routing.registering import counter_of
from schemas.assignment import Assignment
from schemas.box import Folder
from schemas.entry import RegisterEntry
from schemas.errors import NotFound, WrongUse
from schemas.event import Event
from schemas.letter import Letter
from schemas.stored import now
from schemas.table_import import ImportFile, ImportPart, TableImport
from store import chain
from store.changes import Changes
from tests import tables
from tests.arrived import arrived
from tests.lontar.bare import person
from tests.lontar.importing.carried import asked, done, letters, numbers, outcomes, problems, rows, undone

BOOK = "office/incoming/1971"
HEAD = ("No agenda", "Tgl terima", "Pengirim", "Nomor surat", "Tgl surat", "Perihal")


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    path = tmp_path / "agenda 1971.xlsx"
    path.write_bytes(tables.agenda(tables.lines(3)))
    return path


def csv(folder: Path, *lines: tuple[object, ...], head: tuple[str, ...] = HEAD, name: str = "buku.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(";".join(map(str, line)) for line in (head, *lines)), "utf-8")
    return path


@pytest.mark.everywhere
def test_a_book_stands_as_it_was_and_twice_brought_in_is_once(house: House, console: Reader, agenda: Path) -> None:
    one = done(house, console, agenda)
    assert outcomes(house, one) == {"make": 3, "skip": 1}
    assert numbers(house) == [(BOOK, number) for number in (1, 2, 3)]
    again = done(house, console, agenda, called="another name")
    assert outcomes(house, again) == {"here": 3, "skip": 1}
    assert (len(letters(house)), len(numbers(house))) == (3, 3)
    entry = house.store.find(RegisterEntry, {"register": BOOK, "agenda_number": 1}, limit=1)[0]
    assert (entry["historic"], entry["handling"], entry["closed_as"], entry["checked"]) == (
        True,
        "closed",
        "done",
        True,
    )
    letter = house.store.load(Letter, entry["letter"])
    assert (letter.stage, letter.direction, letter.imported, list(letter.files)) == ("awaiting", "incoming", one.id, [])
    assert (letter.value("date"), letter.value("reference_number")) == (19710112, "1/Um/1971")
    assert all(found.by_hand for found in letter.fields.values())
    assert letter.fields["date"].printed == "12 Djanuari 1971"
    assert list(chain.verify(house.store)) == []


@pytest.mark.everywhere("full")
def test_what_awaits_its_scan_is_found_by_what_the_table_says(house: House, console: Reader, agenda: Path) -> None:
    done(house, console, agenda)
    IndexFollower(house).catch_up()
    found = find(house, console, "hal ke 2")
    assert found["hits"][0]["subject"] == "Hal ke 2"
    assert find(house, console, "state:awaiting")["total"] == 3
    assert find(house, console, 'status:"menunggu pindaian"')["total"] == 3


def test_who_brought_in_what_from_where_stands_in_the_history(house: House, console: Reader, agenda: Path) -> None:
    one = done(house, console, agenda)
    letter = letters(house)[0]
    events = with_values(house, house.store.find(Event, {"thing": f"letters/{letter.id}"}, sort=[("sequence", 1)]))
    assert [event["verb"] for event in events] == ["letter.imported", "letter.registered"]
    after = told(events[0])[1]
    assert (after["import"], after["table"]) == (one.id, "agenda 1971.xlsx")
    assert after["line"] in (7, 8, 9)
    assert events[0]["operator"] == "operator"


def test_the_dry_run_makes_nothing_and_can_be_dropped(house: House, console: Reader, agenda: Path) -> None:
    one = asked(house, console, agenda)
    assert (one.state, one.foreseen["make"], dict(one.books[0])) == (
        "asked",
        3,
        {"register": BOOK, "numbers": 3, "first": 1, "last": 3},
    )
    assert letters(house) == []
    imports.drop(house, console, one.id)
    assert [house.store.count(kind) for kind in (TableImport, ImportPart, ImportFile)] == [0, 0, 0]
    with pytest.raises(NotFound):
        imports.start(house, console, one.id)


def test_each_error_is_named_by_its_line_and_the_others_come_in(house: House, console: Reader, tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        (1, "12/01/1971", "Camat", "1/A", "10/1/71", "Rapat"),
        (1, "13/01/1971", "Camat", "2/A", "10/1/71", "Rapat"),
        ("dua", "13/01/1971", "Camat", "3/A", "10/1/71", "Rapat"),
        (3, "31/02/1971", "Camat", "4/A", "10/1/71", "Rapat"),
        ("", "13/01/1971", "Camat", "5/A", "10/1/71", "Rapat"),
        (6, "13/01/1972", "Camat", "6/A", "10/1/71", "Rapat"),
        ("", "", "", "", "", "Januari"),
    )
    one = done(house, console, path, year=1971)
    assert outcomes(house, one) == {"make": 2, "error": 4, "skip": 1}
    said = problems(house, one)
    assert said[3] == ["the number 1 of 1971 stands in line 2 already"]
    assert "“dua” is no number" in said[4][0]
    assert "“31/02/1971” is no day" in said[5][0]
    assert said[6] == ["it has no number in the book"]
    assert said[7] == ["its day, 1972-01-13, is not of the book's year 1971"]
    text = b"".join(report.report(house, one.packed())).decode("utf-8-sig")
    assert text.splitlines()[2].startswith("3,error,error,the number 1 of 1971")
    mended = tmp_path / "mended.csv"
    mended.write_bytes(b"".join(report.left_out(house, one.packed())).replace(b"dua", b"2"))
    two = done(house, console, mended, year=1971)
    assert outcomes(house, two) == {"make": 1, "here": 1, "error": 2}
    assert numbers(house) == [(BOOK, number) for number in (1, 2, 6)]


@pytest.mark.everywhere
def test_a_number_drawn_later_never_meets_an_imported_one(house: House, console: Reader, tmp_path: Path) -> None:
    year = now().year
    first = arrived(house, console, letter(house))
    assert first.number == 1
    lines = [(n, "", "Camat", f"{n}/A", "", "Rapat") for n in (1, 5, 417)]
    one = done(house, console, csv(tmp_path, *lines), year=year)
    assert problems(house, one) == {2: [f"the number 1 of {year} is in the book already"]}
    assert arrived(house, console, letter(house)).number == 418
    undone(house, console, one)
    assert house.store.ledgers().counters[counter_of(f"office/incoming/{year}")] == 418
    assert arrived(house, console, letter(house)).number == 419


def letter(house: House) -> str:
    made = Letter(unit="office", grants=["unit:office"], stage="understood")
    house.store.commit(Changes.of(made))
    return str(made.id)


@pytest.mark.everywhere
def test_an_import_is_taken_out_as_one_and_comes_again(house: House, console: Reader, agenda: Path) -> None:
    one = done(house, console, agenda)
    out = undone(house, console, one, "salah tahun")
    assert (out.state, outcomes(house, out)) == ("undone", {"undone": 3, "skip": 1})
    assert numbers(house) == []
    assert {row.withdrawn for row in letters(house)} == {"salah tahun"}
    assert house.store.ledgers().counters.get(counter_of(BOOK), 0) == 0
    two = done(house, console, agenda)
    assert outcomes(house, two) == {"make": 3, "skip": 1}
    assert (len(numbers(house)), {row.withdrawn for row in letters(house)}) == (3, {None})
    assert len(letters(house)) == 3
    assert list(chain.verify(house.store)) == []


def test_what_somebody_has_worked_on_since_stays(house: House, tmp_path: Path) -> None:
    demo.found(house.store)
    ani = person(house, "arsiparis")
    head = (*HEAD, "Status")
    waits = (1, "12/01/1971", "Camat", "1/A", "10/1/71", "Rapat", "belum")
    path = csv(tmp_path, waits, (2, "12/01/1971", "Camat", "2/A", "", "Rapat", "selesai"), head=head)
    one = done(house, ani, path)
    (root,) = house.store.every(Assignment)
    entry = house.store.load(RegisterEntry, root["entry"])
    assert (entry.handling, entry.agenda_number) == ("waiting", 1)
    entry.opened_by = "somebody"
    house.store.commit(Changes.of(entry))
    out = undone(house, ani, one)
    assert (out.counts["kept"], out.counts["undone"]) == (1, 1)
    assert numbers(house) == [("setda/incoming/1971", 1)]


def test_rows_go_where_they_belong(house: House, tmp_path: Path) -> None:
    demo.found(house.store)
    ani = person(house, "arsiparis")
    casefiles.make(house, ani, "setda", number="005/12", code="005", title="Rapat")
    head = ("Nomor surat", "Perihal", "Boks", "Folder", "Berkas", "Paket", "Label", "Ket.", "Klasifikasi keamanan")
    path = csv(
        tmp_path,
        ("1/A", "Rapat", "12", "3", "005/12", "Boks lama", "banjir, desa", "asli", "Terbatas"),
        ("2/A", "Rapat", "12", "3", "", "", "", "", ""),
        ("3/A", "Rapat", "", "4", "", "", "", "", ""),
        ("4/A", "Rapat", "", "", "999", "", "", "", ""),
        ("5/A", "Rapat", "", "", "", "", "", "", "amat rahasia"),
        head=head,
    )
    one = done(house, ani, path, tags=["1971"])
    assert problems(house, one) == {
        4: ["a folder needs a box"],
        5: ["there is no case file 999; make it first"],
        6: ["Klasifikasi keamanan: “amat rahasia” is none of B, T, R, SR"],
    }
    by_number = {row.value("reference_number"): row for row in letters(house)}
    first, second = by_number["1/A"], by_number["2/A"]
    box = boxes.box(house, ani, "setda", "12")
    assert [row["number"] for row in boxes.folders(house, box)] == ["3"]
    assert first.folder == second.folder == house.store.find(Folder, limit=1)[0]["_id"]
    assert first.casefile == casefiles.casefile(house, ani, "005/12")["_id"]
    assert (first.batch, list(first.tags), first.notes[0].text) == ("Boks lama", ["1971", "banjir", "desa"], "asli")
    assert (first.security_class, list(first.grants)) == ("T", ["head:setda", "registry:setda"])
    assert digitising.batch(house, ani, "setda", "Boks lama")["state"] == "open"
    assert (first.direction, numbers(house)) == ("legacy", [])


def test_lines_that_say_the_same_are_two_letters_and_stay_two(house: House, console: Reader, tmp_path: Path) -> None:
    path = csv(tmp_path, ("1/A", "Rapat"), ("1/A", "Rapat"), head=("Nomor surat", "Perihal"))
    for _ in range(2):
        one = done(house, console, path)
        assert problems(house, one) == {3: ["it says the same as line 2"]}
        assert len(letters(house)) == 2


def test_what_a_row_is_called_elsewhere_is_what_it_is(house: House, console: Reader, tmp_path: Path) -> None:
    head = ("ID", "Nomor surat", "Perihal")
    done(house, console, csv(tmp_path, ("a1", "1/A", "Rapat"), head=head))
    one = done(house, console, csv(tmp_path, ("a1", "1/A", "Rapat besar"), ("a1", "2/A", "x"), head=head))
    assert outcomes(house, one) == {"here": 1, "error": 1}
    assert problems(house, one)[2][0].startswith("it says something else than what was brought in")
    assert [row.value("subject") for row in letters(house)] == ["Rapat"]


def test_nobody_brings_in_for_a_unit_that_is_not_theirs(house: House, tmp_path: Path) -> None:
    demo.found(house.store)
    ani = person(house, "arsiparis")
    head = (*HEAD, "Unit")
    path = csv(
        tmp_path,
        (1, "12/01/1971", "Camat", "1/A", "", "Rapat", "DPU"),
        (2, "12/01/1971", "C", "2", "", "R", "X"),
        head=head,
    )
    one = asked(house, ani, path)
    assert problems(house, one) == {2: ["the unit DPU is not one of yours"], 3: ["there is no unit X"]}
    with pytest.raises(WrongUse):
        asked(house, ani, path, unit="dpu")
    with pytest.raises(NotFound):
        imports.import_for(house, person(house, "kadis"), one.id)


def test_a_mapping_is_saved_and_used_again(house: House, console: Reader, tmp_path: Path) -> None:
    mapping = mapping_of({"columns": {"Asal.": "sender", "Hal": "subject"}, "year": "1971", "tags": ["lama"]})
    save(house, console, "office", "Buku lama", mapping)
    save(house, console, "office", "Buku lama", mapping)
    found = mapping_of(saved(house, console, "Buku lama")["mapping"])
    assert found == mapping
    assert found.places(["asal", "HAL", "Lain"]) == {0: "sender", 1: "subject"}
    with pytest.raises(NotFound):
        saved(house, console, "Buku baru")


def test_what_cannot_be_is_said_before_anything(house: House, console: Reader, agenda: Path) -> None:
    one = asked(house, console, agenda)
    with pytest.raises(NothingMapped):
        imports.map_columns(house, console, one.id, Mapping())
    with pytest.raises(NoBook):
        imports.map_columns(house, console, one.id, Mapping({"No agenda": "agenda_number"}))
    for wrong in ({"columns": {"a": "nothing"}}, {"direction": "up"}, {"year": "soon"}, {"tags": "x"}, {"more": 1}):
        with pytest.raises(WrongUse):
            mapping_of(wrong)
    with pytest.raises(ImportNotNow):
        imports.undo(house, console, one.id, "why")


def test_a_letter_that_awaits_its_scan_is_registered_as_others_are(
    house: House, console: Reader, tmp_path: Path
) -> None:
    done(house, console, csv(tmp_path, ("1/A", "Rapat"), head=("Nomor surat", "Perihal")))
    (one,) = letters(house)
    assert recording.record(house, console, one.id, Book("office")).number == 1
    assert house.store.load(Letter, one.id).direction == "incoming"


ROW = st.tuples(
    st.integers(1, 6),
    st.dates(date(1971, 1, 1), date(1971, 12, 31)).map(date.isoformat),
    st.sampled_from(["Camat", "Dinas P.U.", "-"]),
    st.sampled_from(["1/A", "2/B", ""]),
    st.just(""),
    st.sampled_from(["Rapat", "Undangan", "sda"]),
)


@settings(max_examples=10, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=8), st.booleans())
def test_twice_is_once(found: list[tuple[object, ...]], is_book: bool) -> None:
    """Whatever stands in a table: brought in twice it makes the same letters; taken out and brought in, the same."""
    said = {"year": 1971} if is_book else {"direction": "legacy", "columns": {"No agenda": ""}}
    with TemporaryDirectory() as place:
        folder, reader = Path(place), installation("operator")
        house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
        try:
            path = csv(folder, *found)
            one = done(house, reader, path, **said)
            once = {row.id: dict(row.fields.items()) for row in letters(house)}, numbers(house)
            assert outcomes(house, one)["make"] == len(once[0])
            two = done(house, reader, path, **said)
            assert outcomes(house, two)["make"] == 0
            assert ({row.id: dict(row.fields.items()) for row in letters(house)}, numbers(house)) == once
            undone(house, reader, one)
            assert [row for row in letters(house) if not row.withdrawn] == []
            assert numbers(house) == []
            done(house, reader, path, **said)
            assert ({row.id: dict(row.fields.items()) for row in letters(house)}, numbers(house)) == once
            assert {row["line"] for row in rows(house, one)} >= {2}
        finally:
            house.close()
