"""Who sends messages is killed at any moment: nobody gets one twice, and none that was not under way is lost."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from office.choices import Choices
from schemas.notice import Notice
from tests.serving import ROOT
from tests.waiting import until
from tests.web.noticing import chosen, reached, told
from web.notices import post

POSTMAN = """
from pathlib import Path
from lontar.settings import load
from lontar.wiring import open_house
from web.notices import post
import os, sys
house = open_house(load(dict(os.environ), Path(sys.argv[1])))
while True:
    post.post(house)
"""


@pytest.mark.parametrize(
    ("number", "kills"), [(40, 4), pytest.param(400, 40, marks=pytest.mark.full)], ids=["short", "whole"]
)
def test_each_message_goes_out_at_most_once_and_the_webhook_can_tell_a_repeat(
    tmp_path: Path, number: int, kills: int
) -> None:
    chance = random.Random(2026)
    with reached(tmp_path) as office:
        chosen(office.house, "arsiparis", Choices(contact="62811000"))
        ids = {told(office.house, "arsiparis", one) for one in range(number)}
        for turn in range(1, kills + 1):
            command = [sys.executable, "-c", POSTMAN, str(tmp_path)]
            process = subprocess.Popen(command, env=os.environ | office.environ, cwd=ROOT)
            wanted = number * turn // (kills + 1) + chance.randrange(3)
            until(lambda wanted=wanted: office.box.qsize() + office.hook.calls.qsize() // 2 >= wanted)  # type: ignore[misc]
            process.send_signal(signal.SIGKILL)
            process.wait()
        later = post.now() + post.UNSURE
        while post.post(office.house, later):
            pass
        mailed = [
            office.box.get_nowait()["Message-ID"].strip("<>").partition("@")[0] for _ in range(office.box.qsize())
        ]
        assert len(mailed) == len(set(mailed))
        assert set(mailed) <= ids
        assert len(ids) - len(mailed) <= kills  # those that were under way
        calls = [office.hook.calls.get_nowait() for _ in range(office.hook.calls.qsize())]
        assert {head["webhook-id"] for head, _ in calls} == ids
        assert len(calls) - len(ids) <= kills
        for head, body in calls:
            assert [one["id"] for one in json.loads(body)["data"]["notices"]] == [head["webhook-id"]]
        assert all(row["mail"] == row["hook"] == "sent" for row in office.house.store.every(Notice))
