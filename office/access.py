"""The one access rule: may(reader, action, thing).

A letter carries grants; a reader holds keys. The tree of units and the delegations are expanded into keys when
somebody asks, so that a reorganisation rewrites no letter. What a reader may not read does not exist for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from office.errors import Unready
from office.grants import EVERYBODY_HERE
from office.holders import running
from office.units import ROOT
from schemas.delegation import Delegation
from schemas.errors import Forbidden, NotFound
from schemas.event import INSTALLATION, SYSTEM
from schemas.person import ROLES, Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row, Store

EVERYBODY = frozenset(ROLES)
ARCHIVE = frozenset({"archivist", "clerk"})
ADMINISTRATION = frozenset({"administrator"})

ACTIONS: dict[str, frozenset[str]] = {
    "letter.read": EVERYBODY,
    "letter.tag": EVERYBODY,
    "letter.note": EVERYBODY,
    "letter.describe": ARCHIVE,
    "page.correct": ARCHIVE | ADMINISTRATION,
    "letter.withdraw": ARCHIVE,
    "letter.restore": ARCHIVE,
    "letter.file": ARCHIVE,
    "letter.export": EVERYBODY,
    "letter.arrange": ARCHIVE | ADMINISTRATION,
    "letter.dispose": ARCHIVE | {"manager"},
    "letter.answer": EVERYBODY,
    "entry.register": ARCHIVE,
    "draft.read": EVERYBODY,
    "draft.write": ARCHIVE | {"staff", "manager"},
    "draft.initial": EVERYBODY,
    "draft.sign": EVERYBODY,
    "letter.send": ARCHIVE | {"manager"},
    "search.save": EVERYBODY,
    "intake.add": ARCHIVE | {"staff", "manager"},
    "batch.manage": ARCHIVE | ADMINISTRATION,
    "casefile.manage": ARCHIVE,
    "shelf.manage": ARCHIVE,
    "loan.request": EVERYBODY,
    "loan.manage": ARCHIVE,
    "table.import": ARCHIVE | ADMINISTRATION,
    "retention.schedule": frozenset({"archivist"}) | ADMINISTRATION,
    "retention.propose": frozenset({"archivist"}),
    "retention.approve": EVERYBODY,
    "retention.carry-out": frozenset({"archivist"}),
    "retention.hold": frozenset({"archivist", "auditor"}) | ADMINISTRATION,
    "status.read": EVERYBODY,
    "work.retry": ARCHIVE | ADMINISTRATION,
    "archive.check": frozenset({"auditor"}) | ADMINISTRATION,
    "archive.back-up": ADMINISTRATION,
    "events.read": frozenset({"auditor"}) | ADMINISTRATION,
    "position.delegate": EVERYBODY,
    "presence.mark": EVERYBODY,
    "people.manage": ADMINISTRATION,
    "units.manage": ADMINISTRATION,
    "office.manage": ADMINISTRATION,
}
"""Who may do what, by role. Reading the thing comes first, whatever the role."""

CALLED = {
    "letter.read": "read letters",
    "letter.tag": "tag letters",
    "letter.note": "change this note",
    "letter.describe": "correct what is said of a letter",
    "page.correct": "correct what was read",
    "letter.withdraw": "withdraw letters",
    "letter.restore": "restore letters",
    "letter.file": "put letters into case files",
    "letter.export": "export letters",
    "letter.arrange": "arrange the pages of letters",
    "letter.dispose": "ask others to handle letters",
    "letter.answer": "say what was done about letters",
    "entry.register": "enter letters in the register",
    "draft.read": "read drafts",
    "draft.write": "write drafts",
    "draft.initial": "initial drafts",
    "draft.sign": "sign letters",
    "letter.send": "send letters of their unit",
    "search.save": "save searches",
    "intake.add": "add letters",
    "batch.manage": "manage digitising batches",
    "casefile.manage": "manage case files",
    "shelf.manage": "manage boxes and folders",
    "loan.request": "ask for paper on loan",
    "loan.manage": "lend paper and take it back",
    "table.import": "bring in letters from a table",
    "retention.schedule": "change the retention schedule",
    "retention.propose": "propose what becomes of case files",
    "retention.approve": "approve what becomes of case files",
    "retention.carry-out": "carry out what was approved",
    "retention.hold": "hold case files back from disposal",
    "status.read": "see what is being read",
    "work.retry": "have letters read again",
    "archive.check": "check the archive",
    "archive.back-up": "make backups",
    "events.read": "read the log",
    "position.delegate": "name who acts in this position",
    "presence.mark": "say where you are",
    "people.manage": "manage people",
    "units.manage": "manage units",
    "office.manage": "manage the office",
}
"""What each action is called in a sentence; message ids of the catalogue."""


@dataclass(frozen=True)
class Reader:
    """Somebody who asks. `keys` open letters whose grants hold one of them; None opens every letter.

    `operator`: the operating system's user, on the command line. `job`: the work on many letters that is done for
    them. `acting`: ids of positions that they hold for another by a delegation now."""

    person: str
    name: str
    keys: frozenset[str] | None
    roles: frozenset[str]
    unit: str
    language: str | None = None
    operator: str | None = None
    job: str | None = None
    acting: frozenset[str] = frozenset()

    @property
    def units(self) -> list[str] | None:
        """Ids of the units that the keys are of; None: of every unit."""
        if self.keys is None:
            return None
        return sorted(key.removeprefix("unit:") for key in self.keys if key.startswith("unit:"))


def installation(operator: str, unit: str = ROOT) -> Reader:
    """The command line: the administrator of this installation, who has the files anyway."""
    return Reader(INSTALLATION, operator, None, EVERYBODY, unit, operator=operator)


def itself() -> Reader:
    """Lontar by itself, when it does what a person asked for beforehand."""
    return Reader(SYSTEM, "Lontar", None, EVERYBODY, ROOT)


def reader_of(store: Store, person_id: str, at: datetime | None = None) -> Reader:
    """A person with all their keys at a time (default: the present). Raises Unready."""
    person = store.get(Person, person_id)
    if person is None or not person.get("active", True):
        raise Unready(person=person_id)
    when = at or now()
    lent, own = (
        {row["position"] for row in running(store, kind, {"person": person_id}, when)} for kind in (Delegation, Holding)
    )
    positions = list(store.get_many(Position, sorted(lent | own)).values())
    roles = frozenset(person.get("roles", ()))
    keys = _keys(store, person, roles, positions)
    name, unit, language = person["name"], person["unit"], person.get("language")
    return Reader(person_id, name, keys, roles, unit, language, acting=frozenset(lent))


def may(reader: Reader, action: str, thing: Mapping[str, Any] | None = None) -> bool:
    """Whether the reader may do `action`; on `thing` (a stored document as plain values) when one is given."""
    return bool(reader.roles & ACTIONS[action]) and (thing is None or may_see(reader, thing))


def may_see(reader: Reader, thing: Mapping[str, Any]) -> bool:
    """Letters open by grants; what belongs to one person, by being that person."""
    if reader.keys is None:
        return True
    if "grants" in thing:
        return not reader.keys.isdisjoint(thing["grants"])
    if "person" in thing:
        return bool(thing["person"] == reader.person)
    return True


def holds(reader: Reader, position: str | None) -> bool:
    """Whether they hold a position now, or stand in for who does; the installation may do all."""
    return bool(position) and (reader.keys is None or f"position:{position}" in reader.keys)


def demand(reader: Reader, action: str, thing: Mapping[str, Any] | None = None, what: str = "This") -> None:
    """Raises NotFound when the thing may not be seen, Forbidden when it may but the action is not theirs."""
    if thing is not None and not may_see(reader, thing):
        raise NotFound(what=what)
    if not reader.roles & ACTIONS[action]:
        raise Forbidden(action=CALLED[action])


def _keys(store: Store, person: Row, roles: frozenset[str], positions: list[Row]) -> frozenset[str]:
    """Own person, positions and units; as head, everything below; as registry, the limited letters of the unit."""
    keys = {f"person:{person['_id']}", f"unit:{person['unit']}", EVERYBODY_HERE}
    for position in positions:
        keys |= {f"position:{position['_id']}", f"unit:{position['unit']}"}
        if position.get("head"):
            for unit in _below(store, position["unit"]):
                keys |= {f"unit:{unit}", f"head:{unit}"}
    if roles & ARCHIVE:
        keys.add(f"registry:{person['unit']}")
    if "auditor" in roles:
        for unit in _below(store, person["unit"]):
            keys |= {f"unit:{unit}", f"registry:{unit}"}
    return frozenset(keys)


def _below(store: Store, unit: str) -> list[str]:
    """A unit and all below it."""
    found = [row["_id"] for row in store.find(Unit, {"path": unit}, sort=[("code", 1)], limit=10_000, fields=())]
    return found or [unit]
