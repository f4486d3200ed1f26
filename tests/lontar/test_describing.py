"""Fonds and series as a tree, what is in them, where a letter may belong, and the lists that an archive hands over."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from lontar.describing import contents, descriptions, filing, lists
from lontar.describing.errors import NotEmpty, TooLongForPaper
from lontar.describing.lists import Which
from lontar.errors import NotOfTheFonds
from lontar.finding.find import find
from lontar.followers import IndexFollower
from lontar.many import casefile_acts, casefiles
from lontar.shelving import boxes, changing, placing
from lontar.undoing import undo
from lontar.wiring import House
from office import demo
from office.access import Reader
from paper.sandbox import Sandbox
from schemas.errors import Conflict, Forbidden, NotFound, Taken, WrongUse
from schemas.letter import FieldValue, Letter
from store.changes import Changes, Happened
from tests.lontar.bare import bare, person
from tests.lontar.jobbing import done, letter
from tests.servers.verapdf import verdicts


@pytest.fixture
def ids(house: House) -> list[str]:
    demo.found(house.store)
    return bare(house, 4)


@pytest.fixture
def ani(house: House, ids: list[str]) -> Reader:
    return person(house, "arsiparis")


def says(house: House, id: str, **fields: object) -> None:
    """What a letter says, and known to the index."""
    one = house.store.load(Letter, id)
    for name, value in fields.items():
        one.fields[name] = FieldValue(value=value, confidence=99.0)
    house.store.commit(Changes.of(one, events=[Happened("letter.described", f"letters/{id}", "tests")]))
    IndexFollower(house).catch_up()


def series(house: House, ani: Reader) -> str:
    fonds = descriptions.make(
        house, ani, "setda", {"code": "SETDA", "title": "Sekretariat Daerah", "history": "Sejak 1950"}
    )
    return str(descriptions.make(house, ani, "", {"code": "600", "title": "Pekerjaan umum"}, fonds.id).id)


def test_a_tree_of_fonds_and_series_counts_what_is_below(house: House, ani: Reader, ids: list[str]) -> None:
    id = series(house, ani)
    file = casefiles.make(house, ani, "setda", number="005/1", code="005", title="Jembatan", series=id)
    done(house, ani, ids[:2], "file", casefile=file.id)
    says(house, ids[0], date=19710305)
    says(house, ids[1], date=19730000)
    (branch,) = descriptions.tree(house, ani)
    assert (branch.fonds["code"], [row["code"] for row in branch.series], branch.files) == ("SETDA", ["600"], {id: 1})
    row = descriptions.one(house, ani, "SETDA/600")
    found = descriptions.extent(house, ani, row)
    assert (found.letters, found.first, found.last, found.files) == (2, 19710305, 19730000, 1)
    assert descriptions.extent(house, ani, branch.fonds).letters == len(ids)
    assert descriptions.tree(house, person(house, "kades")) == []
    with pytest.raises(NotFound):
        descriptions.one(house, person(house, "kades"), id)
    with pytest.raises(Forbidden):
        descriptions.make(house, person(house, "sekda"), "setda", {"code": "X", "title": "Y"})


def test_what_is_said_of_a_series_is_undone_and_an_empty_one_removed(house: House, ani: Reader) -> None:
    id = series(house, ani)
    did = descriptions.change(house, ani, id, {"title": "Jalan", "content": "Dua baris\nteks"})
    assert descriptions.one(house, ani, id)["content"] == "Dua baris\nteks"
    descriptions.undo(house, ani, did.event or 0)
    assert descriptions.one(house, ani, id)["title"] == "Pekerjaan umum"
    with pytest.raises(Conflict):
        descriptions.undo(house, ani, did.event or 0)
    for values, field in (({"code": " "}, "code"), ({"title": ""}, "title")):
        with pytest.raises(WrongUse) as told:
            descriptions.change(house, ani, id, values)
        assert told.value.params["field"] == field
    fonds = descriptions.one(house, ani, "SETDA")
    with pytest.raises(Taken):
        descriptions.make(house, ani, "setda", {"code": "600", "title": "Lagi"}, fonds["_id"])
    with pytest.raises(NotEmpty):
        descriptions.remove(house, ani, fonds["_id"])
    descriptions.remove(house, ani, id)
    descriptions.remove(house, ani, fonds["_id"])
    assert descriptions.tree(house, ani) == []


def test_a_case_file_belongs_to_a_series_of_its_unit(house: House, ani: Reader, console: Reader) -> None:
    id = series(house, ani)
    other = casefiles.make(house, console, "distan", number="1", code="005", title="Bibit")
    with pytest.raises(NotOfTheFonds):
        casefile_acts.change(house, console, other.id, {"series": id})
    file = casefiles.make(house, ani, "setda", number="005/1", code="005", title="Jembatan")
    did = casefile_acts.change(house, ani, file.id, {"series": id})
    casefile_acts.undo(house, ani, did.event or 0)
    assert not (casefiles.casefile(house, ani, file.id).get("series"))


def test_what_is_not_yet_filed_is_found_and_proposed_for(house: House, ani: Reader, ids: list[str]) -> None:
    assert find(house, ani, "", filters={"casefile": ["none"]})["total"] == len(ids)
    file = casefiles.make(house, ani, "setda", number="005/1", code="005", title="Jembatan")
    shut = casefiles.make(house, ani, "setda", number="005/2", code="005", title="Tutup")
    casefile_acts.change(house, ani, shut.id, {"state": "closed"})
    says(house, ids[0], classification_code="005", reference_number="005/1/SETDA/2019")
    says(house, ids[1], references=["005/1/SETDA/2019"], reference_number="005/2/SETDA/2019")
    found = filing.proposals(house, ani, house.store.get(Letter, ids[0]) or {})
    assert [(one.row["_id"], one.why) for one in found] == [(file.id, "code")]
    filed = filing.file_thread(house, ani, house.store.get(Letter, ids[0]) or {}, file.id)
    assert letter(house, ids[0]).casefile == file.id
    assert {id for id, _ in filed.events} >= {ids[0]}
    IndexFollower(house).catch_up()
    assert find(house, ani, "", filters={"casefile": ["none"]})["total"] == len(ids) - len(filed.events)
    for id, event in filed.events:
        undo(house, ani, id, [event])
    assert letter(house, ids[0]).casefile is None


def test_paper_is_put_into_folders_by_hand_and_in_bulk(house: House, ani: Reader, ids: list[str]) -> None:
    box = boxes.box(house, ani, "setda", str(boxes.make_box(house, ani, "setda", "12", shelf="Rak 3").id))
    folder = str(boxes.make_folder(house, ani, box, "4").id)
    (event,) = placing.shelve(house, ani, ids[0], folder)
    assert placing.place_of(house, house.store.get(Letter, ids[0]) or {}).whole == "12/4, Rak 3"  # type: ignore[union-attr]
    job = done(house, ani, ids, "shelve", folder=folder)
    assert house.store.count(Letter, {"folder": folder}) == len(ids)
    undo(house, ani, ids[0], [event])
    assert house.store.count(Letter, {"folder": folder}) == len(ids) - 1
    assert job.act == "shelve"
    with pytest.raises(NotFound):
        placing.shelve(house, ani, ids[0], "none")
    did = changing.change(house, ani, changing.BOX, box["_id"], {"shelf": "Rak 9", "number": "13"})
    assert placing.place_of(house, house.store.get(Letter, ids[1]) or {}).whole == "13/4, Rak 9"  # type: ignore[union-attr]
    changing.undo(house, ani, [changing.BOX, changing.FOLDER], did.event or 0)
    second = boxes.make_box(house, ani, "setda", "14")
    with pytest.raises(Taken):
        changing.change(house, ani, changing.BOX, second.id, {"number": "12"})
    changing.change(house, ani, changing.FOLDER, folder, {"box": str(second.id)})
    assert placing.place_of(house, house.store.get(Letter, ids[1]) or {}).said == "14/4"  # type: ignore[union-attr]


def filed(house: House, ani: Reader, ids: list[str]) -> str:
    file = casefiles.make(house, ani, "setda", number="005/1", code="005", title='=HYPERLINK("x")')
    done(house, ani, ids[:3], "file", casefile=file.id)
    says(house, ids[0], date=19730000, subject="=1+1", reference_number="005/3")
    says(house, ids[1], date=19710305, subject="Jembatan 𓀀", reference_number="005/2")
    return str(file.id)


def test_the_lists_say_what_is_in_a_file_as_the_reader_may_read_it(house: House, ani: Reader, ids: list[str]) -> None:
    file = filed(house, ani, ids)
    hidden = house.store.load(Letter, ids[2])
    hidden.grants = ["unit:distan"]
    house.store.commit(Changes.of(hidden))
    (row,) = lists.file_rows(house, ani, Which(unit="setda"))
    assert row[:6] == ["005/1", "005", '=HYPERLINK("x")', "1971-1973", "2 surat, 2 lembar", "Asli"]
    rows = list(lists.content_rows(house, ani, Which(ids=(file,))))
    assert [(one[1], one[3], str(one[5])) for one in rows] == [("1", "005/2", "1971-03-05"), ("2", "005/3", "1973")]
    assert [one["_id"] for one in contents.contents(house, ani, file)] == [ids[1], ids[0]]
    assert list(lists.file_rows(house, person(house, "kades"), Which(ids=(file,)))) == []
    with pytest.raises(TooLongForPaper):
        list(lists.content_rows(house, ani, Which(ids=(file,)), most=1))


def test_nothing_in_the_workbook_is_reckoned_out(house: House, ani: Reader, ids: list[str]) -> None:
    filed(house, ani, ids)
    for within in (False, True):
        book = zipfile.ZipFile(io.BytesIO(b"".join(lists.workbook(house, ani, Which(unit="setda"), contents=within))))
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_the_lists_are_pdf_a_on_paper_whatever_signs_a_letter_has(house: House, ani: Reader, ids: list[str]) -> None:
    filed(house, ani, ids)
    with Sandbox(house.settings.paper) as sandbox:
        for within in (False, True):
            made = lists.paper(house, sandbox, ani, Which(unit="setda"), contents=within)
            with pikepdf.open(io.BytesIO(made)) as document:
                assert document.open_metadata().pdfa_status == "2A"


@pytest.mark.servers
def test_verapdf_passes_the_lists(house: House, ani: Reader, ids: list[str], tmp_path: Path) -> None:
    filed(house, ani, ids)
    with Sandbox(house.settings.paper) as sandbox:
        for within in (False, True):
            made = lists.paper(house, sandbox, ani, Which(unit="setda"), contents=within)
            (tmp_path / f"{within}.pdf").write_bytes(made)
    found = verdicts(sorted(tmp_path.glob("*.pdf")))
    assert [one.passed for one in found] == [True, True], found
