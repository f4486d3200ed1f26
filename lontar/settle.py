"""Read, index and tell of what waits: one process that does all of it, beside `lontar run` or in its place."""

import signal
import threading
from collections.abc import Callable

from lontar.all_followers import Followers
from lontar.crew import LOOK_SECONDS, Crew
from lontar.followers import is_behind
from lontar.importing import carrying as importing
from lontar.many import carrying
from lontar.wiring import House
from store.errors import StoreAway
from work.sweeper import unfinished


def told_to_stop() -> threading.Event:
    """Set by Ctrl-C and SIGTERM from now on; what is at hand is finished first."""
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    return over


def settle(
    house: House,
    workers: int | None = None,
    *,
    over: threading.Event | None = None,
    for_ever: bool = False,
    tell: Callable[[int], None] | None = None,
) -> None:
    """Until nothing waits (with `for_ever`: not even then) or `over` is set; `tell` is told how many letters wait.

    `workers`: of this process, whatever queue calls others; the lease keeps them apart. 0: it reads nothing.

    Where another process writes the index, that one is waited for; where the disk is full, until there is room. A
    store on a server that is away is waited for with `for_ever`; else StoreAway is raised."""
    over, followers = over or threading.Event(), Followers(house)
    with Crew(house, house.settings.work_pool.workers if workers is None else workers):
        while not over.is_set():
            moved = 0
            try:
                if tell:
                    tell(unfinished(house.store))
                moved = followers.follow()
                if not moved and not for_ever and not is_left(house):
                    return
            except StoreAway:
                if not for_ever:
                    raise  # else it is waited for: the crew has said so
            if not moved:
                over.wait(LOOK_SECONDS / 4)


def is_left(house: House) -> bool:
    """Whether a letter, a job, an import or the index is still to come to its end."""
    return bool(unfinished(house.store)) or carrying.due(house) or importing.due(house) or is_behind(house)
