"""The follower of the ledger: killed at any moment it counts nothing twice and leaves nothing out."""

import os
import random
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from lontar.ledger import acts, follower
from lontar.ledger.calendar import Calendar
from lontar.ledger.follower import CURSOR, LedgerFollower, counted_until, rebuild
from lontar.ledger.numbers import numbers
from lontar.ledger.scope import branch, usual
from lontar.wiring import House
from office.access import installation
from office.units import ROOT
from schemas.ledger_count import LedgerCount
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes, Happened, PutRow
from tests.lontar.ledger.agreeing import disagreeing, followed, summaries
from tests.lontar.ledger.busy import ACTS, work
from tests.lontar.routing.offices import asked, founded, registered, who
from tests.serving import ROOT as HERE
from tests.waiting import AGAIN

FOLLOWING = """
import sys
from pathlib import Path
from lontar.ledger import acts, follower
from lontar.settings import load
from lontar.wiring import open_house
follower.BATCH = 1
house = open_house(load({"LONTAR_HOME": sys.argv[1]}, Path(sys.argv[1])))
while True:
    follower.step(house)
"""


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def anew(house: House) -> dict[str, dict[str, int]]:
    """What is counted, after everything was counted anew."""
    rebuild(house)
    return summaries(house)


@pytest.mark.everywhere
def test_each_event_is_counted_once_whoever_follows(house: House) -> None:
    for number in range(40):
        work(house, number, 37 * number)
    one, other = LedgerFollower(house), LedgerFollower(house)
    while one.step() or other.step():
        pass
    kept = summaries(house)
    assert kept == anew(house)
    reader = installation("tests")
    assert disagreeing(house, reader, Calendar.of(house)) == []


def test_killed_while_it_follows_it_goes_on_where_it_was(house: House) -> None:
    chance = random.Random(5)
    for _ in range(4):
        for _ in range(12):
            work(house, chance.randrange(len(ACTS)), chance.randrange(500))
        before = house.store.cursor(CURSOR)
        command = [sys.executable, "-c", FOLLOWING, str(house.settings.home)]
        process = subprocess.Popen(command, cwd=HERE, env=os.environ | {"PYTHONPATH": str(HERE)})
        while house.store.cursor(CURSOR) < before + 5:
            assert process.poll() is None
            AGAIN.wait(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
    followed(house)
    kept = summaries(house)
    assert kept == anew(house)


def test_numbers_that_are_lost_are_made_again(house: House) -> None:
    registered(house)
    followed(house)
    kept = summaries(house)
    rows = [row | {"counts": {"open": 7}} for row in house.store.every(LedgerCount)]
    house.store.commit(Changes(puts=tuple(PutRow(LedgerCount, row) for row in rows)))
    assert anew(house) == kept


def test_a_branch_follows_the_tree(house: House) -> None:
    registered(house, "desa", "juru")
    followed(house)
    calendar, reader = Calendar.of(house), installation("tests")
    assert numbers(house, reader, branch(house, reader, "dinas"), calendar).waiting == 0
    village = house.store.load(Unit, "desa")
    village.parent, village.path = "bidang", [ROOT, "dinas", "bidang", "desa"]
    house.store.commit(Changes.of(village, events=[Happened("units.imported", f"units/{ROOT}", "tests")]))
    followed(house)
    assert numbers(house, reader, branch(house, reader, "dinas"), calendar).waiting == 1
    assert numbers(house, reader, branch(house, reader, ROOT), calendar).waiting == 1


def test_a_page_says_up_to_when_its_numbers_are_right(house: House) -> None:
    followed(house)
    assert counted_until(house) is None
    letter, _ = registered(house)
    until = counted_until(house)
    assert until is not None
    assert now() - until < timedelta(minutes=1)
    followed(house)
    house.store.commit(Changes(events=(Happened("letter.tagged", f"letters/{letter}", "tests"),)))
    assert counted_until(house) is None


def test_what_moves_no_line_is_passed_quickly(house: House) -> None:
    assert "letter.understood" in follower.NOT_MOVING
    letter, _ = registered(house)
    followed(house)
    version = {row["_id"]: row["version"] for row in house.store.every(LedgerCount)}
    house.store.commit(Changes(events=(Happened("letter.understood", f"letters/{letter}", "tests"),)))
    followed(house)
    assert version == {row["_id"]: row["version"] for row in house.store.every(LedgerCount)}


def test_what_was_taken_from_a_unit_is_no_longer_counted_there(house: House) -> None:
    _, entry = registered(house)
    found = asked(house, "kadis", entry, "kabid")
    followed(house)
    acts.reassign(house, who(house, "sekda"), [found["kabid"]["_id"]], "kades", "Pejabat berganti.")
    followed(house)
    calendar, kabid, kades = Calendar.of(house), who(house, "kabid"), who(house, "kades")
    assert numbers(house, kabid, usual(house, kabid), calendar).waiting == 0
    assert numbers(house, kades, usual(house, kades), calendar).waiting == 1
