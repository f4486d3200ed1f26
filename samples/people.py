"""People who exist nowhere: their names are put together from invented parts (words/names.toml), and their personnel
numbers hold a day of birth that no calendar has."""

from dataclasses import dataclass
from functools import cache
from random import Random

from samples.content import content

TERM_YEARS = 5
MEN = 20
"""So many first names of the list are men's; the others are women's."""
SENIOR = 3
"""So many ranks of the list are of those who lead."""
MODERN_NUMBERS = 2008
"""Personnel numbers have eighteen digits since then (nine before)."""


@dataclass(frozen=True)
class Person:
    """`name` with titles; `rank` such as "Pembina Tingkat I, IV/b"; `number` the NIP; `post` what staff do."""

    name: str
    rank: str
    number: str
    post: str


def person(random: Random, year: int, *, senior: bool = False) -> Person:
    """Anybody, with titles as written in that year; `senior`: of a rank that leads."""
    names = content("names")
    first = random.randrange(len(names["first"]))
    name = f"{names['first'][first]} {random.choice(names['last'])}"
    before = random.choice(("", "", "", "Drs.", "Ir.", "H.") if first < MEN else ("", "", "", "Dra.", "Hj."))
    after = "" if before in ("Drs.", "Dra.", "Ir.") and year < 2005 else random.choice(["", *names["after"]])
    name = " ".join(filter(None, (before, name))) + (f", {after}" if after and year >= 1985 else "")
    rank, grade = random.choice(names["ranks"][:SENIOR] if senior else names["ranks"][SENIOR - 1 :])
    return Person(name, f"{rank}, {grade}", _number(random, year), random.choice(names["posts"]))


def in_capitals(name: str) -> str:
    """Drs. ARKANATA BANYUBIRU, M.Si.: titles keep their letters."""
    return " ".join(word if "." in word else word.upper() for word in name.split(" "))


def plain_name(random: Random) -> str:
    """A name without titles."""
    names = content("names")
    return f"{random.choice(names['first'])} {random.choice(names['last'])}"


def head_of(office: str, year: int) -> Person:
    """Who leads an office in that year: the same person on all its letters of some years."""
    return _head(office, year // TERM_YEARS)


@cache
def _head(office: str, term: int) -> Person:
    return person(Random(f"{office}/{term}"), term * TERM_YEARS, senior=True)


def _number(random: Random, year: int) -> str:
    """The 31st of February, or an office that never was, so that it is nobody's."""
    if year < MODERN_NUMBERS:
        return f"000 {random.randint(100, 999)} {random.randint(100, 999)}"
    born, since = year - random.randint(35, 56), year - random.randint(8, 25)
    return f"{born}0231 {since}{random.randint(1, 12):02d} {random.randint(1, 2)} {random.randint(1, 29):03d}"
