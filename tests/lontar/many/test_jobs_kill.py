"""Whatever is killed while many letters are worked on: each is changed once, with one event, and the undoing too."""

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lontar.many import jobs
from lontar.settings import load
from lontar.wiring import House, open_house
from schemas.job import Job
from schemas.letter import Letter
from store import chain
from tests.lontar.bare import bare
from tests.lontar.test_kill import SEED, strike
from tests.serving import Client, System, token_for
from tests.waiting import AGAIN

HASTE = {"LONTAR_LEASE_SECONDS": "0.5", "LONTAR_RETRY_SECONDS": "0.2"}
"""A job of a killed worker is taken up soon."""


class Run(NamedTuple):
    house: House
    system: System
    client: Client
    kills: int
    chance: random.Random


@pytest.mark.parametrize(
    ("number", "kills"), [(300, 2), pytest.param(20_000, 20, marks=pytest.mark.full)], ids=["short", "whole"]
)
def test_each_letter_is_changed_once_and_back_once(tmp_path: Path, number: int, kills: int) -> None:
    chance, home = random.Random(SEED), tmp_path / "home"
    house = open_house(load({"LONTAR_HOME": str(home)}, tmp_path))
    token = token_for(house.store)
    ids = bare(house, number)
    system = System(home, **HASTE)
    system.start()
    run = Run(house, system, Client(system.port, token), kills, chance)
    try:
        done = carried(run, {"act": "tag", "values": {"tag": "banjir"}, "query": ""})
        assert {tuple(row["tags"]) for row in house.store.every(Letter)} == {("banjir",)}
        hold(house, done, ids)
        undone = carried(run, f"{done}/undo")
        assert {tuple(row["tags"]) for row in house.store.every(Letter)} == {()}
        hold(house, undone, ids)
        assert list(chain.verify(house.store)) == []
    finally:
        system.stop()
        house.close()


def carried(run: Run, what: dict[str, Any] | str) -> str:
    """The id of a job, or of the undoing of one, that is asked for, confirmed and done while parts are killed."""
    house, system, client, kills, chance = run
    path = f"/api/v1/jobs/{what}" if isinstance(what, str) else "/api/v1/jobs"
    body = b"{}" if isinstance(what, str) else json.dumps(what).encode()
    system.start()  # what was struck last may not answer yet
    status, _, answer = client.ask("POST", path, body, Content_Type="application/json")
    assert status == 200, answer
    id = str(json.loads(answer)["id"])
    reached(house, system, id, "asked")
    system.start()
    status, _, answer = client.ask("POST", f"/api/v1/jobs/{id}/start")
    assert status == 200, answer
    for strikes in range(1, kills + 1):
        while (row := house.store.get(Job, id) or {})["at"] < row["parts"] * strikes // (kills + 1):
            system.tend()
            AGAIN.wait(0.005)
        strike(system, chance)
    reached(house, system, id, "done")
    return id


def reached(house: House, system: System, id: str, state: str) -> None:
    while (house.store.get(Job, id) or {})["state"] != state:
        system.tend()
        AGAIN.wait(0.02)


def hold(house: House, id: str, ids: list[str]) -> None:
    """One event of the job for each letter, each said to be done, all counted."""
    job, after = house.store.load(Job, id), 0
    events: Counter[str] = Counter()
    while some := house.store.events(after, 1000):
        after = some[-1]["sequence"]
        events.update(one["thing"] for one in some if one.get("job") == id and one["thing"].startswith("letters/"))
    assert events == Counter(f"letters/{one}" for one in ids)
    assert sorted(letter for letter, result in jobs.outcomes(house, job) if result == "done") == sorted(ids)
    assert job.counts == {"done": len(ids)}
