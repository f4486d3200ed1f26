"""A new office: its name, its first administrator; each set once, in any order."""

from typing import Any

from office import people
from office.errors import UnknownChoice
from office.units import ROOT, root
from schemas.errors import WrongUse
from schemas.office import OFFICE, Office
from schemas.person import Person
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Store

TIMEZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
"""The three zones of Indonesia and the names people call them by."""


def has_people(store: Store) -> bool:
    """Whether anybody has an account: before that, a home belongs to whoever sets it up."""
    return bool(store.find(Person, sort=[("name", 1)], limit=1, fields=()))


def named(store: Store, values: dict[str, Any], actor: str, operator: str | None = None) -> Changes:
    """The office under its name, with `language`, `open_legacy` and the `timezone` of its topmost unit, which has the
    office's name as long as nobody gave it another. Raises WrongUse, UnknownChoice."""
    name = str(values["name"]).strip()
    if not name:
        raise WrongUse(what="The name of the office", why="it is empty", field="name")
    if values["timezone"] not in TIMEZONES:
        raise UnknownChoice(value=values["timezone"], known=", ".join(TIMEZONES), field="timezone")
    row, top = store.get(Office, OFFICE), store.get(Unit, ROOT)
    office = Office.unpacked(row) if row else Office(id=OFFICE)
    unit = Unit.unpacked(top) if top else root(name)
    before = {"name": office.name, "language": office.language, "open_legacy": office.open_legacy} if row else {}
    before |= {"timezone": unit.timezone} if top else {}
    if unit.name == (office.name or unit.name):
        unit.name = name
    office.name, office.language = name, values["language"]
    office.open_legacy, unit.timezone = bool(values["open_legacy"]), values["timezone"]
    after = {"name": name, "language": office.language, "open_legacy": office.open_legacy, "timezone": unit.timezone}
    event = Happened("office.named", f"office/{OFFICE}", actor, operator=operator, before=before, after=after)
    return Changes.of(office, unit, events=[event])


def first_administrator(
    name: str, login: str, password: str, actor: str, operator: str | None = None, *, shortest: int
) -> Changes:
    """The first account; its person is the first document of the Changes. Raises WrongUse, TooShort."""
    made = people.person(name, login, ["administrator"], ROOT)
    people.set_password(made, password, shortest)
    after = {"name": made.name, "login": made.login, "roles": ["administrator"], "unit": ROOT}
    event = Happened("person.made", f"people/{made.id}", actor, operator=operator, after=after)
    return Changes.of(made, events=[event])
