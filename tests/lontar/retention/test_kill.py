"""kill -9 in the middle of a destruction: what was confirmed goes on, whole, and nothing else is touched."""

import io
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lontar.faults import faults
from lontar.followers import IndexFollower
from lontar.retention import carrying
from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from schemas.event import EventValues
from schemas.letter import Letter, LetterFile
from schemas.page import Page
from schemas.proposal import Proposal
from schemas.tombstone import Tombstone
from schemas.work import Work
from store import chain
from store.changes import Changes, Happened
from tests.lontar.bare import person
from tests.lontar.retention.office import approved, closed, readied

LETTERS = 40
CODE = """
import os, sys
from pathlib import Path
from lontar.retention import carrying, destroying
from lontar.settings import load
from lontar.wiring import open_house
house = open_house(load({"LONTAR_HOME": sys.argv[1]}, Path(sys.argv[1])))
left = int(sys.argv[3])
def counted(of):
    def call(*given, **said):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), 9)
        return of(*given, **said)
    return call
house.store.commit = counted(house.store.commit)
house.originals.remove = counted(house.originals.remove)
carrying.carry(house, sys.argv[2])
"""


def filled(house: House) -> list[str]:
    ids = []
    for at in range(LETTERS):
        sha256, size = house.originals.put(io.BytesIO(b"isi %d" % at))
        id = f"L{at:02}"
        file = LetterFile(no=1, name="a.pdf", sha256=sha256, size=size, pages=1, kind="application/pdf")
        letter = Letter(id=id, files=[file], unit="setda", grants=["unit:setda"], stage="understood")
        page = Page(id=Page.key(id, 1, 1), letter=id, file=1, page=1, text="kata")
        event = Happened("letter.arrived", f"letters/{id}", "tests", after={"files": ["a.pdf"]})
        house.store.commit(Changes.of(letter, page, Work(id=id, state="done"), events=[event]))
        ids.append(id)
    IndexFollower(house).catch_up()
    return ids


@pytest.mark.parametrize("kills", [2, pytest.param(40, marks=pytest.mark.full)])
def test_it_goes_on_where_it_was_killed(tmp_path: Path, kills: int) -> None:
    home = tmp_path / "home"
    house = open_house(load({"LONTAR_HOME": str(home)}, tmp_path))
    demo.found(house.store)
    readied(house)
    ani, ids = person(house, "arsiparis"), filled(house)
    one = approved(house, ani, [closed(house, ani, "005/1", ids[:-1])])
    carrying.begin(house, ani, one.id, str(one.number))
    house.close()
    chance = random.Random(2026)
    for _ in range(kills):
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(home), one.id, str(chance.randrange(1, 60))],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
            timeout=120,
            check=False,
        )  # fmt: skip
        assert done.returncode in (0, -signal.SIGKILL)
    house = open_house(load({"LONTAR_HOME": str(home)}, tmp_path))
    carrying.carry(house, one.id)
    IndexFollower(house).catch_up()
    last = house.store.load(Proposal, one.id)
    assert (last.state, last.items[0].state, last.items[0].destroyed) == ("done", "done", LETTERS - 1)
    assert [row["_id"] for row in house.store.every(Letter)] == ids[-1:]
    assert [row["letter"] for row in house.store.every(Page)] == ids[-1:]
    assert all(row["cleared"] for row in house.store.every(Tombstone))
    assert not house.store.count(EventValues, {"thing": f"letters/{ids[0]}"})
    assert house.store.count(EventValues, {"thing": f"letters/{ids[-1]}"}) == 1
    assert not list(chain.verify(house.store))
    assert not list(faults(house, lambda line: None))
    house.close()
