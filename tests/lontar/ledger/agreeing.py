"""Whether the numbers of the ledger are those of its lists, whoever asks."""

from collections.abc import Iterator

from lontar.ledger.calendar import AGES, Calendar
from lontar.ledger.follower import LedgerFollower
from lontar.ledger.lines import every
from lontar.ledger.numbers import desks, numbers, parts
from lontar.ledger.view import View
from lontar.wiring import House
from office.access import Reader, installation
from schemas.disposition import URGENCIES
from schemas.errors import NotFound
from schemas.ledger_count import LedgerCount
from store.contract import Row
from tests.lontar.routing.offices import UNITS, who

CODES = ("KAB", *(unit.upper() for unit in UNITS))
WHOSE = (
    View(),
    View(person="me"),
    *(View(unit=code) for code in CODES),
    *(View(branch=code) for code in CODES),
    *(View(position=position.upper()) for position in ("kadis", "kabid", "kasi")),
    *(View(person=person) for person in ("kadis", "sekdis", "kades")),
)


def readers(house: House) -> Iterator[Reader]:
    """Of each kind: heads of branches, of one unit, a clerk, staff, and the installation."""
    for person in ("sekda", "kadis", "kades", "agendaris", "sekdis"):
        yield who(house, person)
    yield installation("tests")


def length(house: House, reader: Reader, view: View, calendar: Calendar, **more: object) -> int:
    asked = View(**{**vars(view), **more})  # type: ignore[arg-type]
    return len(list(every(house, reader, asked, calendar)))


def disagreeing(house: House, reader: Reader, calendar: Calendar) -> list[str]:
    """What is counted otherwise than it is listed."""
    return [fault for view in WHOSE for fault in _of_view(house, reader, view, calendar)]


def _of_view(house: House, reader: Reader, view: View, calendar: Calendar) -> list[str]:
    try:
        scope = view.scope(house, reader)
    except NotFound:
        return []
    found = numbers(house, reader, scope, calendar)
    monday, came, closed = found.weeks[-1]
    pairs: list[tuple[str, int, dict[str, object]]] = [
        ("waiting", found.waiting, {}),
        ("by due", found.waiting, {"sort": "due"}),
        ("overdue", found.overdue, {"overdue": True}),
        ("unopened", found.unopened, {"unopened": True}),
        ("done", found.done, {"show": "done"}),
        *((age, found.ages[age], {"age": age}) for age in AGES),
        *((name, found.urgencies[name], {"urgency": name}) for name in URGENCIES),
    ]
    if scope.positions is None:
        pairs += [("came", came, {"show": "came", "week": monday}), ("closed", closed, {"show": "closed"})]
    counted = {name: (number, length(house, reader, view, calendar, **more)) for name, number, more in pairs}
    faults = [f"{reader.name} {view.said()} {name}: {some}" for name, some in counted.items() if some[0] != some[1]]
    return faults + _of_parts(house, reader, view, calendar)


def _of_parts(house: House, reader: Reader, view: View, calendar: Calendar) -> list[str]:
    """The units of a branch, and the positions of a unit, add up to it."""
    scope, faults = view.scope(house, reader), []
    if view.branch and scope.top:
        by_unit = parts(house, reader, scope.top, calendar)
        listed = [
            length(house, reader, View(**{"branch" if one.whole else "unit": one.unit["code"]}), calendar)
            for one in by_unit
        ]
        if [one.numbers.waiting for one in by_unit] != listed:
            faults.append(f"{reader.name} parts of {view.branch}: {listed}")
    if view.unit and scope.top:
        sum_of = sum(one.waiting for one in desks(house, reader, scope.top, calendar).values())
        if sum_of != length(house, reader, view, calendar):
            faults.append(f"{reader.name} desks of {view.unit}: {sum_of}")
    return faults


def followed(house: House) -> None:
    LedgerFollower(house).catch_up()


def summaries(house: House) -> dict[str, Row]:
    """What is counted, by what it is of; nothing of what is empty."""
    return {row["_id"]: row["counts"] for row in house.store.every(LedgerCount) if row["counts"]}
