"""Who makes notices and sends them is killed at any moment: each is made once, nobody gets a message twice, and none
that was not under way is lost."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lontar.notices.follower import CURSOR
from lontar.wiring import House
from office.choices import PLACE, Choices
from office.days import local_day
from office.notices import short
from schemas.notice import Notice
from schemas.person import Person
from schemas.stored import now
from store import chain
from store.changes import Changes
from tests.lontar.routing.offices import asked, founded, registered
from tests.serving import ROOT
from tests.waiting import until
from tests.web.noticing import reached
from web.notices import post

WORKER = """
import os, sys
from pathlib import Path
from lontar.notices.follower import NoticeFollower
from lontar.notices.remind import remind
from lontar.settings import load
from lontar.wiring import open_house
from web.notices import post
house = open_house(load(dict(os.environ), Path(sys.argv[1])))
while True:
    NoticeFollower(house).catch_up()
    remind(house, early=True)
    post.post(house)
"""


def handed_on(house: House, number: int) -> set[str]:
    """Letters that the head of a section is asked to handle today; the ids of what they are to be told."""
    founded(house)
    person = house.store.load(Person, "kabid")
    person.preferences[PLACE] = Choices(contact="62811000").kept()
    house.store.commit(Changes.of(person))
    wanted = set()
    for _ in range(number):
        _letter, entry = registered(house)
        day = local_day(house.store, "bidang", now())
        row = asked(house, "kadis", entry, "kabid", due=day)["kabid"]
        wanted |= {f"{chain.last(house.store)}.kabid", f"due.{row['_id']}.{day}.kabid"}
    return wanted


@pytest.mark.parametrize(
    ("number", "kills"), [(8, 2), pytest.param(200, 40, marks=pytest.mark.full)], ids=["short", "whole"]
)
def test_each_is_told_once_and_the_webhook_can_tell_a_repeat(tmp_path: Path, number: int, kills: int) -> None:
    chance = random.Random(2026)
    with reached(tmp_path, lambda _house: None) as office:
        ids = handed_on(office.house, number)
        for turn in range(1, kills + 1):
            command = [sys.executable, "-c", WORKER, str(tmp_path)]
            process = subprocess.Popen(command, env=os.environ | office.environ, cwd=ROOT)
            wanted = len(ids) * turn // (kills + 1) + chance.randrange(3)
            until(lambda wanted=wanted: office.hook.calls.qsize() >= wanted)  # type: ignore[misc]
            process.send_signal(signal.SIGKILL)
            process.wait()
        later = now() + post.UNSURE
        while post.post(office.house, later):
            pass
        assert office.house.store.cursor(CURSOR) == chain.last(office.house.store)
        rows = {row["_id"]: row for row in office.house.store.every(Notice)}
        assert {id for id, row in rows.items() if row.get("assignment")} == ids
        assert {row["mail"] for row in rows.values()} == {"sent"}
        mailed = [office.box.get_nowait()["Message-ID"] for _ in range(office.box.qsize())]
        assert len(mailed) == len(set(mailed))
        assert set(mailed) <= {f"<{short(id)}@sukamaju.example>" for id in rows}
        assert len(rows) - len(mailed) <= kills  # those that were under way
        calls = [office.hook.calls.get_nowait() for _ in range(office.hook.calls.qsize())]
        assert {head["webhook-id"] for head, _ in calls} == {id for id, row in rows.items() if row["hook"] == "sent"}
        assert {head["webhook-id"] for head, _ in calls} >= ids
        assert len(calls) - len({head["webhook-id"] for head, _ in calls}) <= kills
        for head, body in calls:
            assert [one["id"] for one in json.loads(body)["data"]["notices"]] == [head["webhook-id"]]
