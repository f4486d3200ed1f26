"""One row of a table as what it says of a letter: its fields, its line in a book, where its paper lies, its scan."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lontar.importing import cells
from lontar.importing.cells import Misread
from lontar.importing.columns import KNOWN, plain
from lontar.importing.faults import WARNINGS, Fault
from lontar.importing.mapping import Mapping as Columns
from lontar.values import KINDS, demand_values, tags_of
from schemas.box import LONGEST_NUMBER
from schemas.day import day_of
from schemas.errors import LontarError
from schemas.letter import LONGEST_NOTE

Said = dict[str, Any]
FEW = 2
"""Cells that a row must say something in, where the table has so many columns: with fewer it is a title or a foot."""


@dataclass(frozen=True)
class Problem:
    fault: Fault
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.fault not in WARNINGS

    def as_dict(self) -> Said:
        return {
            "level": "error" if self.is_error else "warning",
            "template": str(self.fault),
            "params": dict(self.params),
            "message": self.fault % dict(self.params),
        }


@dataclass(frozen=True)
class Line:
    """The line of a book. `received`: the day in it (yyyymmdd), 0 where nothing is said; `register`: the code of the
    unit, "" for that of the import; `handling`: "waiting", or as what it was closed."""

    direction: str
    year: int
    number: int
    received: int
    register: str
    handling: str


@dataclass
class Wanted:
    """What a row says. `fields`: by name the value and how it is written. `files`: the names of its scan."""

    number: int
    fields: dict[str, tuple[Any, str]] = field(default_factory=dict)
    line: Line | None = None
    box: str = ""
    folder: str = ""
    casefile: str = ""
    batch: str = ""
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    security_class: str = "B"
    files: list[str] = field(default_factory=list)
    pattern: str = ""
    key: str = ""
    problems: list[Problem] = field(default_factory=list)
    is_empty: bool = False

    @property
    def is_good(self) -> bool:
        return not any(one.is_error for one in self.problems)


class Rows:
    """Reads the rows of one table. `today`: yyyymmdd, after which no day of an old letter lies."""

    def __init__(self, headings: Sequence[str], mapping: Columns, today: int) -> None:
        self._mapping, self._today = mapping, today
        self._headings = headings
        self._places = mapping.places(headings)
        self._needed = min(FEW, len(self._places))

    def wanted(self, number: int, row: Sequence[str]) -> Wanted:
        found = Wanted(number, batch=self._mapping.batch, security_class=self._mapping.security_class)
        said: dict[str, list[tuple[str, str]]] = {}
        for at, target in self._places.items():
            cell = row[at] if at < len(row) else ""
            if not cells.is_empty(cell):
                said.setdefault(target, []).append((self._headings[at], cell))
        if sum(map(len, said.values())) < self._needed:
            found.is_empty = True
            found.problems.append(Problem(Fault.TOO_FEW))
            return found
        take = _Taking(found, said)
        about = take.one("book_year", cells.year) or self._mapping.year
        self._both(take, about)
        for name in KINDS:
            self._field(take, name, about)
        received = take.one("received", lambda cell: cells.day(cell, about)) or 0
        self._past(take, "received", received)
        self._place(take)
        self._book(take, about, received)
        found.notes = list(_notes(said.get("note", ())))
        found.tags = take.checked("tags", lambda: tags_of([*self._mapping.tags, *_listed(said.get("tags", ()))])) or []
        found.security_class = take.one("security_class", cells.security) or found.security_class
        found.key = next((cell for _, cell in said.get("key", ())), "")
        found.files = [one for _, cell in said.get("file", ()) for one in cells.names(cell)]
        if not found.files and self._mapping.files:
            found.pattern = self._pattern(found, received)
        return found

    def _field(self, take: "_Taking", name: str, about: int | None) -> None:
        cells_said = take.said.get(name, ())
        if not cells_said or name in take.wanted.fields:
            return
        printed = "; ".join(cell for _, cell in cells_said)
        value = take.one(name, lambda _: _valued(name, [cell for _, cell in cells_said], about))
        if value and take.holds(name, value):
            take.wanted.fields[name] = (value, printed)
            if name == "date":
                self._past(take, name, value)

    def _both(self, take: "_Taking", about: int | None) -> None:
        """Day and number of the letter in one cell."""
        for heading, cell in take.said.get("date_number", ()):
            day, rest = cells.day_within(cell, about)
            if day:
                take.wanted.fields["date"] = (day, cell)
            if rest and take.holds("reference_number", rest):
                take.wanted.fields["reference_number"] = (rest, cell)
            if not day and not rest:
                take.wrong(Fault.NO_DAY, heading, said=cell)

    def _past(self, take: "_Taking", target: str, day: int) -> None:
        if day > self._today:
            take.wrong(Fault.FUTURE, take.heading(target), day=day_of(day).isoformat())

    def _place(self, take: "_Taking") -> None:
        for name in ("box", "folder", "casefile", "batch"):
            said = " ".join(" ".join(cell.split()) for _, cell in take.said.get(name, ()))
            if len(said) > LONGEST_NUMBER:
                take.wrong(Fault.TOO_LONG, take.heading(name), most=LONGEST_NUMBER)
            elif said:
                setattr(take.wanted, name, said)
        if take.wanted.folder and not take.wanted.box:
            take.wanted.problems.append(Problem(Fault.FOLDER_ALONE))

    def _book(self, take: "_Taking", about: int | None, received: int) -> None:
        """Its line in a book, where it has a number there or a column of them."""
        direction = take.one("direction", cells.way) or self._mapping.direction
        has_numbers = "agenda_number" in self._places.values()
        if direction == "legacy" or not has_numbers:
            return
        number = take.one("agenda_number", cells.whole)
        if number is None:
            if not take.said.get("agenda_number"):
                take.wanted.problems.append(Problem(Fault.NO_AGENDA))
            return
        day = int(take.wanted.fields.get("date", (0, ""))[0])
        year = about or (received or day) // 10_000
        if not year:
            take.wanted.problems.append(Problem(Fault.NO_BOOK_YEAR))
            return
        if received and received // 10_000 != year:
            take.wrong(Fault.OTHER_YEAR, take.heading("received"), day=day_of(received).isoformat(), year=year)
        how = take.one("handling", cells.handling) or ("done" if direction == "incoming" else "information")
        register = next((cell for _, cell in take.said.get("register", ())), "")
        take.wanted.line = Line(direction, year, number, received, register, how)

    def _pattern(self, found: Wanted, received: int) -> str:
        """The pattern of the mapping with what this row says; "" where it lacks something that the pattern asks for."""
        line = found.line
        day = int(found.fields.get("date", (0, ""))[0])
        values = {name: value for name, (value, _) in found.fields.items() if isinstance(value, str | int)}
        values |= {"received": received, "box": found.box, "folder": found.folder, "key": found.key}
        values |= {"date_year": day // 10_000, "received_year": received // 10_000}
        if line:
            values |= {"agenda_number": line.number, "book_year": line.year, "direction": line.direction}
        lacks = False

        def put(match: re.Match[str]) -> str:
            nonlocal lacks
            value = values.get(match[1])
            lacks = lacks or not value
            wide = int(match[2] or 0)
            return str(value or "").replace("/", "-").zfill(wide)

        made = re.sub(r"\{(\w+)(?::0?(\d{1,2}))?\}", put, self._mapping.files)
        return "" if lacks else made


class _Taking:
    """The cells of a row by what they are, on their way into what the row wants."""

    def __init__(self, wanted: Wanted, said: dict[str, list[tuple[str, str]]]) -> None:
        self.wanted, self.said = wanted, said

    def heading(self, target: str) -> str:
        return next((heading for heading, _ in self.said.get(target, ())), target)

    def wrong(self, fault: Fault, heading: str, **params: Any) -> None:
        self.wanted.problems.append(Problem(fault, {"column": heading} | params))

    def one(self, target: str, read: Callable[[str], Any]) -> Any:
        """What the first cell of a kind says; None where there is none or it cannot be read, which is noted."""
        for heading, cell in self.said.get(target, ())[:1]:
            try:
                return read(cell)
            except Misread as error:
                self.wrong(error.fault, heading, **error.params)
        return None

    def holds(self, name: str, value: Any) -> bool:
        """Whether a field may hold this; if not, that is noted."""
        try:
            demand_values({name: value})
        except LontarError as error:
            self.wrong(Fault.NO_VALUE, self.heading(name), why=str(error))
            return False
        return True

    def checked(self, target: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except LontarError as error:
            self.wrong(Fault.NO_VALUE, self.heading(target), why=str(error))
            return None


def _valued(name: str, said: Sequence[str], about: int | None) -> Any:
    match KINDS[name]:
        case "day":
            return cells.day(said[0], about)
        case "count":
            return cells.count(said[0])
        case "names":
            return [one for cell in said for one in cells.names(cell)]
        case _:
            return " ".join(" ".join(cell.split()) for cell in said)


def _notes(said: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A column that is not called a remark says what it is."""
    for heading, cell in said:
        own = plain(heading) in KNOWN["note"] and len(said) == 1
        yield (cell if own else f"{heading}: {cell}")[:LONGEST_NOTE]


def _listed(said: Sequence[tuple[str, str]]) -> list[str]:
    return [one.strip() for _, cell in said for one in re.split(r"[;,\n]", cell) if one.strip()]
