"""Jobs that do more than change a letter's fields: tags everywhere, case files, another reading, an export."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from lontar import edits
from lontar.finding.find import find
from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.many import casefiles, jobs, tags
from lontar.many.zipping import TABLE, zipped
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader, installation
from schemas.errors import NotFound, Taken, WrongUse
from schemas.job import Job
from schemas.page import Page
from schemas.work import Work
from tests import files
from tests.lontar.bare import bare, person
from tests.lontar.jobbing import carried, done, events_of, letter, row
from tests.lontar.paged import kept


@pytest.mark.everywhere
def test_a_tag_is_renamed_merged_and_deleted_over_all_letters(house: House, ani: Reader, ids: list[str]) -> None:
    edits.tag(house, ani, ids[0], ["banjir", "penting"])
    edits.tag(house, ani, ids[1], ["Banjir besar"])
    done(house, ani, ids[1:2], "withdraw", reason="ganda")  # its tags are changed too
    IndexFollower(house).catch_up()
    assert tags.tags(house, ani) == [("Banjir besar", 1), ("banjir", 1), ("penting", 1)]
    assert tags.tags(house, ani, "BES") == [("Banjir besar", 1)]
    assert tags.tags(house, person(house, "kades")) == []
    job = tags.everywhere(house, ani, "Banjir besar", "banjir")
    carried(house)
    jobs.start(house, ani, job.id)
    carried(house)
    IndexFollower(house).catch_up()
    assert tags.tags(house, ani) == [("banjir", 2), ("penting", 1)]
    job = tags.everywhere(house, ani, "banjir")
    carried(house)
    jobs.start(house, ani, job.id)
    carried(house)
    assert [letter(house, id).tags for id in ids] == [["penting"], [], []]


@pytest.mark.everywhere
def test_letters_are_put_into_a_case_file_of_their_unit(house: House, ani: Reader, ids: list[str]) -> None:
    (other,) = bare(house, 1, unit="dpu", grants=["unit:setda"])
    made = casefiles.make(house, ani, "setda", number="005/1", code="005", title="Perbaikan  jembatan")
    with pytest.raises(Taken):
        casefiles.make(house, ani, "setda", number="005/1", code="005", title="Lain")
    with pytest.raises(WrongUse):
        casefiles.make(house, ani, "setda", number="005/2", code="ngawur", title="Lain")
    with pytest.raises(WrongUse):
        casefiles.make(house, ani, "dpu", number="005/3", code="005", title="Lain")
    job = done(house, ani, [*ids, other], "file", casefile=made.id)
    assert row(house, job)["counts"] == {"done": 3, "unchanged": 0, "refused": 1}
    IndexFollower(house).catch_up()
    assert find(house, ani, "casefile:jembatan")["total"] == 3
    assert find(house, ani, "berkas:005/1")["total"] == 3
    assert find(house, ani, "", filters={"casefile": [made.id]})["facets"]["casefile"] == [[made.id, 3], ["none", 1]]
    assert casefiles.casefile(house, ani, "005/1")["_id"] == made.id
    with pytest.raises(NotFound):
        casefiles.casefile(house, person(house, "kades"), made.id)
    back = done(house, ani, ids[:1], "file", casefile="")
    assert letter(house, ids[0]).casefile is None
    assert row(house, back)["counts"]["done"] == 1


def test_all_pages_are_read_again(house: House, tmp_path: Path, console: Reader) -> None:
    id = kept(house, tmp_path, "a", 2)
    before = {row["_id"]: row["read_at"] for row in house.store.every(Page)}
    job = done(house, console, [id], "again", profile="fast")
    assert house.store.load(Work, id).state == "waiting"
    settle(house, 1)
    after = {row["_id"]: row["read_at"] for row in house.store.every(Page)}
    assert all(after[key] > before[key] for key in before)
    assert [one["verb"] for one in events_of(house, job)] == ["letter.retried"]


@pytest.mark.everywhere
def test_an_export_holds_what_may_be_read_with_a_table(house: House, tmp_path: Path, console: Reader) -> None:
    names = {"=surat.pdf": files.pdf(), "a b.pdf": files.pdf(("Perihal : =1+1", "Nomor : 005/9/X/2019"))}
    ids = []
    for number, (name, content) in enumerate(names.items()):
        path = files.written(tmp_path, f"{number}.pdf", content)
        (arrived,) = arrive(house, path, name, installation("tests"))
        ids.append(str(arrived.id))
    settle(house, 1)
    edits.describe(house, console, ids[1], {"subject": "=1+1", "reference_number": "005/9/X/2019"})
    job = done(house, console, ids, "export", form="originals")
    packed = io.BytesIO(b"".join(zipped(house, console, house.store.load(Job, job.id), lambda row: Path())))
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        *inside, table = archive.namelist()
        assert (len(inside), table) == (2, TABLE)
        assert archive.read(inside[0]) == names["=surat.pdf"]
        lines = list(csv.DictReader(io.StringIO(archive.read(TABLE).decode("utf-8-sig"))))
    assert [one["id"] for one in lines] == ids
    assert lines[1]["subject"] == "'=1+1"
    assert lines[1]["files"] == inside[1] == "00002 005-9-X-2019/1 a b.pdf"
    assert [one["verb"] for one in events_of(house, job)] == ["letter.exported"] * 2
    outsider = Reader("x", "X", frozenset({"unit:x"}), frozenset({"staff"}), "x")
    nothing = b"".join(zipped(house, outsider, house.store.load(Job, job.id), lambda row: Path()))
    with zipfile.ZipFile(io.BytesIO(nothing)) as archive:
        assert archive.namelist() == [TABLE]
        assert archive.read(TABLE).decode("utf-8-sig") == ""
