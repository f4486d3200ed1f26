"""Who sends is killed at any moment (kill -9): whoever does it again finishes it, and no unit gets a letter twice, no
number is lost or used twice, no mail goes out twice."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from lontar.sending import post
from lontar.wiring import House
from schemas.entry import RegisterEntry
from schemas.event import Event
from schemas.sending import Mailing
from schemas.stored import now
from schemas.unit import Unit
from store import chain
from store.changes import Changes
from tests.lontar.routing.offices import founded
from tests.lontar.sending.outgoing import outgoing
from tests.serving import ROOT
from tests.waiting import until
from tests.web.noticing import reached

ADDRESSES = ("camat@contoh.example", "lurah@contoh.example", "dinas@luar.example")
CLERK = """
import os, sys
from pathlib import Path
from lontar.sending import acts, post
from lontar.sending.wanted import Wanted
from lontar.settings import load
from lontar.wiring import open_house
from office.access import reader_of
from routing.errors import NobodyToSendTo
house = open_house(load(dict(os.environ), Path(sys.argv[1])))
for letter in sys.argv[2].split(","):
    try:
        to = Wanted(branches=("desa",), addresses=tuple(sys.argv[3].split(",")))
        acts.send(house, reader_of(house.store, "agendaris"), letter, to)
    except NobodyToSendTo:
        pass
    post.post(house)
"""


def villages(house: House, number: int) -> None:
    founded(house)
    path = ["office", "desa"]
    units = [
        Unit(id=f"desa{n}", code=f"D{n}", name=f"Desa {n}", parent="desa", path=[*path, f"desa{n}"])
        for n in range(number - 1)
    ]
    house.store.commit(Changes.of(*units))


@pytest.mark.parametrize(
    ("units", "letters", "kills"),
    [(40, 5, 3), pytest.param(400, 60, 40, marks=pytest.mark.full)],
    ids=["short", "whole"],
)
def test_each_unit_and_address_gets_each_letter_once(tmp_path: Path, units: int, letters: int, kills: int) -> None:
    chance = random.Random(2026)
    with reached(tmp_path, lambda house: villages(house, units)) as office:
        house, store = office.house, office.house.store
        ids = [outgoing(house) for _ in range(letters)]

        def clerk() -> subprocess.Popen[bytes]:
            command = [sys.executable, "-c", CLERK, str(tmp_path), ",".join(ids), ",".join(ADDRESSES)]
            return subprocess.Popen(command, env=os.environ | office.environ, cwd=ROOT)

        for turn in range(1, kills + 1):
            process = clerk()
            wanted = letters * units * turn // (kills + 1) + chance.randrange(units)
            until(lambda wanted=wanted: store.count(RegisterEntry) - letters >= wanted)  # type: ignore[misc]
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert clerk().wait() == 0
        while post.post(house, now() + post.UNSURE):
            pass
        entries = [row for row in store.every(RegisterEntry) if row["direction"] == "incoming"]
        assert Counter((row["letter"], row["unit"]) for row in entries) == Counter(
            (letter, unit) for letter in ids for unit in ("desa", *(f"desa{n}" for n in range(units - 1)))
        )
        numbers: dict[str, list[int]] = {}
        for row in entries:
            numbers.setdefault(row["unit"], []).append(row["agenda_number"])
        assert all(sorted(some) == list(range(1, letters + 1)) for some in numbers.values())
        rows = list(store.every(Mailing))
        assert Counter((row["letter"], row["address"]) for row in rows) == Counter(
            (letter, address) for letter in ids for address in ADDRESSES
        )
        mailed = [office.box.get_nowait()["Message-ID"] for _ in range(office.box.qsize())]
        states = Counter(row["state"] for row in rows)
        assert states["mailed"] + states["unsure"] == len(rows)
        assert states["unsure"] <= kills  # those that were under way
        assert len(mailed) == len(set(mailed))
        assert states["mailed"] <= len(mailed) <= len(rows)
        assert [row["verb"] for row in store.every(Event)].count("letter.sent") == letters
        assert list(chain.verify(store)) == []
