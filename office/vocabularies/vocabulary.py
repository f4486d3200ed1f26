"""A vocabulary: read from its file with every fault named by line, and asked for names, codes and spellings."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from office.tables import Fault, Line, Sentence, read
from office.vocabularies.entry import COLUMNS, DAYS, MOST_DAYS, NEEDED, OPTIONAL, Entry, Kind

LONGEST = 200


@dataclass(frozen=True)
class Vocabulary:
    """Entries in the order of the file, which is the order of every list. With `faults` it must not be used.

    `own`: from the office's file rather than the one shipped."""

    kind: Kind
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()
    own: bool = False

    def on(self, day: date) -> tuple[Entry, ...]:
        """The entries in use on a day."""
        return tuple(entry for entry in self.entries if entry.in_use(day))

    def find(self, said: str, day: date | None = None) -> Entry | None:
        """The entry with this code, Indonesian or English name, or alias; case does not matter.

        Of several (old and new) the one in use on `day`, else the first."""
        wanted = said.strip().casefold()
        found = [entry for entry in self.entries if wanted in _spellings(entry)]
        used = [entry for entry in found if day is not None and entry.in_use(day)]
        return next(iter(used or found), None)

    def choices(self, language: str, day: date) -> tuple[tuple[str, str], ...]:
        """(code, name) of the entries in use, for a list to choose from."""
        return tuple((entry.code, entry.name(language)) for entry in self.on(day))

    def default(self, day: date) -> str:
        """The code that a new thing gets: the first in use. A vocabulary without faults has entries."""
        return next(iter(self.on(day) or self.entries)).code

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Of each entry its Indonesian name and its aliases."""
        return tuple((entry.indonesian, *entry.aliases) for entry in self.entries)

    def spellings(self) -> tuple[tuple[str, str], ...]:
        """(spelling in lower case, Indonesian name) of names and aliases, the longest spelling first: what reading
        fields looks for, so that "surat undangan" is met before "undangan"."""
        found = {spelling: entry.indonesian for entry in self.entries for spelling in _printed(entry)}
        return tuple(sorted(found.items(), key=lambda one: (-len(one[0]), one[0])))


def _printed(entry: Entry) -> Iterable[str]:
    return (spelling.casefold() for spelling in (entry.indonesian, *entry.aliases))


def _spellings(entry: Entry) -> set[str]:
    return {entry.code.casefold(), entry.english.casefold(), *_printed(entry)} - {""}


def read_vocabulary(kind: Kind, text: str, *, own: bool = False) -> Vocabulary:
    """A vocabulary from CSV, with its faults in the order of lines."""
    lines, faults = read(text, NEEDED, OPTIONAL)
    entries = []
    for line in lines:
        wrong = _faults_of(line)
        faults += wrong
        if not wrong:
            entries.append(_entry(line))
    faults += [*_twice(entries), *([] if kind.ambiguous else _ambiguous(entries)), *_wrong_codes(kind, entries)]
    if kind.days:
        faults += _wrong_days(entries)
    elif not lines and not faults:
        faults.append(Fault(1, Sentence.EMPTY))
    return Vocabulary(kind, tuple(entries), tuple(sorted(faults, key=lambda fault: fault.line)), own)


def write_vocabulary(vocabulary: Vocabulary) -> str:
    """The file again, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in vocabulary.entries:
        days = [day.isoformat() if day else "" for day in (one.since, one.until)]
        writer.writerow([one.code, one.indonesian, one.english, "|".join(one.aliases), one.group, *days])
    return out.getvalue()


def _faults_of(line: Line) -> list[Fault]:
    """What is wrong with a line by itself."""
    found = [
        Fault(line.number, Sentence.MISSING, {"column": column}) for column in NEEDED[:2] if not line.cells[column]
    ]
    for column, cell in line.cells.items():
        if len(cell) > LONGEST and column != "aliases":
            found.append(Fault(line.number, Sentence.TOO_LONG, {"column": column, "most": LONGEST}))
    days = {}
    for column in ("since", "until"):
        try:
            days[column] = _day(line.cells.get(column, ""))
        except ValueError:
            found.append(Fault(line.number, Sentence.NO_DATE, {"column": column}))
    since, until = days.get("since"), days.get("until")
    if since and until and until < since:
        found.append(Fault(line.number, Sentence.ENDS_FIRST))
    return found


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _entry(line: Line) -> Entry:
    cells = line.cells
    aliases = tuple(alias.strip() for alias in cells.get("aliases", "").split("|") if alias.strip())
    since, until = (_day(cells.get(column, "")) for column in ("since", "until"))
    group = cells.get("group", "")
    return Entry(cells["code"], cells["indonesian"], cells["english"], aliases, group, since, until, line.number)


def _twice(entries: list[Entry]) -> list[Fault]:
    """The same code may stand for two things only at different times, as 700 does in the old and the new scheme."""
    found, seen = [], dict[str, list[Entry]]()
    for entry in entries:
        before = seen.setdefault(entry.code.casefold(), [])
        first = next((one for one in before if _overlap(one, entry)), None)
        if first is not None:
            found.append(Fault(entry.line, Sentence.TWICE, {"code": entry.code, "first": first.line}))
        before.append(entry)
    return found


def _overlap(one: Entry, other: Entry) -> bool:
    first, last = date.min, date.max
    return (one.since or first) <= (other.until or last) and (other.since or first) <= (one.until or last)


def _ambiguous(entries: list[Entry]) -> list[Fault]:
    """An alias must lead to one entry."""
    found, seen = [], {entry.indonesian.casefold(): entry for entry in reversed(entries)}
    for entry in entries:
        for alias in entry.aliases:
            first = seen.setdefault(alias.casefold(), entry)
            if first.indonesian != entry.indonesian:
                found.append(Fault(entry.line, Sentence.ALIAS_TAKEN, {"alias": alias, "first": first.line}))
    return found


def _wrong_codes(kind: Kind, entries: list[Entry]) -> list[Fault]:
    """Codes that rules of the house know must stand as they are."""
    if not kind.codes:
        return []
    said = {"codes": ", ".join(kind.codes)}
    unknown = [entry for entry in entries if entry.code not in kind.codes]
    missing = [code for code in kind.codes if code not in {entry.code for entry in entries}]
    found = [Fault(entry.line, Sentence.UNKNOWN_CODE, {"code": entry.code} | said) for entry in unknown]
    return found + [Fault(1, Sentence.CODE_MISSING, {"code": code}) for code in missing if entries]


def _wrong_days(entries: list[Entry]) -> list[Fault]:
    """Days need a first one, an end that is near, and what they are."""
    found = []
    for one in entries:
        if one.since is None:
            found.append(Fault(one.line, Sentence.MISSING, {"column": "since"}))
        elif one.until and (one.until - one.since).days >= MOST_DAYS:
            found.append(Fault(one.line, Sentence.TOO_MANY_DAYS, {"most": MOST_DAYS}))
        if one.group not in DAYS:
            found.append(Fault(one.line, Sentence.UNKNOWN_GROUP, {"group": one.group, "groups": ", ".join(DAYS)}))
    return found
