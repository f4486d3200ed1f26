"""Where each case file is in its life: active, inactive, due; what falls due soon; what has no row of the schedule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from archive.schedule import Rule, Schedule
from archive.terms import Terms, months_later, terms
from lontar.retention.schedule import schedule
from lontar.wiring import House
from office.access import Reader, may_see
from office.days import day_at, zone_in
from schemas.casefile import CaseFile
from schemas.day import day_number
from schemas.errors import NotAmong
from schemas.letter import Letter
from schemas.proposal import FATES
from schemas.stored import now
from schemas.times import in_utc
from schemas.unit import Unit
from store.contract import Row
from store.pieces import pieces

STANDINGS = ("due", "soon", "inactive", "active", "unscheduled", "idle")
"""Which list: its fate may come; it comes within some months; kept but out of use; in use; closed without a row of the
schedule; open, and nothing came into it for years."""
MONTHS, MOST_MONTHS = 12, 600
IDLE_YEARS = 3
"""So long nothing came into an open case file that stands in the list of those to be closed."""
AT_ONCE = 500


@dataclass(frozen=True)
class Life:
    """A case file with its row of the schedule and its days; both None without a row, or while it is open."""

    row: Row
    rule: Rule | None
    terms: Terms | None
    standing: str
    unit: Row

    @property
    def fate(self) -> str:
        """What an appraisal said, else the schedule; "" where neither says anything."""
        return str(self.row.get("fate") or (self.rule.fate if self.rule else ""))

    def as_dict(self) -> dict[str, Any]:
        """As `lontar retention --json` and the JSON API give it."""
        row = self.row
        return {
            "id": row["_id"],
            "unit": self.unit.get("code", row["unit"]),
            **{name: row[name] for name in ("number", "code", "title", "state")},
            "closed_at": in_utc(row["closed_at"]) if row.get("closed_at") else None,
            "standing": self.standing,
            "fate": self.fate or None,
            "years": self.rule.years if self.rule else None,
            "inactive": self.terms.inactive if self.terms else None,
            "due": self.terms.due if self.terms else None,
            "legal_hold": row.get("legal_hold"),
            "kept_for_ever": bool(row.get("kept_for_ever")),
        }


def life_of(row: Row, unit: Row, by: Schedule, today: int) -> Life:
    """Of a case file that is not destroyed. `today`: yyyymmdd."""
    if row["state"] == "open" or not row.get("closed_at"):
        return Life(row, by.rule(row["code"]), None, "open", unit)
    rule = by.rule(row["code"])
    if rule is None:
        return Life(row, None, None, "unscheduled", unit)
    found = terms(rule, day_at(row["closed_at"], zone_in(unit)))
    return Life(row, rule, found, found.standing(today), unit)


def lives(house: House, reader: Reader, which: str = "due", *, months: int = MONTHS, fate: str = "") -> list[Life]:
    """One of the lists over the reader's units, what is due first at its head.

    `months`: for "soon". What is kept for ever, and what was done with, is in none. Raises NotAmong."""
    if which not in STANDINGS:
        raise NotAmong(what="The list", known=", ".join(STANDINGS))
    if fate and fate not in FATES:
        raise NotAmong(what="The fate", known=", ".join(FATES))
    if not 1 <= months <= MOST_MONTHS:
        raise NotAmong(what="The months", known=f"1 to {MOST_MONTHS}")
    if which == "idle":
        return _idle(house, reader)
    by, at = schedule(house), now()
    found = []
    for row, unit in _closed(house, reader):
        today = day_at(at, zone_in(unit))
        one = life_of(row, unit, by, day_number(today))
        if _is_in(one, which, months, today) and fate in ("", one.fate):
            found.append(one)
    return sorted(found, key=lambda one: (one.terms.due if one.terms else 0, one.row["number"]))


def one_life(house: House, row: Row) -> Life:
    """Of one case file, today."""
    unit = house.store.get(Unit, row["unit"]) or {}
    return life_of(row, unit, schedule(house), day_number(day_at(now(), zone_in(unit))))


def _is_in(one: Life, which: str, months: int, today: date) -> bool:
    if which == "soon":
        return one.terms is not None and one.standing != "due" and one.terms.due <= months_later(today, months)
    return one.standing == which


def _closed(house: House, reader: Reader) -> Iterator[tuple[Row, Row]]:
    for row, unit in _of_state(house, reader, "closed"):
        if not row.get("kept_for_ever"):
            yield row, unit


def _of_state(house: House, reader: Reader, state: str) -> Iterator[tuple[Row, Row]]:
    units: dict[str, Row] = {}
    for rows in pieces(house.store, CaseFile, {"state": state}, [("made_at", -1)], AT_ONCE):
        seen = [row for row in rows if may_see(reader, row)]
        units |= house.store.get_many(Unit, sorted({row["unit"] for row in seen} - set(units)))
        for row in seen:
            yield row, units.get(row["unit"], {})


def _idle(house: House, reader: Reader) -> list[Life]:
    """Open ones into which nothing came for years, the longest first; they are to be closed before their time runs."""
    until, found = now() - timedelta(days=365 * IDLE_YEARS + 1), []
    for row, unit in _of_state(house, reader, "open"):
        latest = _latest(house, row)
        if latest < until:
            found.append((latest, Life(row, None, None, "idle", unit)))
    return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].row["number"]))]


def _latest(house: House, row: Row) -> datetime:
    """When the last letter came into the archive that is in it; when it was made, where there is none."""
    found = house.store.find(Letter, {"casefile": row["_id"]}, sort=[("added_at", -1)], limit=1, fields=("added_at",))
    at: datetime = found[0]["added_at"] if found else row["made_at"]
    made: datetime = row["made_at"]
    return max(at, made)
