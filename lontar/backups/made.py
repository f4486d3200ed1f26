"""The backups that were made from here, the latest first."""

from typing import Any

from lontar.wiring import House
from schemas.backup import Backup
from schemas.times import in_utc
from store.contract import Row

MOST = 20
NAMES = ("file", "bytes", "parts", "damaged", "encrypted", "sealed", "chain")


def backups(house: House, most: int = MOST) -> list[Row]:
    """The last ones."""
    return house.store.find(Backup, sort=[("made_at", -1)], limit=most)


def last(house: House) -> dict[str, Any] | None:
    """The last one, as `said`; None: none was made."""
    return next((said(row) for row in backups(house, 1)), None)


def said(row: Row) -> dict[str, Any]:
    """A backup as the JSON API gives it."""
    return {"id": row["_id"], "made_at": in_utc(row["made_at"]), "on": row.get("on")} | {one: row[one] for one in NAMES}
