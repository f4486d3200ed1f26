"""What was committed, in the log: a line for each event, whoever made it, so that a letter's way is read by its id."""

import logging
from collections.abc import Sequence
from typing import Any

from store.changes import Happened

log = logging.getLogger("lontar.events")


def tell(events: Sequence[Happened], last: int) -> None:
    """`last`: the number of the last of them. Values are not told: they may hold what only some may read."""
    if not events or not log.isEnabledFor(logging.INFO):
        return
    for sequence, one in enumerate(events, last - len(events) + 1):
        where, _, id = one.thing.partition("/")
        said: dict[str, Any] = {
            "event": one.verb,
            "letter" if where == "letters" else "thing": id if where == "letters" else one.thing,
        }
        said |= {"sequence": sequence, "person": one.actor} | ({"job": one.job} if one.job else {})
        log.info("%s %s", one.verb, one.thing, extra={"said": said})
