"""The reminders of a day over many dispositions: how long they take, and what memory they need.

An office of 400 units and 2,000 positions, in a tree four deep; a third of its dispositions is still in somebody's
hands, due at any day of four months round today. Measured are a morning, the same one asked for again, and the first
morning after a month in which nobody reminded.
"""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.machine import machine, memory, resident_mb, versions
from lontar.notices.remind import remind
from lontar.settings import load
from lontar.wiring import House, open_house
from office.units import ROOT, root
from schemas.assignment import Assignment
from schemas.day import day_number
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.unit import Unit
from store.changes import Changes, PutRow
from store.contract import Row

UNITS, OF_EACH = 400, 5
AT_ONCE = 2000
TODAY = date(2026, 11, 24)
AROUND = 60
"""Days before and after today on which things are due."""
MAIL = {"LONTAR_SMTP_HOST": "127.0.0.1", "LONTAR_MAIL_FROM": "arsip@bench.example"}
"""Nothing is sent; but there would be somebody to send the summaries."""


def run(letters: int = 300_000) -> dict[str, Any]:
    """Figures of each case; `letters`: dispositions, each of a letter of its own."""
    results: dict[str, dict[str, float]] = {}
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": folder} | MAIL, Path(folder)))
        founded(house)
        filled(house, letters)
        before = memory()["own_mb"]
        morning = datetime(TODAY.year, TODAY.month, TODAY.day, 1)  # noqa: DTZ001 - UTC; 8.00 in Jakarta
        for case, days in (("a morning", 0), ("done already", 0), ("a month later", 30)):
            results[case] = timed(house, morning + timedelta(days=days))
        house.close()
    about = machine() | {"most_mb": resident_mb(), "own_mb_before": before}
    return {"bench": "remind", "machine": about, "versions": versions("apsw"), "letters": letters, "results": results}


def timed(house: House, at: datetime) -> dict[str, float]:
    began = perf_counter()
    count = remind(house, at).total()
    return {"seconds": round(perf_counter() - began, 2), "notices": count, "own_mb": memory()["own_mb"]}


def founded(house: House) -> None:
    """A regency of agencies, sections and villages, each position held by somebody."""
    top, long = root("Kabupaten", "KAB"), datetime(2020, 1, 1)  # noqa: DTZ001
    paths, things = {ROOT: [ROOT]}, [top]
    for number in range(1, UNITS):
        id, above = f"u{number}", f"u{number // 8}" if number >= 8 else ROOT
        paths[id] = [*paths[above], id]
        things.append(Unit(id=id, code=id, name=id, parent=above, path=paths[id], timezone="Asia/Jakarta"))
    house.store.commit(Changes.of(*things))
    for unit in paths:
        made: list[Any] = []
        for number in range(OF_EACH):
            id = f"{unit}-{number}"
            made.append(Position(id=id, code=id, unit=unit, title=id, head=number == 0))
            made.append(
                Person(id=id, name=id, login=f"{id}@bench.example", roles=["manager"], unit=unit, uniquifier=id)
            )
            made.append(Holding(person=id, position=id, since=long))
        house.store.commit(Changes.of(*made))


def filled(house: House, number: int) -> None:
    """Dispositions as rows; two of three are done."""
    chance = random.Random(7)
    units = [row["_id"] for row in house.store.every(Unit, fields=())]
    form = Assignment(letter="l", entry="e", unit="u", position="p", since=20260101).packed()
    rows: list[Row] = []
    for one in range(number):
        unit = chance.choice(units)
        day = TODAY + timedelta(days=chance.randint(-AROUND, AROUND))
        standing, state = ("own", "unread") if one % 3 == 0 else ("done", "done")
        who = f"{unit}-{chance.randrange(OF_EACH)}"
        more = {"unit": unit, "position": who, "due": day_number(day), "standing": standing, "state": state}
        rows.append(form | {"_id": f"a{one:07}", "letter": f"l{one:07}", "entry": f"e{one:07}"} | more)
        if len(rows) == AT_ONCE or one == number - 1:
            house.store.commit(Changes(puts=tuple(PutRow(Assignment, row) for row in rows)))
            rows = []
