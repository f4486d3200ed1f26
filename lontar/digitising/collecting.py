"""What `lontar run` fetches letters from by itself: the scanner folder and the mailbox of the settings."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from lontar.digitising.imap import Address
from lontar.digitising.mailbox import Box, Emptier
from lontar.digitising.watching import Watched, Watcher
from lontar.intake.digitising import used
from lontar.intake.keeping import Arrived
from lontar.wiring import House
from office.access import Reader, itself
from office.units import ROOT, by_code
from schemas.errors import NotAmong, Unavailable
from schemas.letter import WAYS

log = logging.getLogger("lontar.inbound")


class Collector(Protocol):
    def look(self) -> Iterator[Arrived]: ...


def watcher(house: House) -> Watcher | None:
    """Of LONTAR_WATCH; None where there is none. Raises NotFound for its unit, WrongUse."""
    said = house.settings.inbound
    if not said.watch:
        return None
    unit = _unit(house, said.watch_unit)
    batch = batch_of(house, itself(), unit, said.watch_batch)
    watched = Watched(Path(said.watch), unit, known(said.watch_direction), batch=batch, leaves=said.watch_leave)
    return Watcher(house, itself(), watched)


def emptier(house: House) -> Emptier | None:
    """Of LONTAR_MAILBOX; the same."""
    said = house.settings.inbound
    if not said.mailbox:
        return None
    box = Box(
        Address.of(said.mailbox),
        said.mailbox_password,
        _unit(house, said.mailbox_unit),
        known(said.mailbox_direction),
        done=said.mailbox_done,
        ca=said.mailbox_ca,
    )
    return Emptier(house, itself(), box)


def collect(collector: Collector) -> bool:
    """One look; each file is told to the log. Whether there was any."""
    some = False
    for one in collector.look():
        some = True
        if one.error:
            log.warning("%s was not taken: %s", one.file, one.error)
        else:
            log.info("%s: %s %s", one.file, one.status, one.id)
    return some


def looks(
    collector: Collector,
    pause: float,
    over: threading.Event,
    *,
    most: int,
    hopeless: tuple[type[Unavailable], ...] = (),
    tell: Callable[[str], None],
) -> Iterator[Arrived | None]:
    """What became of each file or message; None after each look, of which there are `most` (0: until it is over). What
    is at hand is finished before it ends.

    A place that is away is waited for and told once. Raises Unavailable where looks are counted, and one of `hopeless`
    always."""
    done, trouble = 0, ""
    while not over.is_set():
        try:
            for one in collector.look():
                yield one
                if over.is_set():
                    return
            trouble = ""
        except Unavailable as error:
            if most or isinstance(error, hopeless):
                raise
            if str(error) != trouble:
                tell(f"lontar: {error}")
            trouble = str(error)
        done += 1
        yield None
        if done == most:
            return
        over.wait(pause)


def batch_of(house: House, reader: Reader, unit: str, name: str | None) -> str | None:
    """The name of an open batch of a unit, made where there is none. Raises WrongUse, Forbidden."""
    return str(used(house, reader, unit, name)["name"]) if name else None


def known(direction: str) -> str:
    if direction not in WAYS:
        raise NotAmong(what=f"direction {direction}", known=", ".join(WAYS))
    return direction


def _unit(house: House, code: str) -> str:
    return str(by_code(house.store, code)["_id"]) if code else ROOT
