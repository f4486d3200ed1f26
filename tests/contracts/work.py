"""What workers must do, whatever calls them. A test module inherits WorkContract and gives a `settings` fixture: the
settings that choose its engine."""

import random
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.followers import is_behind
from lontar.journey import arrive
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import installation
from schemas.letter import Letter
from schemas.page import Page
from schemas.work import Work
from store import chain
from tests import files
from tests.waiting import until
from tests.workers import Workers, workers
from work import lease
from work.sweeper import unfinished

SEED, WORKERS, PAGES = 2026, 4, 4
HASTE = {
    "LONTAR_WORKERS": "1",
    "LONTAR_LEASE_SECONDS": "6",
    "LONTAR_RETRY_SECONDS": "0.2",
    "LONTAR_ATTEMPTS": "1000",
}
"""Work of a killed worker is taken up soon, and as often as somebody is killed."""


class Office:
    """A home in which letters arrive, and its workers."""

    def __init__(self, house: House, folder: Path, workers: Workers) -> None:
        self.house, self.folder, self.workers = house, folder, workers
        self.arrived: list[str] = []

    def take_in(self, number: int = 1, priority: int = lease.PERSON) -> list[str]:
        """Letters of some pages each; their ids."""
        for _ in range(number):
            lines = (f"Nomor : 005/{len(self.arrived)}/DPU/2019", f"Surat tentang jembatan ke {len(self.arrived)}")
            path = files.written(self.folder, "surat.pdf", files.pdf(lines, PAGES))
            (one,) = arrive(self.house, path, path.name, installation("operator"), priority=priority)
            assert one.status == "registered"
            self.arrived.append(str(one.id))
        return self.arrived[-number:]

    def states(self) -> dict[str, int]:
        return self.house.store.tally(Work, "state")

    def state(self, id: str) -> str:
        return str((self.house.store.get(Work, id) or {})["state"])

    def events(self) -> list[tuple[str, str]]:
        """What happened, in order: verb and letter."""
        return [(row["verb"], row["thing"].partition("/")[2]) for row in self.house.store.events(limit=10_000)]

    def busy(self) -> list[subprocess.Popen[bytes]]:
        """The living workers that have a letter at hand."""
        rows = self.house.store.find(Work, {"state": "working"}, sort=[("lease_until", 1)])
        at_hand = {row["lease_by"].rsplit(".", 2)[1] for row in rows}
        return [one for one in self.workers.living if str(one.pid) in at_hand]

    def read_all(self) -> None:
        until(lambda: not unfinished(self.house.store), seconds=600, what="all letters read")


@pytest.fixture
def office(tmp_path: Path, settings: dict[str, str]) -> Iterator[Office]:
    home = tmp_path / "home"
    house = open_house(load({"LONTAR_HOME": str(home), **HASTE, **settings}, tmp_path))
    with workers(home, HASTE | settings) as some:
        yield Office(house, tmp_path, some)
    house.close()


class WorkContract:
    @pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.full)], ids=["short", "whole"])
    def test_no_letter_is_lost_or_done_twice_whoever_is_killed(self, office: Office, kills: int) -> None:
        chance = random.Random(SEED)
        office.workers.start(WORKERS)
        office.workers.start(command="follow")
        for _ in range(kills):
            office.take_in(3)
            busy = until(office.busy, what="a worker with a letter at hand")
            office.workers.kill(chance.choice(busy), alone=chance.random() < 0.5)
            office.workers.start()
        office.read_all()
        until(lambda: not is_behind(office.house), what="the index equal to the store")
        assert set(office.workers.stop()) == {0}

        store, counted = office.house.store, Counter(office.events())
        assert {row["_id"]: row["stage"] for row in store.every(Letter)} == dict.fromkeys(office.arrived, "understood")
        assert all(counted[verb, id] == 1 for id in office.arrived for verb in ("letter.arrived", "letter.understood"))
        assert not [verb for verb, _ in counted if verb == "letter.failed"]
        assert store.count(Page) == PAGES * len(office.arrived)
        assert office.house.index.count() == len(office.arrived)
        assert list(chain.verify(store)) == []
        office.workers.run("check")  # index against store, letter by letter

    def test_a_letter_somebody_waits_for_overtakes_a_batch(self, office: Office) -> None:
        office.take_in(60, lease.BATCH)
        office.workers.start()
        until(lambda: office.states().get("done"), what="the first of the batch")
        (mine,) = office.take_in(1, lease.PERSON)
        until(lambda: office.state(mine) == "done", what="the letter somebody waits for")
        events = office.events()
        between = events[events.index(("letter.arrived", mine)) : events.index(("letter.understood", mine))]
        assert [verb for verb, _ in between].count("letter.understood") <= 2  # the one at hand, and one just claimed

    def test_what_is_at_hand_is_finished_before_a_worker_stops(self, office: Office) -> None:
        office.take_in(20)
        office.workers.start()
        until(lambda: office.states().get("working"), what="a letter at hand")
        assert office.workers.stop() == [0]
        states = office.states()
        assert states.get("working", 0) == 0
        assert states["done"] + states["waiting"] == 20
        assert {row["attempts"] for row in office.house.store.every(Work) if row["state"] == "done"} == {1}
        office.workers.start()
        office.read_all()

    def test_a_letter_that_another_worker_has_is_let_alone(self, office: Office) -> None:
        """However often it is announced: a message given out twice is a look more, and the lease turns it away."""
        (taken,) = office.take_in()
        held = lease.claim(office.house.store, "another", load({"LONTAR_LEASE_SECONDS": "1000"}, Path("/")).work_pool)
        assert held is not None
        for _ in range(3):
            office.house.queue.announce()
        (free,) = office.take_in()
        office.workers.start(2)
        until(lambda: office.state(free) == "done", what="the other letter")
        work = office.house.store.load(Work, taken)
        assert (work.state, work.lease_by, work.fence) == ("working", "another", 1)

    def test_a_worker_goes_on_where_another_was_stopped_in_the_middle(self, office: Office) -> None:
        """SIGSTOP: it comes back when its letter has long been taken over, and what it made is refused."""
        office.take_in(8)
        office.workers.start()
        until(lambda: office.states().get("working"), what="a letter at hand")
        (slow,) = office.workers.living
        slow.send_signal(signal.SIGSTOP)
        office.workers.start()
        office.read_all()
        slow.send_signal(signal.SIGCONT)
        assert set(office.workers.stop()) == {0}
        assert all(count == 1 for (verb, _), count in Counter(office.events()).items() if verb == "letter.understood")
