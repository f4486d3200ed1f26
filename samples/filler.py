"""Fills the gaps of a sentence: places stay the same through a letter, numbers and days are drawn anew each time."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from samples.content import content
from samples.days import counted, months_of, rupiah, with_weekday, workday, written
from samples.laws import laws
from samples.offices import of_kind
from samples.people import plain_name

LASTING = ("place_office", "village", "village2", "district", "street", "river", "school", "health", "room")
CHEAP_UNTIL = 1999
"""Sums were smaller by a factor of 25 before the crisis of 1998."""


class Filler:
    """Gaps by name. `dates` and `numbers` collect what it prints that is not the letter's own."""

    def __init__(self, random: Random, when: date, kept: dict[str, str] | None = None) -> None:
        self.random, self.when = random, when
        self.kept = dict(kept or {})
        self.dates: list[date] = []
        self.numbers: list[str] = []
        self.ahead = False

    def fill(self, text: str, *, ahead: bool = False, **more: str) -> str:
        """The sentence without gaps; days lie in the past, with `ahead` in the weeks to come."""
        self.ahead = ahead
        return text.format_map(_Gaps(self, more))

    def gap(self, name: str) -> str:
        """What stands in a gap; the second of two places is another one than the first."""
        if name in self.kept:
            return self.kept[name]
        found = GAPS[name](self)
        while name == "village2" and found == self.gap("village"):
            found = GAPS[name](self)
        if name in LASTING:
            self.kept[name] = found
        return found

    def other_day(self, low: int, high: int) -> date:
        """A workday so many days after the letter's own (before it, when negative), noted as not its own."""
        found = self.when
        while found == self.when:
            found = workday(self.when + timedelta(days=self.random.randint(low, high)))
        self.dates.append(found)
        return found

    def day(self) -> date:
        return self.other_day(4, 24) if self.ahead else self.other_day(-32, -3)

    def law(self) -> str:
        """A law in force; its number and year are not the letter's own."""
        law = self.random.choice([law for law in laws(self.when.year) if law.general])
        self.numbers.append(law.number)
        return law.text


class _Gaps(dict[str, str]):
    def __init__(self, filler: Filler, more: dict[str, str]) -> None:
        super().__init__(more)
        self.filler = filler

    def __missing__(self, name: str) -> str:
        return self.filler.gap(name)


def _day(filler: Filler) -> str:
    found = filler.day()
    return with_weekday(found) if filler.random.random() < 0.5 else f"tanggal {written(found)}"


def _month(filler: Filler) -> str:
    when = filler.when.replace(day=1) - timedelta(days=1)
    return f"{months_of(when.year)[when.month - 1]} {when.year}"


def _amount(filler: Filler) -> str:
    return rupiah(filler.random.randint(15, 950) * (10_000 if filler.when.year < CHEAP_UNTIL else 250_000))


def _budget_year(filler: Filler, more: int = 0) -> str:
    """From July on letters speak of the coming year."""
    return str(filler.when.year + (filler.when.month > 6) + more)


def _place(kind: str, prefix: str) -> Callable[[Filler], str]:
    return lambda filler: filler.random.choice(of_kind(kind)).name.removeprefix(prefix)


def _from(table: str) -> Callable[[Filler], str]:
    return lambda filler: str(filler.random.choice(content("places")[table]))


def _count(low: int, high: int) -> Callable[[Filler], str]:
    return lambda filler: str(filler.random.randint(low, high))


def _counted(low: int, high: int) -> Callable[[Filler], str]:
    return lambda filler: counted(filler.random.randint(low, high))


GAPS: dict[str, Callable[[Filler], str]] = {
    "day": _day,
    "date": lambda filler: written(filler.day()),
    "month": _month,
    "few": _counted(2, 5),
    "few2": _counted(6, 9),
    "some": _counted(11, 39),
    "some2": _counted(40, 64),
    "many": _count(105, 940),
    "many2": _count(1050, 9400),
    "two": _count(10, 99),
    "percent": _count(31, 94),
    "metres": _count(8, 60),
    "km": lambda filler: f"{filler.random.randint(1, 14)},{filler.random.randint(1, 9)}",
    "amount": _amount,
    "year": _budget_year,
    "next_year": lambda filler: _budget_year(filler, 1),
    "lastyear": lambda filler: str(filler.when.year - 1),
    "old_year": lambda filler: str(filler.when.year - filler.random.randint(4, 29)),
    "person": lambda filler: plain_name(filler.random),
    "village": _place("village", "Desa "),
    "village2": _place("village", "Desa "),
    "district": _place("district", "Kecamatan "),
    "street": _from("streets"),
    "river": _from("rivers"),
    "room": _from("rooms"),
    "school": lambda filler: f"SD Negeri {filler.random.randint(1, 4)} {filler.gap('village')}",
    "health": lambda filler: f"Puskesmas {filler.gap('district')}",
    "place_office": lambda filler: filler.random.choice(of_kind("district", "village")).name,
    "law": Filler.law,
}
