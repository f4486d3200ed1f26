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
from lontar.signing import acts, settling
from lontar.wiring import House, open_house
from schemas.draft import Draft
from schemas.stored import now
from signing.attempts import UnderWay
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.signer import Wish
from store import fixity
from tests.lontar.drafting.drafted import draft_of, frozen
from tests.lontar.routing.offices import founded, who
from tests.lontar.signing.signing import SITE, Counting, Office, Service, an_office, demand_whole, key, sign
from tests.store.killing import spawned

ALL = tuple(range(11))
"""Before and after: the attempt is written (0, 1), the signature is made, its hash is written, the file is kept (6, 7),
the letter is written (8, 9); 10 is after it all."""
SOME = (1, 4, 6, 7)
RAISED = tuple(range(15))
"""Where the service's file is raised: the attempt is written (0, 1), the signature is made, the hash of what came is
written, what came is kept (6, 7), raised, the hash of that is written, it is kept, the letter is written (12, 13)."""
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

    def __init__(self, book: Path, real: LocalSigner) -> None:
        super().__init__(real=real)
        self.book = book

    def sign(self, pdf: bytes, wish: Wish) -> bytes:
        found = super().sign(pdf, replace(wish, level="B-B"))
        with self.book.open("a") as book:
            book.write("signed\n")
        return found


def home_of(folder: Path, way: str, clock: str = "") -> House:
    """`clock`: the address of a server of time, for level B-LT."""
    said = {"HOME": str(folder / "home"), "PUBLIC_URL": SITE, "SIGN_WITH": way}
    said |= {"SIGN_LEVEL": "B-LT", "TSA_ADDRESS": clock} if clock else {}
    return open_house(load({f"LONTAR_{name}": value for name, value in said.items()}, folder))


def die_at_each(folder: Path, way: str, ids: dict[int, str], clock: str = "", file: bytes = b"") -> None:
    """In a process of its own, which forks: each child signs a draft, with the key of a file, and dies at its point."""
    for point, id in ids.items():
        child = os.fork()
        if child == 0:
            fatal, house = Fatal(point), home_of(folder, way, clock)
            seen = str(house.store.load(Draft, id).frozen_sha256)
            real = LocalSigner(opened(file, "x")) if file else key()
            reader, signer = who(house, "kadis"), Around(Billed(folder / f"{id}.book", real), "sign", fatal)
            store: Any = Around(house.store, "commit", fatal)
            originals: Any = Around(house.originals, "put", fatal)
            acts.sign(replace(house, store=store, originals=originals), reader, id, seen, signer)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        last = (RAISED if clock else ALL)[-1]
        assert ended == (-signal.SIGKILL if point < last else 0), f"at {point} it ended with {ended}"


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
    killed(die_at_each, tmp_path, way, ids)
    found, reader = {}, who(house, "kadis")
    for point, id in ids.items():
        if draft_of(house, id).state == "signing":
            assert settling.check(house, reader, id) == "signing", "somebody may still be at it"
            with pytest.raises(UnderWay):
                sign(house, id)
        found[point] = settling.check(house, reader, id, now() + AFTER_ALL)
        demand_whole(house, id)
        settle(house, id, tmp_path / f"{id}.book")
    lost = "signing" if way == "bsre" else "frozen"
    assert found == {point: "frozen" if point < 1 else lost if point < 7 else "signed" for point in points}
    house.close()


@pytest.mark.parametrize("points", [pytest.param((5, 9), id="some"), pytest.param(RAISED, marks=pytest.mark.full)])
def test_killed_at_each_step_it_is_raised_without_asking_again(tmp_path: Path, points: tuple[int, ...]) -> None:
    with an_office() as office:
        house = home_of(tmp_path, "bsre", office.clock.at("good"))
        founded(house)
        office.trusted(house.settings.home)
        ids = {point: frozen(house) for point in points}
        killed(die_at_each, tmp_path, "bsre", ids, office.clock.at("good"), office.file())
        settling.sweep(house)
        settling.sweep(house, now() + AFTER_ALL)
        states = {point: draft_of(house, id).state for point, id in ids.items()}
        assert states == {point: "frozen" if point < 1 else "signing" if point < 7 else "signed" for point in points}
        for id in ids.values():
            demand_whole(house, id)
            settle(house, id, tmp_path / f"{id}.book", office)
        assert [one for one in fixity.check(house.store, house.originals) if one.kind != "unknown"] == []
        house.close()


def killed(target: Callable[..., None], *given: Any) -> None:
    process = spawned.Process(target=target, args=given)
    process.start()
    process.join()
    assert process.exitcode == 0


def settle(house: House, id: str, book: Path, office: Office | None = None) -> None:
    """What was lost is signed again by a person who knows it; a service was asked once until then."""
    signed = len(book.read_text().splitlines()) if book.exists() else 0
    assert signed <= 1
    state = draft_of(house, id).state
    if state == "signing":
        settling.give_up(house, who(house, "kadis"), id, "Layanan tidak menyimpan berkasnya")
    if state != "signed":
        sign(house, id, Service(office) if office else None)
    assert draft_of(house, id).state == "signed"
    demand_whole(house, id)
