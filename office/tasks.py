"""What a new office still has to do: five tasks in any order, none of which but the administrator is a must."""

from dataclasses import dataclass

from office.people import administrators
from office.units import ROOT
from schemas.errors import NotAmong
from schemas.office import OFFICE, Office
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Store

NAMES = ("office", "administrator", "units", "letterhead", "mail")
CAN_BE_LEFT = ("units", "letterhead", "mail")


@dataclass(frozen=True)
class Task:
    """`what` there is already, in the office's own words; `left`: somebody said that it is not needed."""

    name: str
    done: bool
    left: bool
    what: str

    @property
    def open(self) -> bool:
        return not self.done and not self.left


def tasks(store: Store, mail_server: str) -> tuple[Task, ...]:
    """The five tasks; `mail_server` is empty when no mail goes out."""
    office, top = store.get(Office, OFFICE) or {}, store.get(Unit, ROOT) or {}
    steps = office.get("steps") or {}
    units = store.count(Unit)
    lines = (top.get("letterhead") or {}).get("lines") or [""]
    found = {
        "office": office.get("name") or "",
        "administrator": ", ".join(row["login"] for row in administrators(store)),
        "units": str(units) if units > 1 else "",
        "letterhead": lines[0],
        "mail": mail_server,
    }
    return tuple(Task(name, bool(found[name]), steps.get(name) == "left", found[name]) for name in NAMES)


def leave(store: Store, name: str, actor: str, *, left: bool) -> Changes:
    """Say that a task is not needed, or (left=False) that it is after all. Raises NotAmong."""
    if name not in CAN_BE_LEFT:
        raise NotAmong(what=f"task {name}", known=", ".join(CAN_BE_LEFT))
    row = store.get(Office, OFFICE)
    office = Office.unpacked(row) if row else Office(id=OFFICE)
    before = dict(office.steps)
    office.steps = {step: said for step, said in before.items() if step != name} | ({name: "left"} if left else {})
    event = Happened("office.step", f"office/{OFFICE}", actor, before=before, after=dict(office.steps))
    return Changes.of(office, events=[event])
