"""Tables that an office edits in a spreadsheet: CSV with a heading, read with every fault named by its line."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

LARGEST = 1024 * 1024
"""Bytes of one table; the whole new classification of an office is a tenth of it."""


class Sentence(StrEnum):
    """What can be wrong in a table; templates that are also message ids of the translation catalogue."""

    NO_UTF8 = "the file is not UTF-8; save it as CSV UTF-8"
    TOO_LARGE = "the table is larger than %(bytes)s bytes; take out what does not belong to it"
    NO_CSV = "this is not CSV: %(why)s"
    HEADING = "the first line must be: %(columns)s"
    EMPTY = "the table has no line below its heading; add one"
    MISSING = "%(column)s is empty; fill it in"
    TOO_LONG = "%(column)s has more than %(most)s characters; shorten it"
    TOO_MANY_CELLS = "there are more cells than columns; put text that holds a comma in quotes"
    TWICE = "the code %(code)s stands in line %(first)s already"
    NO_PARENT = "there is no unit %(code)s"
    NO_POSITION = "there is no position %(code)s"
    TWO_HEADS = "the unit %(unit)s is headed by %(code)s already; leave the mark with one of them"
    CIRCLE = "%(code)s stands above itself; name another superior"
    STILL_HELD = "%(code)s is still held, or acted in, by %(name)s; end that first"
    NO_YES = "%(column)s must be yes or empty"
    OTHERWISE = "line %(first)s says something else of %(login)s; leave name, roles and unit empty here"
    NO_ONE = "%(login)s has no account yet; fill in name, roles and unit"
    CLOSED = "%(code)s is closed; open it again first"
    NOT_ACTIVE = "the account of %(login)s is disabled; enable it first"
    OCCUPIED = "%(code)s is taken in that time by %(name)s (%(since)s to %(until)s); change the days"
    NEEDS_POSITION = "since and until say nothing without a position; name it"
    LAST_ADMINISTRATOR = "the office would have no administrator; leave the role with somebody"
    SECOND_TOP = "only one unit can stand at the top; name its parent"
    BELOW_ITSELF = "%(code)s stands below itself or below a faulty line"
    MALFORMED = "%(why)s"
    NO_DATE = "%(column)s must be a date such as 2023-01-31"
    NO_YEARS = "%(column)s must be whole years, 0 to %(most)s"
    ENDS_FIRST = "until lies before since; change one of them"
    UNKNOWN_CODE = "the code %(code)s has no meaning here; use one of %(codes)s"
    CODE_MISSING = "the code %(code)s is missing; add its line"
    TOO_MANY_DAYS = "from since to until there are more than %(most)s days; write them in several lines"
    NO_NAME = "the item needs a number, a reference number or a description; fill one in"
    ITEM_TWICE = "the same item stands in line %(first)s already; give it a number of its own"
    NO_DAY = "%(column)s is no date; write it as 22-11-1971 or 22 November 1971"
    NO_NUMBER = "%(column)s must be a whole number from 1 to %(most)s"
    HAS_A_LETTER = "this item is scanned already; its box and folder stay as they are"
    TOO_MANY_LINES = "a batch has at most %(most)s items; make another batch for the rest"
    UNKNOWN_GROUP = "the group %(group)s is none of %(groups)s"
    ALIAS_TAKEN = "%(alias)s also means the entry in line %(first)s; leave it with one of them"


@dataclass(frozen=True)
class Fault:
    """What is wrong in one line of a table (1 is the first line of the file)."""

    line: int
    template: Sentence
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return self.template % self.params


@dataclass(frozen=True)
class Line:
    """One line below the heading: its number in the file and its cells by column, without spaces around them."""

    number: int
    cells: dict[str, str]


def decoded(content: bytes) -> tuple[str, tuple[Fault, ...]]:
    """The text of a file as spreadsheets save it."""
    if len(content) > LARGEST:
        return "", (Fault(1, Sentence.TOO_LARGE, {"bytes": LARGEST}),)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return "", (Fault(content[: error.start].count(b"\n") + 1, Sentence.NO_UTF8),)


def read(
    text: str, needed: Sequence[str], optional: Sequence[str] = (), called: Mapping[str, str] | None = None
) -> tuple[list[Line], list[Fault]]:
    """The lines of a table, apart by comma or semicolon; lines that are empty or begin with # are passed over.
    `called`: what else columns may be called in the heading.

    With a wrong heading there are no lines."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_comma(text))
    heading: list[str] = []
    lines: list[Line] = []
    faults: list[Fault] = []
    begin = 1
    try:
        for cells in reader:
            number, begin = begin, reader.line_num + 1
            stripped = [cell.strip() for cell in cells]
            if not any(stripped) or stripped[0].startswith("#"):
                continue
            if not heading:
                heading = [(called or {}).get(cell.lower(), cell.lower()) for cell in stripped]
                if not _fits(heading, needed, optional):
                    columns = ", ".join([*needed, *(f"[{name}]" for name in optional)])
                    return [], [Fault(number, Sentence.HEADING, {"columns": columns})]
            elif any(stripped[len(heading) :]):
                faults.append(Fault(number, Sentence.TOO_MANY_CELLS))
            else:
                padded = [*stripped, *[""] * len(heading)]
                lines.append(Line(number, dict(zip(heading, padded, strict=False))))
    except csv.Error as error:
        faults.append(Fault(reader.line_num, Sentence.NO_CSV, {"why": str(error)}))
    if not heading and not faults:
        faults.append(Fault(1, Sentence.HEADING, {"columns": ", ".join(needed)}))
    return lines, faults


def _comma(text: str) -> str:
    """What separates the cells of the heading: spreadsheets in Indonesian write semicolons."""
    heading = next(
        (line for line in text.splitlines() if line.strip() and not line.lstrip("\ufeff").startswith("#")), ""
    )
    return ";" if heading.count(";") > heading.count(",") else ","


def _fits(heading: list[str], needed: Sequence[str], optional: Sequence[str]) -> bool:
    while heading and not heading[-1]:
        heading.pop()
    known = set(needed) | set(optional)
    return set(needed) <= set(heading) <= known and len(set(heading)) == len(heading)
