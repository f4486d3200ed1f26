"""How often dear pages may be asked for, by one person, one person's tokens and one network address, over all web
processes of a home on a machine.

One number for each of them says until when what was asked is paid for (GCRA, as in ITU-T I.371): a request moves it on
by its cost, and is refused where it would be more than a minute ahead. The numbers stand in a file in memory that all
processes map; nothing is written to the store. Each of whom is counted has two places in it, by two hashes, and is
refused only where both say so: whoever shares a place with somebody busy does not wait for them.
"""

import hashlib
import mmap
import os
import time
from collections.abc import Callable
from math import ceil
from pathlib import Path

from flask import Flask, request

from schemas.errors import LontarError
from web.accounts.principal import bearer
from web.current import is_loopback, web_settings
from web.who import reader

COSTS = {
    "search.search": 1.0, "api.search": 1.0, "search.proposed": 0.2, "api.proposed": 0.2, "uploads.begin": 0.2,
    "verifying.verify": 5.0, "verifying.issued": 5.0,
}  # fmt: skip
"""In searches. A folder of some thousand small files is brought in by one person at once."""
MADE = {".zip": 20.0, ".xlsx": 10.0, ".csv": 10.0, ".pdf": 10.0}
"""Files that are made when they are asked for, by the end of their address."""
ONLY_SENT = ("verifying.verify", "verifying.issued")
"""Their forms cost nothing."""
PLACES = 1 << 16
WINDOW = 60.0


class TooOften(LontarError):
    code, title, status = "too-often", "Too often", 429
    sentence = "This was asked for too often in a short time."
    advice = "Go on in %(seconds)s seconds. Nothing was lost."


class Rates:
    """The numbers, shared by the processes through `path`; for this process alone where there is no room for a file."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        size = PLACES * 8
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                os.posix_fallocate(file, 0, size)  # a hole would kill us when the disk is full
                self._numbers = memoryview(mmap.mmap(file, size)).cast("d")
            finally:
                os.close(file)
        except OSError:
            self._numbers = memoryview(mmap.mmap(-1, size)).cast("d")

    def taken(self, whom: str, cost: float, limit: int) -> float:
        """Take `cost` of `limit` a minute; 0.0, or the seconds to wait, and then nothing was taken."""
        now, step = self._clock(), cost * WINDOW / limit
        places = _places(whom)
        # A number too far ahead is of a clock from before the machine was started anew.
        paid = [at if (at := self._numbers[place]) <= now + 2 * WINDOW else now for place in places]
        if (ahead := max(now, min(paid)) + step - now) > WINDOW and step <= WINDOW:
            return ahead - WINDOW
        for place, at in zip(places, paid, strict=True):
            self._numbers[place] = max(now, at) + min(step, WINDOW)
        return 0.0


def _places(whom: str) -> tuple[int, int]:
    made = hashlib.blake2b(whom.encode(), digest_size=8).digest()
    return int.from_bytes(made[:4]) % PLACES, int.from_bytes(made[4:]) % PLACES


def cost() -> float:
    """Of the request at hand; 0.0 for what is cheap."""
    endpoint = request.endpoint or ""
    if endpoint in ONLY_SENT and request.method != "POST":
        return 0.0
    rule = str(request.url_rule or "")
    return COSTS.get(endpoint) or MADE.get(rule[rule.rfind(".") :] if "." in rule else "", 0.0)


def demand(rates: Rates) -> None:
    """Raises TooOften. Whoever sits at this machine is not counted."""
    price, settings = cost(), web_settings()
    if not price or is_loopback():
        return
    counted = {f"address:{network(request.remote_addr or '')}": settings.rate_address}
    if (who := reader()) is not None:
        counted[f"{'token' if bearer() else 'person'}:{who.person}"] = settings.rate_person
    for whom, limit in counted.items():
        if limit and (seconds := rates.taken(whom, price, limit)):
            raise TooOften(seconds=ceil(seconds), retry_after=ceil(seconds))


def network(address: str) -> str:
    """What one subscriber is given: an address of IPv4, the first half of one of IPv6."""
    return ":".join(address.split(":")[:4]) if ":" in address and "." not in address else address


def install(app: Flask, home: Path) -> None:
    rates = Rates(home / "scratch" / "requests" / "rates")
    app.before_request(lambda: demand(rates))
