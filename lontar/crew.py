"""The crew of this process: some threads that read, each with a hand, one that carries out jobs, one that sweeps up,
one that reads originals again; and where the settings name them one for the scanner folder and one for the mailbox."""

from collections.abc import Callable
from functools import partial

from lontar import journey, looks, scratch
from lontar.digitising import collecting, papers
from lontar.digitising.collecting import Collector
from lontar.drafting import freezing
from lontar.hand import Hand, carried
from lontar.importing import carrying as importing
from lontar.importing import imports
from lontar.intake import upload_list
from lontar.many import jobs
from lontar.many.carrying import Carrier
from lontar.proving.rounds import Round
from lontar.retention import carrying
from lontar.signing import settling
from lontar.wiring import House
from lontar.working import Working
from office import personal_tokens
from work import sweeper

LOOK_SECONDS = 0.1  # how often an idle worker looks whether something was committed
CARRY_SECONDS = 0.25  # the same of the one who carries out jobs
SWEEP_SECONDS = 5.0
PROVE_SECONDS = 60.0  # how often it is looked whether a round of fixity is due


class Crew(Working):
    """Without workers it reads nothing."""

    def __init__(self, house: House, workers: int, *, clears: bool = True) -> None:
        """`clears`: it looks after the home too; not on a machine whose home is another than that of the web."""
        self.house, self._clears = house, clears
        reading = {f"worker-{number}": partial(self._work, number) for number in range(workers)}
        own = {"carrier": self._carry, "sweeper": self._sweep} | ({"prover": self._prove} if clears else {})
        super().__init__(reading | own | self._collectors())

    def _collectors(self) -> dict[str, Callable[[], None]]:
        said = self.house.settings.inbound
        found: dict[str, Callable[[], None]] = {}
        if self._clears and said.watch:
            found["watcher"] = partial(self._collect, "the watcher", collecting.watcher, said.watch_seconds)
        if self._clears and said.mailbox:
            found["mailbox"] = partial(self._collect, "the mailbox", collecting.emptier, said.mailbox_seconds)
        return found

    def _collect(self, who: str, made: Callable[[House], Collector | None], seconds: float) -> None:
        """Made anew until it can be: a unit of the settings may be made later than this process."""
        held: list[Collector] = []

        def look() -> bool:
            if not held and (one := made(self.house)):
                held.append(one)
            return collecting.collect(held[0])

        while not self.over.is_set():
            carried(who, look, self.over)
            self.over.wait(seconds)

    def _work(self, number: int) -> None:
        with Hand(self.house, number, self.over) as hand:
            while not self.over.is_set():
                if not hand.look():
                    self.over.wait(LOOK_SECONDS)

    def _carry(self) -> None:
        """Beside those who read, so that no job waits behind a letter of 400 pages. Cheap while there is none. Jobs and
        imports take turns."""
        importer = importing.Carrier(self.house)
        with Carrier(self.house) as carrier:
            while not self.over.is_set():
                one = carried("the carrier of jobs", carrier.look, self.over)
                other = carried("the carrier of imports", importer.look, self.over)
                carried("what a person confirmed of retention", self._retained, self.over)
                if not one and not other:
                    self.over.wait(CARRY_SECONDS)

    def _retained(self) -> bool:
        """It goes on with what somebody confirmed; it never begins anything."""
        for id in carrying.waiting(self.house):
            carrying.carry(self.house, id)
        return False

    def _prove(self) -> None:
        """Originals read again by and by, where the home of the web is: one reader is enough for an archive."""
        going = Round(self.house)
        while not self.over.is_set():
            if not carried("the reader of originals", lambda: going.look(self.over), self.over):
                self.over.wait(PROVE_SECONDS)

    def _sweep(self) -> None:
        while not self.over.wait(SWEEP_SECONDS):
            carried("the sweeper", self._swept, self.over)

    def _swept(self) -> bool:
        for work in sweeper.sweep(self.house.store, self.house.settings.work_pool):
            self.house.store.commit(journey.gave_up(self.house, work))
        self.house.queue.remind(sweeper.due(self.house.store))
        jobs.sweep(self.house)
        imports.sweep(self.house)
        freezing.heal(self.house)
        papers.heal(self.house)
        if self._clears:
            upload_list.sweep(self.house)
            scratch.sweep(self.house.settings.home)
            looks.sweep(self.house)
            personal_tokens.sweep(self.house.store)
            settling.sweep(self.house)
        return True
