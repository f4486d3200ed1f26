"""Who is told of what a position is asked: whoever acts in it now, and for the head of a unit whoever heads it."""

from collections.abc import Iterable
from datetime import datetime

from office.holders import head_of, holders
from schemas.assignment import HEAD
from schemas.position import Position
from store.contract import Store


class Recipients:
    """Of one moment; each position is looked up once."""

    def __init__(self, store: Store, at: datetime) -> None:
        self._store, self._at = store, at
        self._people: dict[str, str | None] = {}
        self._heads: dict[str, str | None] = {}

    def of(self, position: str) -> str | None:
        """The person; for a vacant position the one who heads its unit, or the nearest unit above with somebody.
        `position`: also that of a root (schemas/assignment.py: HEAD). None: there is nobody up to the top."""
        if position.startswith(HEAD):
            return self.head(position.removeprefix(HEAD))
        if position not in self._people:
            self.look([position])
        return self._people[position]

    def look(self, positions: Iterable[str]) -> None:
        """Look many up at once."""
        wanted = [one for one in positions if one not in self._people and not one.startswith(HEAD)]
        rows = self._store.get_many(Position, wanted)
        for position, holder in holders(self._store, wanted, self._at).items():
            unit = rows.get(position, {}).get("unit")
            self._people[position] = holder.person if holder else self.head(unit) if unit else None

    def acting(self, position: str) -> str | None:
        """Who acts in a position themselves; None: it is vacant."""
        found = holders(self._store, [position], self._at)[position]
        return found.person if found else None

    def head(self, unit: str) -> str | None:
        """Who heads a unit, or the nearest above it that somebody heads."""
        if unit not in self._heads:
            row = head_of(self._store, unit, self._at)
            found = holders(self._store, [row["_id"]], self._at)[row["_id"]] if row else None
            self._heads[unit] = found.person if found else None
        return self._heads[unit]
