"""A letter destroyed by an approved proposal leaves a tombstone, and nowhere in the home a word of it."""

from io import StringIO
from pathlib import Path

import pytest

from lontar import edits
from lontar.faults import faults
from lontar.finding.find import find
from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.retention import carrying, holds, tombstones
from lontar.retention.errors import NotConfirmed, WrongState
from lontar.retention.obstacles import Why
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import Reader
from schemas.casefile import CaseFile
from schemas.documents import every_document
from schemas.item import Item
from schemas.letter import Letter
from schemas.page import Page
from schemas.proposal import Proposal
from schemas.table_import import ImportPart
from schemas.tombstone import Tombstone
from store import chain
from store.changes import Changes
from tests import files
from tests.lontar.bare import bare, person
from tests.lontar.retention.office import approved, carried, closed, holding, readied

WORD = "kurkuminoid"


@pytest.fixture
def ani(house: House) -> Reader:
    demo.found(house.store)
    readied(house)
    return person(house, "arsiparis")


def brought(house: House, reader: Reader, folder: Path, name: str, *lines: str) -> str:
    (arrived,) = arrive(house, files.written(folder, name, files.pdf(lines)), name, reader, unit="setda")
    assert arrived.id, arrived.error
    return arrived.id


@pytest.mark.everywhere("full")
def test_nothing_of_it_is_left_but_the_tombstone(house: House, ani: Reader, tmp_path: Path) -> None:
    other = brought(house, ani, tmp_path, "lain.pdf", "Nomor : 005/2/SETDA/2019", "Hal : Rapat dinas bersama")
    id = brought(house, ani, tmp_path, f"{WORD}.pdf", "Nomor : 005/1/SETDA/2019", f"Hal : Rapat {WORD} bersama")
    settle(house, 1)
    edits.note(house, ani, id, f"Tentang {WORD}")
    edits.describe(house, ani, id, {"subject": f"Rapat besar {WORD}"})
    settle(house, 1)
    home = house.settings.home
    words = {"description": WORD, "subject": WORD}
    item = Item(batch="b", unit="setda", key="1", line=1, letter=id, scanned=True, state="read", **words)
    rows = [{"letter": id, "outcome": "make"}, {"letter": other, "outcome": "make"}]
    part = ImportPart(of="t", no=0, lines=[2, 3], cells=[[WORD, "1"], ["lain", "2"]], results=rows)
    house.store.commit(Changes.of(item, part))
    assert find(house, ani, WORD)["total"] == 1
    original = house.store.load(Letter, id).files[0].sha256
    (home / "images" / original[:2]).mkdir(parents=True, exist_ok=True)
    (home / "images" / original[:2] / f"{original}-1-0-0.webp").write_bytes(WORD.encode())
    assert holding(home, WORD)
    assert [kind for kind in every_document() for row in house.store.every(kind) if WORD in repr(row).lower()]

    done = carried(house, ani, [closed(house, ani, "005/1", [id])])

    IndexFollower(house).catch_up()
    assert (done.state, done.items[0].state, done.items[0].destroyed) == ("done", "done", 1)
    assert holding(home, WORD) == []
    assert not [kind for kind in every_document() for row in house.store.every(kind) if WORD in repr(row).lower()]
    assert find(house, ani, WORD)["total"] == 0
    assert find(house, ani, "rapat")["hits"][0]["id"] == other
    assert house.store.load(ImportPart, part.id).cells == [["", ""], ["lain", "2"]]
    assert house.store.get(Letter, id) is None
    assert not house.store.count(Page, {"letter": id})
    stone = house.store.load(Tombstone, id)
    assert (stone.sha256, stone.number, stone.decision, stone.cleared) == ([original], "005/1", done.number, True)
    assert not house.originals.has(original)
    assert house.store.load(CaseFile, stone.casefile).state == "destroyed"
    assert list(faults(house, lambda line: None)) == []
    assert not list(chain.verify(house.store))
    assert done.minutes
    assert house.originals.has(done.minutes.sha256)
    with house.originals.open(done.minutes.sha256) as stream:
        assert stream.read(5) == b"%PDF-"


