"""People with their positions as a table that an office edits: CSV with name, login, roles, unit and, where wanted,
position, since, until.

People are known by their login, and stand in a line for each position that they hold; the lines after the first may
leave name, roles and unit empty. `since` and `until` are the first and the last day. What is not named stays. A new
account has no password: its person asks for a link, or gets a one-time password.
"""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from office.access import Reader
from office.days import typed
from office.holding_lines import Asked, Holdings
from office.people import EDITABLE, person, said
from office.plan import Plan, Sign, Step, refused
from office.positions import MOST
from office.tables import Fault, Line, Sentence, decoded, read
from office.units import ROOT
from schemas.errors import LontarError, WrongUse
from schemas.person import Person
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Row, Store

COLUMNS = ("name", "login", "roles", "unit")
OPTIONAL = ("position", "since", "until")


def plan(store: Store, content: bytes, reader: Reader) -> Plan:
    """What the table would do to the people and holdings that stand."""
    text, broken = decoded(content)
    lines, faults = ([], list(broken)) if broken else read(text, COLUMNS, OPTIONAL)
    standing = {row["login"]: row for row in store.every(Person)}
    units = {row["code"]: row for row in store.every(Unit)}
    people, asked = _people(lines, standing, units, faults), list[Asked]()
    holdings = Holdings(store)
    for line in lines:
        login = line.cells["login"].lower()
        if login in people:
            asked += _asked(line, people[login], holdings, faults)
    if not lines and not faults:
        faults.append(Fault(1, Sentence.EMPTY))
    holdings.take(asked, {one.id: one for one in people.values()}, faults)
    if not faults and not _is_administered(standing, people):
        faults.append(Fault(1, Sentence.LAST_ADMINISTRATOR))
    return refused(faults) if faults else _made(reader, standing, people, holdings)


def write(store: Store) -> str:
    """The table of the people as they stand, by name, each with what they hold, held and will hold."""
    units = {row["_id"]: row["code"] for row in store.every(Unit)}
    holdings = Holdings(store)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *OPTIONAL])
    for row in store.find(Person, sort=[("name", 1)], limit=MOST, fields=EDITABLE):
        own = [row["name"], row["login"], " ".join(row["roles"]), units.get(row["unit"], "")]
        writer.writerows([[*own, *days] for days in holdings.written(row["_id"]) or [("", "", "")]])
    return out.getvalue()


def _people(
    lines: Iterable[Line], standing: dict[str, Row], units: dict[str, Row], faults: list[Fault]
) -> dict[str, Person]:
    """The accounts as the table wants them, by login; faults of lines that are wrong."""
    found: dict[str, Person] = {}
    first: dict[str, Line] = {}
    for line in lines:
        cells = line.cells | {"login": line.cells["login"].lower()}
        login = cells["login"]
        if not login:
            faults.append(Fault(line.number, Sentence.MISSING, {"column": "login"}))
        elif login in first:
            if any(cells[name] not in ("", first[login].cells[name]) for name in ("name", "roles", "unit")):
                params = {"first": first[login].number, "login": login}
                faults.append(Fault(line.number, Sentence.OTHERWISE, params))
        else:
            first[login] = line
            one = _person(line.number, cells, standing.get(login), units, faults)
            if one:
                found[login] = one
    return found


def _person(
    number: int, cells: dict[str, str], row: Row | None, units: dict[str, Row], faults: list[Fault]
) -> Person | None:
    """The account of a line. Of one that stands, what is empty stays."""
    if row is None and not (cells["name"] and cells["roles"] and cells["unit"]):
        faults.append(Fault(number, Sentence.NO_ONE, {"login": cells["login"]}))
        return None
    if cells["unit"] and cells["unit"] not in units:
        faults.append(Fault(number, Sentence.NO_PARENT, {"code": cells["unit"]}))
        return None
    before = said(row) if row else {}
    unit = units[cells["unit"]]["_id"] if cells["unit"] else before["unit"]
    roles = list(dict.fromkeys(re.split(r"[\s,;|]+", cells["roles"].lower()))) if cells["roles"] else before["roles"]
    try:
        made = person(cells["name"] or before["name"], cells["login"], roles, unit)
    except LontarError as error:
        faults.append(Fault(number, Sentence.MALFORMED, {"why": (error.sentence % error.params).rstrip(".")}))
        return None
    if len(made.name) > Person.name.max_length:
        faults.append(Fault(number, Sentence.TOO_LONG, {"column": "name", "most": Person.name.max_length}))
        return None
    if row is None:
        return made
    one = Person.unpacked(row)
    one.name, one.roles, one.unit = made.name, made.roles, made.unit
    return one


def _asked(line: Line, one: Person, holdings: Holdings, faults: list[Fault]) -> list[Asked]:
    """The holding that a line asks for; none, when it names no position or is wrong."""
    code, days = line.cells.get("position", ""), dict[str, date | None]()
    for name in ("since", "until"):
        try:
            days[name] = typed(line.cells.get(name, ""), name)
        except WrongUse:
            faults.append(Fault(line.number, Sentence.NO_DATE, {"column": name}))
            return []
    if not code:
        if days["since"] or days["until"]:
            faults.append(Fault(line.number, Sentence.NEEDS_POSITION))
        return []
    if days["since"] and days["until"] and days["until"] < days["since"]:
        faults.append(Fault(line.number, Sentence.ENDS_FIRST))
        return []
    if not holdings.is_known(code):
        faults.append(Fault(line.number, Sentence.NO_POSITION, {"code": code}))
        return []
    return [Asked(line.number, one.id, code, days["since"], days["until"])]


def _is_administered(standing: dict[str, Row], people: dict[str, Person]) -> bool:
    """Whether somebody may administer the office afterwards, if anybody could before."""

    def administers(row: Any) -> bool:
        return bool(row.get("active", True)) and "administrator" in row["roles"]

    then = standing | {login: {"active": one.active, "roles": one.roles} for login, one in people.items()}
    return any(map(administers, then.values())) or not any(map(administers, standing.values()))


def _made(reader: Reader, standing: dict[str, Row], people: dict[str, Person], holdings: Holdings) -> Plan:
    """The steps, and the Changes with one event that names everybody they touch."""
    steps, puts, before, after = [], [], {}, {}
    for login, one in people.items():
        row = standing.get(login)
        values = said(one)
        sign = Sign.ADDED if row is None else Sign.SAME if said(row) == values else Sign.CHANGED
        steps.append(Step(sign, login, one.name))
        if sign != Sign.SAME:
            puts.append(one)
            before[one.id], after[one.id] = said(row) if row else {}, values
    steps += [Step(Sign.UNNAMED, login, row["name"]) for login, row in standing.items() if login not in people]
    moved = holdings.changes()
    if not puts and not moved:
        return Plan((*steps, *holdings.steps))
    thing = f"units/{ROOT}"
    before, after = before | holdings.before, after | holdings.after
    event = Happened("people.imported", thing, reader.person, operator=reader.operator, before=before, after=after)
    return Plan((*steps, *holdings.steps), (), Changes.of(*puts, events=[event]) + moved)
