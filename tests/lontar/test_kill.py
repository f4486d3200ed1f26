"""The kill test: whatever is killed and whenever, no acknowledged letter is lost and none is there twice."""

import hashlib
import io
import os
import random
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from lontar.followers import cursor_name
from lontar.intake import upload_list
from lontar.settings import load
from lontar.wiring import House, open_house
from schemas.event import Event
from schemas.letter import Letter
from store import chain, fixity
from tests import files
from tests.serving import ROOT, Client, System, parents, running, token_for
from tests.waiting import AGAIN
from work.sweeper import unfinished

CLIENTS, SEED = 6, 2026
HASTE = {"LONTAR_LEASE_SECONDS": "6", "LONTAR_RETRY_SECONDS": "0.2", "LONTAR_ATTEMPTS": "1000"}
"""Work of a killed worker is taken up soon, and as often as somebody is killed."""


def letter(number: int, chance: random.Random) -> bytes:
    """A small letter of which no two have the same bytes, with so much ballast that it comes in several pieces."""
    lines = (f"Nomor : 005/{number}/DPU/2019", f"Surat tentang jembatan ke {number}")
    with pikepdf.open(io.BytesIO(files.pdf(lines))) as document:
        document.Root.Ballast = document.make_stream(chance.randbytes(chance.randrange(20_000, 150_000)))
        return files.saved(document)


def strike(system: System, chance: random.Random) -> str:
    """kill -9 of one part of the system; what is gone is started again."""
    below = system.below()
    web = [pid for pid, command in below.items() if "web.serve" in " ".join(command) or "granian" in " ".join(command)]
    workers = [pid for pid in below if pid not in web]
    target = chance.choice(["worker", "worker", "web", "head", "everything"])
    if target == "worker" and workers:
        system.kill(chance.choice(workers))
    elif target == "web" and web:
        system.kill(chance.choice(web))
    elif target == "head":
        system.kill_head()  # the crew and the follower; the web must not outlive it
    else:
        system.kill()
    system.start()
    return target


@pytest.mark.parametrize(
    ("number", "kills"), [(12, 3), pytest.param(1000, 200, marks=pytest.mark.full)], ids=["short", "whole"]
)
def test_no_acknowledged_letter_is_lost_or_doubled(tmp_path: Path, number: int, kills: int) -> None:
    chance, home = random.Random(SEED), tmp_path / "home"
    house = open_house(load({"LONTAR_HOME": str(home)}, tmp_path))
    token = token_for(house.store)
    system = System(home, **HASTE)
    system.start()
    letters = [letter(one, chance) for one in range(number)]
    twice = range(0, number, 10)  # these are sent by two clients at once
    with ThreadPoolExecutor(CLIENTS) as pool:
        client = Client(system.port, token)
        jobs: dict[Future[dict[str, Any]], int] = {}
        for one, content in enumerate(letters):
            for sender in range(2 if one in twice else 1):
                facts = {"group": f"{one}-{sender}", "direction": "incoming"}
                jobs[pool.submit(client.deliver, f"{one}-{sender}.pdf", content, **facts)] = one
        for strikes in range(1, kills + 1):
            while sum(job.done() for job in jobs) < len(jobs) * strikes // (kills + 1):
                system.tend()
                AGAIN.wait(0.01)
            strike(system, chance)
        while not all(job.done() for job in jobs):
            system.tend()
            AGAIN.wait(0.05)
    acknowledged = {job: job.result() for job in jobs}
    settle(house, system)
    system.stop()
    try:
        hold(house, letters, {job: (jobs[job], said) for job, said in acknowledged.items()})
    finally:
        house.close()
    command = [sys.executable, "-c", "from lontar.main import main; main()", "check"]
    checked = subprocess.run(
        command, env={"LONTAR_HOME": str(home), "PATH": ""}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def settle(house: House, system: System) -> None:
    """All letters are read and the index has seen every event."""
    while unfinished(house.store):
        system.tend()
        AGAIN.wait(0.05)
    (last,) = house.store.find(Event, sort=[("sequence", -1)], limit=1)
    while house.store.cursor(cursor_name(house.index.generation)) < last["sequence"]:
        AGAIN.wait(0.05)


def hold(house: House, letters: list[bytes], acknowledged: dict[Any, tuple[int, dict[str, Any]]]) -> None:
    """Each letter is there once, understood, its bytes as they were sent; all proofs hold."""
    kept = {row["files"][0]["sha256"]: row for row in house.store.every(Letter)}
    assert house.store.count(Letter) == len(kept) == len(letters)
    for number, said in acknowledged.values():
        sha256 = hashlib.sha256(letters[number]).hexdigest()
        (result,) = said["results"]
        assert (said["sha256"], result["id"]) == (sha256, kept[sha256]["_id"])
        assert said["state"] in ("stored", "duplicate")
    assert {row["stage"] for row in kept.values()} == {"understood"}
    assert list(chain.verify(house.store)) == []
    assert list(fixity.check(house.store, house.originals)) == []
    for left in (house.settings.home / "uploads").iterdir():  # of a server killed between two steps
        os.utime(left, (0, 0))
    upload_list.sweep(house)
    assert not list((house.settings.home / "uploads").iterdir())


def test_workers_of_the_web_end_when_all_above_them_are_killed_at_once(tmp_path: Path) -> None:
    system = System(tmp_path / "home")
    system.start()
    above, below = dict(parents()), system.below()
    server = next(pid for pid, command in below.items() if above[pid] == system.pid and "web.serve" in command)
    workers = [pid for pid in below if above[pid] == server]
    assert workers
    system.kill(system.pid, server)
    while any(running(pid) for pid in workers):
        AGAIN.wait(0.05)
    system.stop()