def test_bytes_that_another_letter_has_stay(house: House, ani: Reader, tmp_path: Path) -> None:
    id = brought(house, ani, tmp_path, "satu.pdf", "Hal : Satu")
    twin = house.store.load(Letter, id)
    twin.id, twin.version = "twin", 0
    house.store.commit(Changes.of(twin))
    settle(house, 1)
    sha256 = twin.files[0].sha256
    carried(house, ani, [closed(house, ani, "005/1", [id])])
    assert house.originals.has(sha256)
    carried(house, ani, [closed(house, ani, "005/2", ["twin"])])
    assert not house.originals.has(sha256)


def test_only_the_number_typed_begins_it_and_only_once(house: House, ani: Reader) -> None:
    ids = bare(house, 1)
    one = approved(house, ani, [closed(house, ani, "005/1", ids)])
    with pytest.raises(NotConfirmed, match=f"number of the proposal, {one.number}"):
        carrying.begin(house, ani, one.id, "yes")
    carrying.carry(house, one.id)
    assert house.store.get(Letter, ids[0])
    carrying.begin(house, ani, one.id, f" {one.number} ")
    with pytest.raises(WrongState):
        carrying.begin(house, ani, one.id, str(one.number))


def test_a_hold_placed_at_the_last_moment_wins(house: House, ani: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the commit of the second letter."""
    ids = bare(house, 3)
    file = closed(house, ani, "005/1", ids)
    one = approved(house, ani, [file])
    carrying.begin(house, ani, one.id, str(one.number))
    commit, seen = house.store.commit, []

    def held(changes: object) -> object:
        if any(event.verb == "letter.destroyed" for event in changes.events):  # type: ignore[attr-defined]
            seen.append(1)
            if len(seen) == 2:
                monkeypatch.setattr(house.store, "commit", commit)
                holds.hold(house, ani, f"casefiles/{file}", "Perkara di pengadilan")
        return commit(changes)  # type: ignore[arg-type]

    monkeypatch.setattr(house.store, "commit", held)
    carrying.carry(house, one.id)
    (item,) = house.store.load(Proposal, one.id).items
    assert (item.state, item.why, item.destroyed) == ("fell-out", Why.HELD, 1)
    assert sum(house.store.get(Letter, id) is not None for id in ids) == 2


def test_a_restore_applies_the_tombstones_again(house: House, ani: Reader, tmp_path: Path) -> None:
    id = brought(house, ani, tmp_path, "satu.pdf", "Nomor : 005/1/SETDA/2019", f"Hal : Rapat {WORD}")
    settle(house, 1)
    file = closed(house, ani, "005/1", [id])
    letter, page = house.store.get(Letter, id) or {}, house.store.get(Page, Page.key(id, 1, 1)) or {}
    before = house.store.get(CaseFile, file) or {}
    carried(house, ani, [file])
    lines = StringIO()
    assert tombstones.write(house.store, lines) == 1
    assert WORD not in lines.getvalue()

    # the archive as it was before
    house.originals.put(tmp_path / "satu.pdf")
    house.store.receive(Tombstone, [], gone=[id])
    house.store.receive(CaseFile, [before], gone=[file])
    house.store.receive(Letter, [letter])
    house.store.receive(Page, [page])
    rows = list(tombstones.read(lines.getvalue().splitlines()))
    found = tombstones.reapply(house, ani, rows)
    assert found.as_dict() == {"known": 1, "again": 1, "casefiles": 1}
    IndexFollower(house).catch_up()
    assert holding(house.settings.home, WORD) == []
    assert house.store.load(CaseFile, file).state == "destroyed"
    assert tombstones.reapply(house, ani, rows).as_dict() == {"known": 1, "again": 0, "casefiles": 0}
    assert list(faults(house, lambda line: None)) == []


def test_an_original_that_came_back_alone_is_named_and_taken_away(house: House, ani: Reader, tmp_path: Path) -> None:
    id = brought(house, ani, tmp_path, "satu.pdf", "Hal : Satu")
    settle(house, 1)
    carried(house, ani, [closed(house, ani, "005/1", [id])])
    house.originals.put(tmp_path / "satu.pdf")
    IndexFollower(house).catch_up()
    (fault,) = faults(house, lambda line: None)
    assert "that was destroyed had this file" in str(fault)
    tombstones.reapply(house, ani, tombstones.every(house.store))
    assert list(faults(house, lambda line: None)) == []
