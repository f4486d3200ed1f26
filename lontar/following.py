"""Reading the event log on from a cursor all day: quiet while nothing happens, patient in trouble."""

import logging
import time
from collections.abc import Callable

from lontar.wiring import House
from schemas.errors import Unavailable
from search.errors import IndexBusy

TROUBLE_SECONDS = 2.0
QUIET_SECONDS = 2.0
"""How long nothing is asked of the index while nothing is committed. Not for ever: another process may have swapped
another build in, which is no commit, and have ended before it followed what happened while it filled it."""
log = logging.getLogger("lontar.index")


class Follower:
    """Called by one thread. `called`: what it is called in a sentence."""

    called = "the follower"

    def __init__(self, house: House, clock: Callable[[], float] = time.monotonic) -> None:
        self.house, self._clock = house, clock
        self._fault, self._again = "", 0.0  # the last one, and the time before which it is not tried again
        self._seen, self._until = -1, 0.0  # where the store was when nothing was to follow, and until when that holds

    def step(self) -> int:
        """Follow the next events; how many there were (0: none is left)."""
        raise NotImplementedError

    def follow(self) -> int:
        """A step where it can be made. A fault that may pass, as a full disk does, is told once and no step; so is an
        index that another process writes. Cheap while nothing happens: it may be called many times a second."""
        if self._clock() < self._again:
            return 0
        try:
            moved, self._fault = self._look(), ""
        except IndexBusy:
            return 0
        except Unavailable as error:
            if str(error) != self._fault:
                log.warning("%s waits: %s", self.called, error)
            self._fault, self._again = str(error), self._clock() + TROUBLE_SECONDS
            return 0
        return moved

    def catch_up(self) -> None:
        """Until there is nothing to follow."""
        while self.step():
            pass

    def _look(self) -> int:
        """A step, unless the store is where it was when there was nothing to follow: to ask an index on a server which
        build is live takes a request."""
        changed = self.house.store.changed()  # first: what is committed during the step is looked at the next time
        if changed == self._seen and self._clock() < self._until:
            return 0
        moved = self.step()
        if not moved:
            self._seen, self._until = changed, self._clock() + QUIET_SECONDS
        return moved
