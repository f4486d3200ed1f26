"""A home whose letters and originals are in MongoDB: what is done over SQLite is done over it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lontar.faults import faults
from lontar.finding.find import find
from lontar.intake import digitising
from lontar.journey import arrive
from lontar.many import carrying, casefiles, jobs
from lontar.reading import correcting, rereading, review_queue, review_sheet
from lontar.settings import load
from lontar.settle import settle
from lontar.status import status
from lontar.wiring import House, open_house
from office import demo
from office.access import Reader
from schemas.batch import Batch
from schemas.errors import Taken
from schemas.letter import Letter
from store import chain
from store.changes import Changes
from store.mongo import MongoStore
from tests import files
from tests.lontar.bare import bare, person
from tests.store.mongo_stores import address_of
from tests.web import doubtful


@pytest.fixture
def house(mongodb_url: str, tmp_path: Path) -> Iterator[House]:
    address = address_of(mongodb_url, "home")
    engines = {"LONTAR_STORE": address, "LONTAR_ORIGINALS": "gridfs:"}
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")} | engines, tmp_path))
    yield house
    house.close()
    store = MongoStore(address)
    store._database().client.drop_database("home")
    store.close()


def test_a_letter_is_kept_read_found_and_checked(house: House, console: Reader, tmp_path: Path) -> None:
    (arrived,) = arrive(house, files.written(tmp_path, "surat.pdf", files.pdf()), "surat.pdf", console)
    settle(house, 1)
    (hit,) = find(house, console, "perbaiki jembatan")["hits"]
    assert (hit["id"], hit["reference_number"]) == (arrived.id, "005/127/DPU/2019")
    assert list(faults(house, lambda said: None)) == []
    found = status(house)
    assert (found["letters"], found["work"], found["store"]["letters"]) == ({"understood": 1}, {"done": 1}, 1)


def test_a_unit_has_one_batch_of_a_name(house: House, console: Reader) -> None:
    made = digitising.used(house, console, console.unit, "Boks 12")
    assert digitising.used(house, console, console.unit, "Boks 12")["_id"] == made["_id"]
    with pytest.raises(Taken):
        house.store.commit(Changes.of(Batch(unit=console.unit, name="Boks 12")))
    assert len(digitising.change(house, console, made["_id"], {"profile": "fast"})) == 1
    own = replace(console, keys=frozenset({f"unit:{console.unit}"}))
    other = replace(console, keys=frozenset({"unit:dpu"}))
    for who, found in ((console, ["fast"]), (own, ["fast"]), (other, [])):
        assert [row["profile"] for row in digitising.batches(house, who)] == found


def test_a_page_read_with_doubt_is_corrected_turned_and_done(house: House, console: Reader) -> None:
    demo.found(house.store)
    id = doubtful.kept(house, pages=2).id
    settle(house, 1)
    assert [one.number for one in review_queue.queue(house, console).rows] == [1, 2]
    (word,) = [
        one for line in review_sheet.sheet(house, console, id, 1).lines for one in line.words if one.text == "msak"
    ]
    correcting.correct(house, console, id, 1, [{"box": list(word.box), "was": "msak", "text": "rusak"}])
    rereading.turn(house, console, id, 2, 180)
    correcting.finish(house, console, id, 1)
    settle(house, 1)
    assert [hit["id"] for hit in find(house, console, "rusak")["hits"]] == [id]
    assert 1 not in [one.number for one in review_queue.queue(house, console).rows]
    assert list(faults(house, lambda said: None)) == []


def test_many_letters_are_worked_on_and_put_back(house: House) -> None:
    demo.found(house.store)
    ids, ani = bare(house, 120), person(house, "arsiparis")
    file = casefiles.make(house, ani, "setda", number="005/1", code="005", title="Jembatan")
    with pytest.raises(Taken):
        casefiles.make(house, ani, "setda", number="005/1", code="005", title="Jalan")
    job = jobs.ask(house, ani, ids, "file", {"casefile": file.id})
    carrying.counted(house, job)
    for _ in range(2):
        jobs.start(house, ani, job.id)
        with carrying.Carrier(house) as carrier:
            while carrier.look():
                pass
        assert jobs.job_for(house, ani, job.id)["counts"] == {"done": 120}
        assert [one["_id"] for one in casefiles.casefiles(house, ani)] == [file.id]
        job = jobs.undo(house, ani, job.id)
        carrying.counted(house, job)
    assert {row.get("casefile") for row in house.store.every(Letter)} == {None}
    assert list(chain.verify(house.store)) == []
    jobs.drop(house, ani, job.id)
    jobs.sweep(house)
