"""A small organisation with letters, drawn at random, and who may read which of them.

`reads` is written from the words of architecture.md ("People and access") alone: it knows units, positions and classes
and nothing of grants and keys, so that the two can disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

UNITS, POSITIONS, PEOPLE, LETTERS = 4, 4, 3, 7
"""At most."""
ROLES = ("archivist", "clerk", "staff", "manager", "administrator", "auditor")
TAGS = ("banjir", "rapat")


@dataclass(frozen=True)
class Position:
    unit: int
    head: bool


@dataclass(frozen=True)
class Person:
    """`held`: positions of today, `lent`: of others for whom they act today, `left`: held until yesterday."""

    unit: int
    roles: frozenset[str]
    held: frozenset[int]
    lent: frozenset[int]
    left: frozenset[int]


@dataclass(frozen=True)
class Letter:
    """`later`: the class that it is given after people have found it; `cites`, `twin`, `part_of`: a letter before it
    whose number stands in it, whose bytes it has, of which it was a part."""

    unit: int
    security: str
    later: str
    incoming: bool
    added_by: int
    units: frozenset[int]
    positions: frozenset[int]
    cites: int | None
    twin: int | None
    part_of: int | None
    tags: frozenset[str]
    filed: bool
    withdrawn: bool
    failed: bool


@dataclass(frozen=True)
class World:
    """`above`: of each unit the one above it; unit 0 is the office, `open_legacy` whether old paper is for all."""

    above: tuple[int, ...]
    positions: tuple[Position, ...]
    people: tuple[Person, ...]
    letters: tuple[Letter, ...]
    open_legacy: bool

    def under(self, unit: int) -> set[int]:
        """The unit and all below it."""
        found = {unit}
        for one in range(1, len(self.above)):
            found |= {one} if self.above[one] in found else set()
        return found

    def head_of(self, unit: int) -> int | None:
        """The position to which a secret letter goes that was sent to a unit."""
        return next((at for at, one in enumerate(self.positions) if one.head and one.unit == unit), None)

    def reads(self, person: Person, number: int, security: str | None = None) -> bool:
        """Whether a person may read a letter, in its class of today."""
        letter = self.letters[number]
        mine = person.held | person.lent
        member = {person.unit} | {self.positions[one].unit for one in mine}
        leads = {unit for one in mine if self.positions[one].head for unit in self.under(self.positions[one].unit)}
        inspects = self.under(person.unit) if "auditor" in person.roles else set()
        registers = {person.unit} if person.roles & {"archivist", "clerk"} else set()
        routed = bool(letter.positions & mine)
        theirs = {self.positions[one].unit for one in letter.positions}
        match security or letter.later:
            case "B":
                everybody = self.open_legacy and not letter.incoming
                above = not theirs.isdisjoint(leads | registers | inspects)
                reached = {letter.unit} | letter.units
                return everybody or routed or above or not reached.isdisjoint(member | leads | inspects)
            case "T":
                reached = {letter.unit} | letter.units | theirs
                return routed or not reached.isdisjoint(registers | inspects | leads)
            case _:
                named = letter.positions | {self.head_of(unit) for unit in letter.units} - {None}
                return bool(named & mine) or (not named and self.people[letter.added_by] is person)

    def readable(self, person: Person) -> set[int]:
        return {number for number in range(len(self.letters)) if self.reads(person, number)}

    def standing(self, person: Person) -> set[int]:
        """Those of them that are not withdrawn."""
        return {number for number in self.readable(person) if not self.letters[number].withdrawn}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    units = draw(st.integers(1, UNITS))
    above = (0, *(draw(st.integers(0, one - 1)) for one in range(1, units)))
    unit = st.integers(0, units - 1)
    positions = tuple(draw(st.lists(st.builds(Position, unit, st.booleans()), min_size=1, max_size=POSITIONS)))
    some = st.frozensets(st.integers(0, len(positions) - 1), max_size=2)
    roles = st.frozensets(st.sampled_from(ROLES), min_size=1, max_size=2)
    people = tuple(draw(st.lists(st.builds(Person, unit, roles, some, some, some), min_size=2, max_size=PEOPLE)))
    letters = tuple(_letters(draw, unit, some, len(people)))
    return World(above, positions, people, letters, draw(st.booleans()))


def _letters(draw: st.DrawFn, unit: Any, positions: Any, people: int) -> Iterator[Letter]:
    classes, mostly = st.sampled_from("BBTR"), st.sampled_from((False, False, False, True))
    for number in range(draw(st.integers(3, LETTERS))):
        before = st.none() | st.integers(0, number - 1) if number else st.none()
        owner, security = draw(unit), draw(classes)
        routed = draw(st.frozensets(unit, max_size=1)) - {owner}
        # Only B is routed to units; another class forgets them, so what is routed so keeps its class.
        later = security if routed or not draw(st.booleans()) else draw(classes)
        yield Letter(
            owner, security, later, draw(st.booleans()), draw(st.integers(0, people - 1)), routed, draw(positions),
            draw(before), draw(before), draw(before), draw(st.frozensets(st.sampled_from(TAGS))), draw(st.booleans()),
            draw(mostly), draw(mostly),
        )  # fmt: skip
