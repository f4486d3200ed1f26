"""What lies in a case file, as one person may read it: its letters in order, how many, of which days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter, values_of
from store.contract import Row
from store.pieces import pieces

AT_ONCE = 500
MOST = 10_000
"""Letters of one case file that a page or a list shows."""
COUNTED = ("fields", "files", "grants", "withdrawn", "direction")
"""Members of a letter that a summary needs."""


@dataclass(frozen=True)
class Summary:
    """`first` and `last`: days yyyymmdd (0: none of them has one); `sheets`: pages that were counted; `ways`: how its
    letters came (schemas/letter.py: WAYS)."""

    letters: int = 0
    sheets: int = 0
    first: int = 0
    last: int = 0
    ways: tuple[str, ...] = ()


def letters_in(house: House, reader: Reader, casefile: str, *, fields: tuple[str, ...] | None = None) -> Iterator[Row]:
    """The letters of a case file that the reader may read, in no order; withdrawn ones are not among them."""
    where, order = {"casefile": casefile}, [("added_at", -1)]
    wanted = None if fields is None else (*fields, "added_at")
    for rows in pieces(house.store, Letter, where, order, AT_ONCE, fields=wanted):
        yield from (row for row in rows if may_see(reader, row) and not row.get("withdrawn"))


def contents(house: House, reader: Reader, casefile: str) -> list[Row]:
    """The same by their days, those without one last; at most MOST."""
    found = []
    for row in letters_in(house, reader, casefile):
        found.append(row)
        if len(found) == MOST:
            break
    return sorted(found, key=_order)


def summary(rows: Iterable[Row]) -> Summary:
    letters = sheets = 0
    days: list[int] = []
    ways: dict[str, None] = {}
    for row in rows:
        letters += 1
        sheets += sum(len(file.get("leaves") or ()) or file.get("pages") or 0 for file in row["files"])
        ways[row["direction"]] = None
        if day := values_of(row).get("date"):
            days.append(int(day))
    return Summary(letters, sheets, min(days, default=0), max(days, default=0), tuple(sorted(ways)))


def summary_of(house: House, reader: Reader, casefile: str) -> Summary:
    return summary(letters_in(house, reader, casefile, fields=COUNTED))


def _order(row: Row) -> tuple[int, str, str]:
    values = values_of(row)
    return int(values.get("date") or 99_999_999), str(values.get("reference_number") or ""), row["_id"]
