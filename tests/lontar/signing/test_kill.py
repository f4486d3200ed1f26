"""kill -9 at every step of signing: whatever stands then is one letter with one signature, or waits, or is said to be
unknown; a service is never asked again by itself."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lontar.settings import load
from lontar.signing import acts
from lontar.wiring import House, open_house
from schemas.draft import Draft
from schemas.stored import now
from signing.attempts import UnderWay
from signing.signer import Wish
from tests.lontar.drafting.drafted import draft_of, frozen
from tests.lontar.routing.offices import founded, who
from tests.lontar.signing.signing import SITE, Counting, demand_whole, key, sign
from tests.store.killing import spawned

ALL = tuple(range(11))
"""Before and after: the attempt is written (0, 1), the signature is made, its hash is written, the file is kept (6, 7),
the letter is written (8, 9); 10 is after it all."""
SOME = (1, 4, 6, 7)
AFTER_ALL = timedelta(days=1)


@dataclass
class Fatal:
    """Counts steps, and kills its own process at one of them."""

    point: int
    steps: int = 0

    def step(self, act: Callable[..., Any], *given: Any) -> Any:
        self._tick()
        found = act(*given)
        self._tick()
        return found

    def _tick(self) -> None:
        if self.steps == self.point:
            os.kill(os.getpid(), signal.SIGKILL)
        self.steps += 1


class Around:
    """A thing of whose methods one is a step."""

    def __init__(self, real: Any, method: str, fatal: Fatal) -> None:
        self._real, self._method, self._fatal = real, method, fatal

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        return (lambda *given: self._fatal.step(found, *given)) if name == self._method else found


class Billed(Counting):
    """A signer that writes down each signature, as a service does in its books."""

    def __init__(self, book: Path) -> None:
        super().__init__(real=key())
        self.book = book

    def sign(self, pdf: bytes, wish: Wish) -> bytes:
        found = super().sign(pdf, wish)
        with self.book.open("a") as book:
            book.write("signed\n")
        return found


def home_of(folder: Path, way: str) -> House:
    settings = {"LONTAR_HOME": str(folder / "home"), "LONTAR_PUBLIC_URL": SITE, "LONTAR_SIGN_WITH": way}
    return open_house(load(settings, folder))


def die_at_each(folder: Path, way: str, ids: dict[int, str]) -> None:
    """In a process of its own, which forks: each child signs a draft and dies at its point."""
    for point, id in ids.items():
        child = os.fork()
        if child == 0:
            fatal, house = Fatal(point), home_of(folder, way)
            seen = str(house.store.load(Draft, id).frozen_sha256)
            reader, signer = who(house, "kadis"), Around(Billed(folder / f"{id}.book"), "sign", fatal)
            store: Any = Around(house.store, "commit", fatal)
            originals: Any = Around(house.originals, "put", fatal)
            acts.sign(replace(house, store=store, originals=originals), reader, id, seen, signer)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended == (-signal.SIGKILL if point < ALL[-1] else 0), f"at {point} it ended with {ended}"


@pytest.mark.parametrize(
    ("way", "points"),
    [
        pytest.param("bsre", SOME, id="some"),
        pytest.param("bsre", ALL, marks=pytest.mark.full),
        pytest.param("pkcs12", ALL, marks=pytest.mark.full),
    ],
)
def test_killed_at_each_step_it_is_signed_once(tmp_path: Path, way: str, points: tuple[int, ...]) -> None:
    house = home_of(tmp_path, way)
    founded(house)
    ids = {point: frozen(house) for point in points}
    process = spawned.Process(target=die_at_each, args=(tmp_path, way, ids))
    process.start()
    process.join()
    assert process.exitcode == 0
    found, reader = {}, who(house, "kadis")
    for point, id in ids.items():
        if draft_of(house, id).state == "signing":
            assert acts.check(house, reader, id) == "signing", "somebody may still be at it"
            with pytest.raises(UnderWay):
                sign(house, id)
        found[point] = acts.check(house, reader, id, now() + AFTER_ALL)
        demand_whole(house, id)
        settle(house, id, tmp_path / f"{id}.book")
    lost = "signing" if way == "bsre" else "frozen"
    assert found == {point: "frozen" if point < 1 else lost if point < 7 else "signed" for point in points}
    house.close()


def settle(house: House, id: str, book: Path) -> None:
    """What was lost is signed again by a person who knows it; a service was asked once until then."""
    signed = len(book.read_text().splitlines()) if book.exists() else 0
    assert signed <= 1
    state = draft_of(house, id).state
    if state == "signing":
        acts.give_up(house, who(house, "kadis"), id, "Layanan tidak menyimpan berkasnya")
    if state != "signed":
        sign(house, id)
    assert draft_of(house, id).state == "signed"
    demand_whole(house, id)
