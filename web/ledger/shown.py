"""What the pages of the ledger show around a list: whose it is, its numbers, the filters in use, who may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from lontar.ledger.calendar import AGES, Calendar
from lontar.ledger.numbers import Numbers
from lontar.ledger.scope import ME, Scope, answers_for
from lontar.ledger.view import View
from lontar.wiring import House
from office.access import Reader, may
from schemas.person import Person
from schemas.position import Position
from schemas.unit import Unit
from web.i18n.words import day
from web.ledger import asked, words

MOST = 10_000


@dataclass(frozen=True)
class Number:
    """A number with the list that it counts; `chosen`: that is the list shown, `address` then leads back."""

    label: str
    count: int
    address: str
    chosen: bool = False


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the list without it."""

    label: str
    address: str


def units(house: House, reader: Reader) -> list[tuple[str, str]]:
    """Codes and names of those the reader answers for, in the order of the tree."""
    known = answers_for(reader)
    if known is not None and not known:
        return []
    rows = house.store.find(Unit, None, limit=MOST, fields=("code", "name", "path", "parent"))
    by_id = {row["_id"]: row for row in rows}
    mine = [row for row in rows if known is None or row["_id"] in known]
    mine.sort(key=lambda row: [by_id[id]["code"] if id in by_id else "" for id in row["path"]])
    return [(row["code"], row["name"]) for row in mine]


def titled(house: House, reader: Reader, view: View) -> str:
    """Whose lines they are."""
    store = house.store
    if view.person in (ME, reader.person):
        return str(_("Your own"))
    if view.person:
        return str((store.get(Person, view.person) or {}).get("name", ""))
    if view.position:
        (row,) = store.find(Position, {"code": view.position}, limit=1)
        return str(row["title"])
    if view.unit or view.branch:
        (row,) = store.find(Unit, {"code": view.unit or view.branch}, limit=1)
        return str(row["name"]) if view.unit else str(_("%(unit)s and all below", unit=row["name"]))
    return str(_("All that you answer for")) if answers_for(reader) != frozenset() else str(_("Your own"))


def heading(view: View, calendar: Calendar) -> str:
    said = str(words.SHOWS[view.show])
    return said % {"day": day(view.monday(calendar))} if view.show != "open" else said


def main_numbers(found: Numbers, view: View) -> list[Number]:
    """The four of the dashboard. `view`: whose they are."""
    return [
        Number(_("Waiting"), found.waiting, asked.address(view)),
        Number(_("Overdue"), found.overdue, asked.address(view, overdue=True)),
        Number(_("Never opened"), found.unopened, asked.address(view, unopened=True)),
        Number(_("Done this week"), found.done, asked.address(view, show="done")),
    ]


def numbers_of(found: Numbers, view: View) -> list[Number]:
    """Those over a list: choosing one narrows to it, choosing it again takes it away."""
    whose = asked.bare(view)
    plain = view.said() == whose.said()
    shown = [Number(_("Waiting"), found.waiting, asked.address(whose), plain)]
    for name, label, count in (
        ("overdue", _("Overdue"), found.overdue),
        ("unopened", _("Never opened"), found.unopened),
    ):
        chosen = bool(getattr(view, name)) and view.show == "open"
        shown.append(Number(label, count, asked.address(whose, **({} if chosen else {name: True})), chosen))
    for age in AGES:
        chosen = view.age == age and view.show == "open"
        other = {} if chosen else {"age": age}
        shown.append(Number(str(words.AGES[age]), found.ages[age], asked.address(whose, **other), chosen))
    return shown


def chips(view: View, title: str) -> list[Chip]:
    found = []
    if asked.bare(view).said():
        found.append(Chip(title, asked.address(asked.usual(view))))
    if view.age:
        found.append(Chip(str(words.AGES[view.age]), asked.address(view, age="")))
    if view.overdue:
        found.append(Chip(_("Overdue"), asked.address(view, overdue=False)))
    if view.unopened:
        found.append(Chip(_("Never opened"), asked.address(view, unopened=False)))
    if view.urgency:
        found.append(Chip(str(words.URGENCIES[view.urgency]), asked.address(view, urgency="")))
    return found


def may_act(reader: Reader, view: View, scope: Scope) -> bool:
    """Whether lines can be chosen, to remind of them or to give them to others."""
    known = answers_for(reader)
    some = known is None or bool(known)
    return view.show == "open" and some and may(reader, "letter.dispose") and scope.summaries != ()


def order_links(view: View, sorts: Sequence[str]) -> list[tuple[str, str, bool]]:
    """(label, address, chosen) of each order."""
    chosen = view.sort or "oldest"
    return [
        (str(words.SORTS[name]), asked.address(view, sort="" if name == "oldest" else name), name == chosen)
        for name in sorts
    ]
