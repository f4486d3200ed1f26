"""How far a batch is, in numbers told from an index, and the items behind each number."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lontar.digitising.items import SAID
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.errors import NotAmong
from schemas.item import STATES, Item
from schemas.letter import Letter, values_of
from store.contract import Row, key_of

LISTS = ("expected", "scanned", *STATES[1:], "missing", "surplus", "unexplained")
"""What a list of items may be of: as many as the number of that name says."""
PIECE = 100


@dataclass(frozen=True)
class Counts:
    """`expected` items of the manifest; `scanned`: letters that came in, each of which is `waiting`, `read`,
    `doubtful` or `failed`; `missing` items, `surplus` letters; `unexplained`: what stands in the way of closing."""

    expected: int
    scanned: int
    waiting: int
    read: int
    doubtful: int
    failed: int
    missing: int
    surplus: int
    unexplained: int

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def counts(house: House, batch: Row) -> Counts:
    of = {"batch": batch["_id"]}
    by = house.store.tally(Item, "state", of)
    expected, total = house.store.count(Item, of | {"expected": True}), sum(by.values())
    missing = by.get("missing", 0)
    return Counts(
        expected=expected,
        scanned=total - missing,
        waiting=by.get("waiting", 0),
        read=by.get("read", 0),
        doubtful=by.get("doubtful", 0),
        failed=by.get("failed", 0),
        missing=missing,
        surplus=total - expected,
        unexplained=house.store.count(Item, of | {"asks": True}),
    )


@dataclass(frozen=True)
class Listed:
    """Items in their order; `after`: where the next ones begin, None when these are the last."""

    rows: Sequence[dict[str, Any]]
    after: str | None


def listed(
    house: House, reader: Reader, batch: Row, of: str, *, after: str | None = None, limit: int = PIECE
) -> Listed:
    """The items behind a number (LISTS), as `item_said` gives them."""
    sort, where = [("line", 1)], {"batch": batch["_id"]} | _where(of)
    line, _, id = (after or "").partition(":")
    begin = [int(line), id] if line.isdecimal() and len(line) < 10 else None
    found = house.store.find(Item, where, sort=sort, limit=limit + 1, after=begin)
    shown = found[:limit]
    place = ":".join(map(str, key_of(shown[-1], sort))) if len(found) > limit else None
    return Listed(items_said(house, reader, shown), place)


def items_said(house: House, reader: Reader, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Items as the JSON API and `lontar batch --list` give them. A letter that the reader may not read is `restricted`:
    that something was scanned is counted, which letter it is stays unsaid."""
    letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows if row.get("letter")}))
    ids = sorted({row["suggested"] for row in rows if row.get("suggested")})
    proposed = house.store.get_many(Item, ids)
    return [_said(reader, row, letters.get(row.get("letter") or ""), proposed) for row in rows]


def _said(reader: Reader, row: Row, letter: Row | None, proposed: dict[str, Row]) -> dict[str, Any]:
    is_mine = letter is not None and may_see(reader, letter)
    other = proposed.get(row.get("suggested") or "") if is_mine else None
    return {
        "id": row["_id"],
        "expected": row["expected"],
        "state": row["state"],
        "place": row.get("place"),
        **{name: row.get(name) for name in SAID},
        "letter": _letter(letter) if letter is not None and is_mine else None,
        "restricted": bool(row.get("letter")) and not is_mine,
        "explained": row.get("explained"),
        "unexplained": row["asks"],
        "suggested": {"id": other["_id"], **{name: other.get(name) for name in SAID}} if other else None,
    }


def _letter(row: Row) -> dict[str, Any]:
    values = values_of(row)
    names = ("reference_number", "date", "subject")
    return {"id": row["_id"], "file": row["files"][0]["name"]} | {name: values.get(name) for name in names}


def _where(of: str) -> dict[str, Any]:
    """Raises NotAmong."""
    if of not in LISTS:
        raise NotAmong(what="list", known=", ".join(LISTS))
    found = {"expected": {"expected": True}, "surplus": {"expected": False}, "unexplained": {"asks": True}}
    return found.get(of) or ({"scanned": True} if of == "scanned" else {"state": of})
