"""The follower of the calendar killed in the middle of its work: what is left is done by the next one, once."""

import multiprocessing
import os
import signal
from pathlib import Path

from lontar.calendar import acts
from lontar.calendar.following import CURSOR, CalendarFollower
from lontar.settings import load
from lontar.wiring import House, open_house
from schemas.appointment import Appointment
from store.chain import last
from store.changes import Changes
from tests.lontar.calendar.inviting import appointments, followed, invitation, states
from tests.lontar.routing.offices import asked, founded, who

spawned = multiprocessing.get_context("spawn")


def dies(home: str, committed: bool) -> None:
    """A follower whose process ends at its commit: just before it, or just after."""
    house = open_house(load({"LONTAR_HOME": home}, Path(home).parent))
    advance = house.store.advance

    def end(*values: object) -> None:
        if committed:
            advance(*values)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)

    house.store.advance = end  # type: ignore[method-assign]
    CalendarFollower(house).catch_up()


def killed(house: House, *, committed: bool) -> None:
    process = spawned.Process(target=dies, args=(str(house.settings.home), committed))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def test_what_a_killed_follower_left_is_done_once(house: House) -> None:
    founded(house)
    letter, entry = invitation(house)
    asked(house, "kadis", entry, "kabid", "sekdis")
    killed(house, committed=False)
    assert set(states(house, letter)) == {"head:dinas"}
    killed(house, committed=True)
    before = appointments(house, letter)
    assert set(before) == {"kabid", "sekdis"}
    followed(house)
    assert appointments(house, letter) == before
    assert house.store.cursor(CURSOR) == last(house.store)


def test_what_somebody_says_while_it_is_followed_stays(house: House) -> None:
    founded(house)
    letter, entry = invitation(house)
    id = appointments(house, letter)["head:dinas"]["_id"]
    asked(house, "kadis", entry, "kabid")
    advance = house.store.advance

    def late(name: str, sequence: int, changes: Changes | None = None) -> None:
        house.store.advance = advance  # type: ignore[method-assign]
        acts.attend(house, who(house, "kadis"), id)
        advance(name, sequence, changes)

    house.store.advance = late  # type: ignore[method-assign]
    followed(house)
    assert states(house, letter) == {"head:dinas": "attending", "kabid": "invited"}
    assert len(list(house.store.every(Appointment))) == 2
