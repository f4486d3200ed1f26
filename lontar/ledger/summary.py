"""Summaries as they are to stand: units counted anew, their positions with them, and the branches they are in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Self

from lontar.ledger.calendar import Calendar
from lontar.ledger.counting import counted
from lontar.ledger.counts import Counts, added, change_of
from lontar.ledger.secrets import in_unit
from schemas.ledger_count import LedgerCount
from schemas.secret_line import SecretLine
from schemas.unit import Unit
from store.changes import Changes, PutRow
from store.contract import Row, Store

MOST = 10_000
"""Units, and positions of one unit."""


class Summary:
    """What is to be written of the summaries; each is read once, and written where it is another one now."""

    def __init__(self, store: Store, calendar: Calendar) -> None:
        self._store, self._calendar = store, calendar
        self._stood: dict[str, Row] = {}
        self._rows: dict[str, Row] = {}

    def changes(self) -> Changes:
        puts = [PutRow(LedgerCount, row) for id, row in self._rows.items() if row != self._stood.get(id)]
        return Changes(puts=tuple(puts))

    def with_units(self, units: Sequence[str], secret: Changes | None = None) -> Self:
        """Units counted as they stand now; `secret`: what changes of secret lines in the same commit."""
        paths = {id: row.get("path") or [id] for id, row in self._store.get_many(Unit, units).items()}
        for unit in units:
            found = counted(self._store, self._calendar, unit, self._secret_in(unit, secret or Changes()))
            change = change_of(self._read("unit", unit)["counts"], found.unit)
            self._write(self._read("unit", unit), found.unit)
            for above in paths.get(unit, [unit]):
                branch = self._read("branch", above)
                self._write(branch, added(branch["counts"], change))
            stood = self._store.find(LedgerCount, {"kind": "position", "unit": unit}, limit=MOST)
            self._keep(stood)
            for position in {*found.positions, *(row["position"] for row in stood)}:
                self._write(self._read("position", unit, position), found.positions.get(position, Counter()))
        return self

    def with_branches(self) -> Self:
        """All branches from the units that stand: their tree may be another one."""
        units = self._store.find(Unit, None, limit=MOST, fields=("path",))
        self._keep(self._store.find(LedgerCount, {"kind": "unit"}, limit=MOST, sort=[("unit", 1)]))
        self._keep(self._store.find(LedgerCount, {"kind": "branch"}, limit=MOST, sort=[("unit", 1)]))
        sums: dict[str, Counts] = {unit["_id"]: Counter() for unit in units}
        for unit in units:
            counts = self._read("unit", unit["_id"])["counts"]
            for above in unit.get("path") or [unit["_id"]]:
                if above in sums:
                    sums[above].update(counts)
        for id, total in sums.items():
            self._write(self._read("branch", id), total)
        return self

    def _secret_in(self, unit: str, change: Changes) -> set[str]:
        rows = {row["_id"]: row for row in in_unit(self._store, unit)}
        rows |= {put.row["_id"]: put.row for put in change.puts if isinstance(put, PutRow) and put.kind is SecretLine}
        gone = {remove.id for remove in change.removes if remove.kind is SecretLine}
        return {row["letter"] for id, row in rows.items() if row["unit"] == unit and id not in gone}

    def _keep(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row["_id"] not in self._rows:
                self._stood[row["_id"]] = self._rows[row["_id"]] = row

    def _read(self, kind: str, unit: str, position: str | None = None) -> Row:
        id = LedgerCount.key(kind, unit, position)
        if id not in self._rows:
            row = self._store.get(LedgerCount, id)
            if row:
                self._stood[id] = row
            of = {"position": position} if position else {}
            self._rows[id] = (
                row or {"_id": id, "version": 0, "schema": 1, "kind": kind, "unit": unit, "counts": {}} | of
            )
        return self._rows[id]

    def _write(self, row: Row, counts: Counts) -> None:
        self._rows[row["_id"]] = row | {"counts": dict(counts)}
