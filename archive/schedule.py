"""The retention schedule (JRA) as a table: for how long a case file of a code is kept, and what becomes of it then."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from office.tables import Fault, Line, Sentence, decoded, read
from schemas.letter import CLASSES
from schemas.proposal import FATES

COLUMNS, OPTIONAL = ("code", "active", "inactive", "fate"), ("class", "note")
LONGEST_CODE, LONGEST_NOTE, MOST_YEARS = 40, 500, 200
SPELLINGS = {
    **{one: one for one in FATES},
    "musnah": "destroy",
    "permanen": "keep",
    "dinilai kembali": "appraise",
}
"""How a fate may be written, in either language."""


@dataclass(frozen=True)
class Rule:
    """One row. Years are whole; `fate` is one of FATES; `security_class` one of CLASSES."""

    code: str
    active: int
    inactive: int
    fate: str
    security_class: str = "B"
    note: str = ""
    line: int = 0

    @property
    def years(self) -> int:
        return self.active + self.inactive


@dataclass(frozen=True)
class Schedule:
    """All rows. `own`: an office has loaded it; else it is the shipped example, by which nothing is destroyed."""

    rules: tuple[Rule, ...]
    faults: tuple[Fault, ...] = ()
    own: bool = True

    def rule(self, code: str) -> Rule | None:
        """The row with the longest code that this one is or lies under; None where there is none."""
        rows = {one.code: one for one in self.rules}
        return next((rows[one] for one in above(code) if one in rows), None)


def above(code: str) -> Iterator[str]:
    """A code and those it lies under: 800.1.11, 800.1, 800; and of three digits, as they were up to 2022, 041, 040,
    000."""
    while "." in code:
        yield code
        code = code.rpartition(".")[0]
    yield code
    if len(code) == 3 and code.isdecimal():
        yield from dict.fromkeys(one for one in (f"{code[:2]}0", f"{code[0]}00") if one != code)


def read_schedule(content: bytes, *, own: bool = True) -> Schedule:
    """A table as it would be the schedule, with all its faults, each by its line."""
    text, undecoded = decoded(content)
    if undecoded:
        return Schedule((), undecoded, own)
    lines, faults = read(text, COLUMNS, OPTIONAL)
    if not lines and not faults:
        faults.append(Fault(1, Sentence.EMPTY))
    for line in lines:
        faults += _faults(line)
    rules = () if faults else tuple(_rule(line) for line in lines)
    return Schedule(rules, (*faults, *_twice(lines)), own)


def write_schedule(schedule: Schedule) -> str:
    """The table that gives these rows again."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *OPTIONAL])
    for one in schedule.rules:
        writer.writerow([one.code, one.active, one.inactive, one.fate, one.security_class, one.note])
    return out.getvalue()


@cache
def shipped() -> Schedule:
    """The example that Lontar brings."""
    return read_schedule((files("archive") / "schedule.csv").read_bytes(), own=False)


def _rule(line: Line) -> Rule:
    cells = line.cells
    return Rule(
        code=cells["code"],
        active=int(cells["active"]),
        inactive=int(cells["inactive"]),
        fate=SPELLINGS[cells["fate"].casefold()],
        security_class=cells.get("class") or "B",
        note=cells.get("note", ""),
        line=line.number,
    )


def _faults(line: Line) -> list[Fault]:
    cells, number = line.cells, line.number
    found = [Fault(number, Sentence.MISSING, {"column": name}) for name in COLUMNS if not cells[name]]
    for name, most in (("code", LONGEST_CODE), ("note", LONGEST_NOTE)):
        if len(cells.get(name, "")) > most:
            found.append(Fault(number, Sentence.TOO_LONG, {"column": name, "most": most}))
    for name in ("active", "inactive"):
        if cells[name] and not _are_years(cells[name]):
            found.append(Fault(number, Sentence.NO_YEARS, {"column": name, "most": MOST_YEARS}))
    if cells["fate"] and cells["fate"].casefold() not in SPELLINGS:
        found.append(Fault(number, Sentence.UNKNOWN_CODE, {"code": cells["fate"], "codes": ", ".join(SPELLINGS)}))
    if cells.get("class") and cells["class"] not in CLASSES:
        found.append(Fault(number, Sentence.UNKNOWN_CODE, {"code": cells["class"], "codes": ", ".join(CLASSES)}))
    return found


def _are_years(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and len(cell) < 4 and int(cell) <= MOST_YEARS


def _twice(lines: list[Line]) -> list[Fault]:
    found, seen = [], dict[str, int]()
    for line in lines:
        first = seen.setdefault(line.cells["code"], line.number)
        if first != line.number:
            found.append(Fault(line.number, Sentence.TWICE, {"code": line.cells["code"], "first": first}))
    return found
