"""The plots of the dashboard as shapes: whole numbers in units of a drawing, with the words beside them. What they show
stands in a table under each, whose numbers open the lists that they count."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from lontar.ledger.calendar import AGES
from lontar.ledger.numbers import Numbers, Part
from lontar.ledger.view import View
from web.i18n.words import day
from web.ledger import asked, words

WIDTH, HEIGHT = 320, 120
LEAST = 2
"""So that one letter beside thousands is still seen."""
MOST_UNITS = 12
ROW = 10
"""Height of a bar that lies."""


@dataclass(frozen=True)
class Bar:
    """`kind`: its class, by which it has its pattern."""

    kind: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Cell:
    """`address`: of the list that the number counts."""

    said: str
    address: str | None = None


@dataclass(frozen=True)
class Plot:
    """`sentence` says what there is to see; `labels`: beside each lying bar, with its number; `kinds`: what the classes
    of standing bars mean; `rows`: the table."""

    name: str
    title: str
    sentence: str
    height: int
    bars: Sequence[Bar]
    labels: Sequence[tuple[str, str]] = ()
    kinds: Sequence[tuple[str, str]] = ()
    ends: tuple[str, str] = ("", "")
    columns: Sequence[str] = ()
    rows: Sequence[tuple[str, Sequence[Cell]]] = ()


def weeks(found: Numbers, view: View) -> Plot:
    """Letters that came and that were closed, by week."""
    highest = max((max(came, closed) for _monday, came, closed in found.weeks), default=0)
    step = WIDTH // len(found.weeks)
    bars = []
    for place, (_monday, *pair) in enumerate(found.weeks):
        for kind, number, left in zip(("came", "closed"), pair, (1, step // 2), strict=True):
            height = _part(number, highest, HEIGHT)
            bars.append(Bar(kind, place * step + left, HEIGHT - height, step // 2 - 2, height))
    _monday, came, closed = found.weeks[-1]
    return Plot(
        "weeks",
        _("Letters by week"),
        _("This week %(came)s letters came and %(closed)s were closed.", came=came, closed=closed),
        HEIGHT,
        bars,
        kinds=[("came", _("Came")), ("closed", _("Closed"))],
        ends=(day(found.weeks[0][0]), day(found.weeks[-1][0])),
        columns=[_("Week from"), _("Came"), _("Closed")],
        rows=[
            (
                day(monday),
                [
                    Cell(str(came), asked.address(view, show="came", week=monday)),
                    Cell(str(closed), asked.address(view, show="closed", week=monday)),
                ],
            )
            for monday, came, closed in reversed(found.weeks)
        ],
    )


def ages(found: Numbers, view: View) -> Plot:
    """What waits, by age."""
    counts = [found.ages[age] for age in AGES]
    names = [str(words.AGES[age]) for age in AGES]
    return Plot(
        "ages",
        _("How old it is"),
        ngettext(
            "%(old)s of %(num)s line that waits is over 10 working days old.",
            "%(old)s of %(num)s lines that wait are over 10 working days old.",
            found.waiting,
            old=counts[-1],
        ),
        ROW * len(counts),
        _lying([("age", count) for count in counts]),
        labels=[(name, str(count)) for name, count in zip(names, counts, strict=True)],
        columns=[_("Age"), _("Lines")],
        rows=[
            (name, [Cell(str(count), asked.address(view, age=age))])
            for name, age, count in zip(names, AGES, counts, strict=True)
        ],
    )


def times(parts: Sequence[Part]) -> Plot | None:
    """How long letters take that are answered, by unit, the slowest first. None: nothing was answered."""
    answering = [(part, part.numbers.median) for part in parts if part.numbers.median is not None]
    slowest = sorted(answering, key=lambda some: (-(some[1] or 0), some[0].unit["code"]))
    if not slowest:
        return None
    few = slowest[:MOST_UNITS]
    first, longest = few[0][0].unit["name"], few[0][1] or 0
    return Plot(
        "times",
        _("Time until an answer"),
        _("%(unit)s takes longest: %(days)s for half of its letters.", unit=first, days=words.working_days(longest)),
        ROW * len(few),
        _lying([("time", median or 0) for _part_, median in few]),
        labels=[(part.unit["name"], words.working_days(median or 0)) for part, median in few],
        columns=[_("Unit"), _("Working days, median of 12 weeks")],
        rows=[(part.unit["name"], [Cell(str(median))]) for part, median in slowest],
    )


def _lying(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    highest = max((count for _kind, count in counts), default=0)
    return [
        Bar(f"{kind}-{place}", 0, place * ROW + 1, _part(count, highest, WIDTH), ROW - 2)
        for place, (kind, count) in enumerate(counts)
    ]


def _part(number: int, highest: int, whole: int) -> int:
    return max(LEAST, whole * number // highest) if number else 0
