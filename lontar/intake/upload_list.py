"""The list of what was brought in: taken off it by a person, or by time.

Letters that came of it stay; what is half sent can no longer be carried on.
"""

from contextlib import suppress
from datetime import timedelta

from lontar.intake.partials import Partials
from lontar.intake.uploads import finish
from lontar.wiring import House
from office.access import Reader, reader_of
from schemas.errors import Conflict, LontarError, NotFound
from schemas.stored import now
from schemas.upload import Upload
from store.contract import Row
from store.removal import removed

LEFT_SECONDS = 60.0
"""An upload that is whole and was not handed on for so long was left by its sender, or by a server that died."""
ORPHAN_SECONDS = 24 * 3600.0


def discard(house: House, reader: Reader, id: str | None = None) -> None:
    """Take one of a person's uploads with all its parts off the list, or all that have ended; letters stay.

    Raises NotFound, Conflict (it is going on at this moment)."""
    rows = house.store.find(Upload, {"person": reader.person}, sort=[("made_at", -1)], limit=10_000)
    groups = {row["group"] for row in rows if row["_id"] == id or (id is None and row["state"] != "uploading")}
    if id is not None and not groups:
        raise NotFound(what="Upload")
    kept = _forget(house, [row for row in rows if row["group"] in groups])
    if id is not None and kept:
        raise Conflict(what=kept[0])


def _forget(house: House, rows: list[Row]) -> list[str]:
    """Names of those that somebody went on with at this moment, and that stay therefore."""
    kept = []
    for row in rows:
        if removed(house.store, Upload, row):
            Partials(house.settings.home).remove(row["_id"])
        else:
            kept.append(str(row["name"]))
    return kept


def sweep(house: House) -> None:
    """Hand on what is whole but was left, forget what is too old, remove files that belong to nothing.

    Safe to run in several processes."""
    _forget_old(house)
    _hand_on_left(house)
    _remove_orphans(house)


def _forget_old(house: House) -> None:
    old = now() - timedelta(days=house.settings.web.upload_days)
    for state in ("uploading", "stored", "duplicate", "rejected"):
        rows = house.store.find(Upload, {"state": state, "made_at": {"$lt": old}}, sort=[("made_at", -1)], limit=1000)
        _forget(house, [row for row in rows if row["changed_at"] < old])


def _hand_on_left(house: House) -> None:
    left = now() - timedelta(seconds=LEFT_SECONDS)
    for row in house.store.find(Upload, {"state": "uploading"}, sort=[("made_at", -1)], limit=1000):
        if row["offset"] == row["size"] and row["changed_at"] < left:
            with suppress(LontarError):  # another try at the next sweep, until it is too old
                finish(house, Upload.unpacked(row), reader_of(house.store, row["person"]))


def _remove_orphans(house: House) -> None:
    """Files of uploads that have ended, or that the store never heard of."""
    partials = Partials(house.settings.home)
    lost = partials.older_than(ORPHAN_SECONDS)
    known = house.store.get_many(Upload, lost)
    for id in lost:
        if known.get(id, {}).get("state") != "uploading":
            partials.remove(id)
