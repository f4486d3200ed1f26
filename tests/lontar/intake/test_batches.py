"""Batch scans: what lies between letters is known on the scan, and each letter becomes one, once."""

import io
import os
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lontar import journey, undoing
from lontar.intake import arranging, uploads
from lontar.intake.batches import groups
from lontar.intake.received import received
from lontar.journey import arrive
from lontar.paging import left_out_of, order_of
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office.access import Reader
from paper.sandbox import Sandbox
from schemas.letter import Letter, LetterFile
from schemas.work import Work
from store import chain, fixity
from store.contract import Row
from tests import files
from tests.lontar.batch import batch
from tests.lontar.paged import said, standing
from tests.store.killing import spawned
from work import lease

ANI = Reader("ani", "Ani", None, frozenset({"archivist"}), "office")
DETAILS = {".": {}, "|": {"separator": True}, "_": {"blank": True}}


def rows(pages: str) -> list[Row]:
    return [
        {"file": 1, "page": number, "text": "x" if sign == "." else "", "details": DETAILS[sign]}
        for number, sign in enumerate(pages, 1)
    ]


def cut(pages: str, at: str) -> str:
    """The letters of a batch scan as the signs of the pages that each shows."""
    found = [[pages[page - 1] for _, page in group.shown] for group in groups(rows(pages), at)]
    return " ".join("".join(one) for one in found)


@pytest.mark.parametrize(
    ("pages", "at", "letters"),
    [
        ("..|.", "separators", ".. ."),
        ("|..|.|", "separators", ".. ."),  # one at either end
        (".||.", "separators", ". ."),  # two in a row
        ("._|_._", "separators", "._ ._"),  # the back of the sheet goes with it, those of letters stay
        ("..", "separators", ""),
        ("||", "separators", ""),  # no letter in it
        ("|.", "separators", "."),  # one letter: the sheet is left out
        ("._..__.", "blanks", ". .. ."),
        (".|.", "blanks", ""),
    ],
)
def test_a_batch_scan_is_cut(pages: str, at: str, letters: str) -> None:
    assert cut(pages, at) == letters


@given(st.text(".|_", max_size=12), st.sampled_from(["separators", "blanks"]))
def test_no_page_is_lost_or_doubled_by_cutting(pages: str, at: str) -> None:
    found = groups(rows(pages), at)
    everything = [leaf for group in found for leaf in (*group.shown, *group.aside)]
    assert sorted(everything) == ([(1, number) for number in range(1, len(pages) + 1)] if found else [])
    assert all(group.shown for group in found)


def kept(house: House, folder: Path, pages: str, split: str | None = None) -> str:
    path = files.written(folder, "paket.pdf", batch(pages))
    (arrived,) = arrive(house, path, path.name, ANI, split=split)
    return str(arrived.id)


@pytest.mark.parametrize("split", ["separators", "blanks"])
def test_each_letter_of_a_batch_scan_becomes_one(house: House, tmp_path: Path, split: str) -> None:
    sign = "|" if split == "separators" else "_"
    id = kept(house, tmp_path, f"..{sign}.{sign}.", split)
    settle(house, 1)
    first, *others = sorted(standing(house), key=lambda row: str(order_of(row["files"])))
    assert first["_id"] == id
    assert [said(house, row["_id"]) for row in (first, *others)] == [["a1", "a2"], ["a3"], ["a4"]]
    left = [page for row in (first, *others) for _, page in left_out_of(row["files"])]
    assert sorted(left) == [3, 5]
    (again,) = arrive(house, tmp_path / "paket.pdf", "paket.pdf", ANI)
    assert (again.status, again.id) == ("duplicate", id)
    assert list(fixity.check(house.store, house.originals)) == []


def test_who_sent_a_batch_scan_sees_each_letter_of_it(house: House, tmp_path: Path) -> None:
    content = files.written(tmp_path, "paket.pdf", batch("..|.|.")).read_bytes()
    upload = uploads.begin(house, ANI, name="paket.pdf", size=len(content), split="separators", group="paket")
    uploads.append(house, upload, 0, io.BytesIO(content), ANI)
    assert [len(sent.letters) for sent in received(house, ANI)] == [1]
    settle(house, 1)
    (sent,) = received(house, ANI)
    assert sent.state == "done"
    assert [said(house, one.letter or "") for one in sent.letters] == [["a1", "a2"], ["a3"], ["a4"]]


def test_a_batch_scan_can_be_cut_later_and_made_whole_again(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, ".|.")
    settle(house, 1)
    assert len(standing(house)) == 1
    done = arranging.split_at(house, ANI, id, "separators")
    assert [said(house, one) for one in (id, *done.letters)] == [["a1"], ["a2"]]
    undoing.undo(house, ANI, id, done.events)
    assert order_of((house.store.get(Letter, id) or {})["files"]) == [(1, 1), (1, 2), (1, 3)]


def test_what_is_no_batch_scan_stays_one_letter(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "..", "separators")
    settle(house, 1)
    (only,) = standing(house)
    assert (only["_id"], only.get("split"), said(house, id)) == (id, None, ["a1", "a2"])


def killed_at_the_cut(home: str, before: bool) -> None:
    """Reads the letter that waits, and dies as its parts are committed: just before, or just after."""
    house = open_house(load({"LONTAR_HOME": home}, Path(home)))
    commit = house.store.commit

    def deadly(changes):  # type: ignore[no-untyped-def]
        is_cut = any(event.verb == "letter.split" for event in changes.events)
        if is_cut and before:
            os.kill(os.getpid(), signal.SIGKILL)
        done = commit(changes)
        if is_cut:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    house.store.commit = deadly  # type: ignore[method-assign]
    work = lease.claim(house.store, "w", house.settings.work_pool)
    assert work is not None
    with Sandbox(house.settings.paper) as sandbox:
        journey.advance(house, work, sandbox)


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_worker_killed_at_the_cut_makes_each_letter_once(house: House, tmp_path: Path, before: bool) -> None:
    id = kept(house, tmp_path, ".|.|.", "separators")
    process = spawned.Process(target=killed_at_the_cut, args=(str(house.settings.home), before))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert len(standing(house)) == (1 if before else 3)
    work = house.store.load(Work, id)
    if before:  # as the sweeper does with what a dead worker left
        house.store.commit(lease.retry(work))
    settle(house, 1)
    assert sorted(text for row in standing(house) for text in said(house, row["_id"])) == ["a1", "a2", "a3"]
    assert len(standing(house)) == 3
    assert list(chain.verify(house.store)) == []


def test_files_are_what_they_were_without_an_arrangement() -> None:
    """Letters that were stored before there was any show all their pages."""
    old = {"no": 1, "name": "a.pdf", "sha256": "0" * 64, "size": 1, "kind": "application/pdf", "pages": 2}
    assert order_of([old]) == order_of([dict(LetterFile(**old).to_mongo())]) == [(1, 1), (1, 2)]
