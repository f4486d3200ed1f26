"""Clerks at work at once, each in a process of their own; now and then one is killed, and another takes the desk."""

import random
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from typing import Any

from lontar.wiring import House
from schemas.entry import RegisterEntry
from tests.store.killing import spawned
from tests.waiting import until


def struck(
    house: House,
    at_work: Callable[..., None],
    given: tuple[Any, ...],
    things: Sequence[str],
    *,
    clerks: int,
    kills: int,
) -> None:
    """All `things` dealt out to the clerks; `at_work(*given, some)` makes an entry of a register of each. Those who
    were not killed end in order."""

    def take(desk: int) -> BaseProcess:
        process = spawned.Process(target=at_work, args=(*given, things[desk::clerks]))
        process.start()
        return process

    chance = random.Random(2026)
    desks = {desk: take(desk) for desk in range(clerks)}
    for kill in range(1, kills + 1):
        wanted = len(things) * kill // (kills + 1)
        until(lambda wanted=wanted: house.store.count(RegisterEntry) >= wanted)  # type: ignore[misc]
        desk = chance.choice([one for one, process in desks.items() if process.is_alive()] or [0])
        desks[desk].kill()
        desks[desk].join()
        desks[desk] = take(desk)
    for process in desks.values():
        process.join()
        assert process.exitcode == 0
