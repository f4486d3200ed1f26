"""A small office for tests: an agency with a section and a village beside it, positions, and people in them."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis.stateful import RuleBasedStateMachine

from office import positions
from office.access import installation
from office.days import day_at
from office.holdings import held
from office.units import root
from schemas.person import Person
from schemas.position import Position
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from store.contract import Row, Store
from store.sqlite import SqliteStore

DAY = timedelta(days=1)
ZONE = ZoneInfo("Asia/Jakarta")
TODAY = day_at(now(), ZONE)
LONG_AGO = TODAY - 400 * DAY
OPERATOR = installation("tests")
POSITIONS = {
    "H": ("agency", "Kepala Dinas", True),
    "S": ("section", "Kepala Bidang", True),
    "D": ("section", "Analis", False),
    "V": ("village", "Kepala Desa", True),
}
HELD = {"H": "ani", "S": "budi", "V": "dewi"}
PEOPLE = {
    "ani": ("agency", "manager"), "budi": ("section", "manager"), "citra": ("section", "staff"),
    "dewi": ("village", "manager"), "eka": ("agency", "clerk"), "admin": ("office", "administrator"),
}  # fmt: skip


@contextmanager
def organised(folder: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(folder / "lontar.db")
    units = [
        root("Kabupaten", "KAB"),
        Unit(id="agency", code="A", name="Dinas", parent="office", path=["office", "agency"]),
        Unit(id="section", code="B", name="Bidang", parent="agency", path=["office", "agency", "section"]),
        Unit(id="village", code="C", name="Desa", parent="office", path=["office", "village"]),
    ]
    people = [
        Person(id=one, name=one.title(), login=f"{one}@a.example", unit=unit, roles=[role], uniquifier=one)
        for one, (unit, role) in PEOPLE.items()
    ]
    made = [Position(id=code, code=code, unit=u, title=t, head=h) for code, (u, t, h) in POSITIONS.items()]
    store.commit(Changes.of(*units, *people, *made))
    for code, person in HELD.items():
        store.commit(held(store, row(store, code), who(store, person), (LONG_AGO, None), OPERATOR))
    yield store
    store.close()


def row(store: Store, code: str) -> Row:
    return positions.by_code(store, code)


def who(store: Store, person: str) -> Row:
    return store.get(Person, person) or {}


def days(first: int, last: int) -> tuple[date, date]:
    """Days by their distance from today."""
    return TODAY + first * DAY, TODAY + last * DAY


class Organised(RuleBasedStateMachine):
    """Random acts on the office, in a folder of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        folder = Path(tempfile.mkdtemp())
        self._stack.callback(shutil.rmtree, folder)
        self.store = self._stack.enter_context(organised(folder))

    def teardown(self) -> None:
        self._stack.close()
