"""The letters that a search finds as rows of a table, one after the other, however many they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lontar.errors import TooManyToExport
from lontar.finding.requested import Filters, checked_request
from lontar.indexed import state_of, unit_rows, verdict_of
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter, values_of
from search.contract import Request
from store.contract import Row

MOST = 10_000
"""Letters of one table: as deep as a list by relevance goes, and some hundred pages of paper."""
PIECE = 200


def exported(
    house: House, reader: Reader, query: str, *, filters: Filters, sort: str, **how: Any
) -> Iterator[dict[str, Any]]:
    """A row for each letter, in the order of the list: reference_number, date (yyyymmdd), subject, sender, recipients
    (a list), unit (its name), state, verdict, id; `how` as `lontar.find.find` takes it. A letter that comes while
    the table is written may be missing in it.

    Raises WrongUse, NotFound, and TooManyToExport before the first row."""
    request, _ = checked_request(house, reader, query, filters=filters, sort=sort, limit=PIECE, **how)
    first = house.index.search(request)
    if first.total > MOST:
        raise TooManyToExport(total=first.total, most=MOST)
    return _rows(house, reader, request)


def _rows(house: House, reader: Reader, request: Request) -> Iterator[dict[str, Any]]:
    cursor: str | None = ""
    while cursor is not None:
        result = house.index.search(replace(request, after=cursor or None))
        letters = house.store.get_many(Letter, result.hits)
        units = unit_rows(house, {letter["unit"] for letter in letters.values()})
        found = (letters[id] for id in result.hits if id in letters)
        yield from (_row(letter, units) for letter in found if may_see(reader, letter))
        cursor = result.cursor


def _row(letter: Row, units: Mapping[str, Row]) -> dict[str, Any]:
    values = values_of(letter)
    recipients: Sequence[str] = values.get("recipients") or []
    found = {name: values.get(name) for name in ("reference_number", "date", "subject", "sender")}
    unit = units.get(letter["unit"], {}).get("name", letter["unit"])
    said = {"state": state_of(letter), "verdict": verdict_of(letter), "id": letter["_id"]}
    return found | {"recipients": recipients, "unit": unit} | said
