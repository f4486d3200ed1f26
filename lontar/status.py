"""How the archive is: what waits, what failed, how large everything is."""

from typing import Any

from lontar.followers import events_behind
from lontar.wiring import House
from paper import libreoffice
from schemas.errors import Unavailable
from schemas.letter import Letter, name_of
from schemas.work import Work

FAILED = 20  # letters that failed, the latest, are named


def status(house: House) -> dict[str, Any]:
    """Counts by state, failures with their reason, the queue, sizes in bytes, whether .docx and .odt can be printed.

    Of all letters: not for everybody."""
    fields, latest = ("files", "error"), [("added_at", -1)]
    failed = house.store.find(Letter, {"stage": "failed"}, sort=latest, limit=FAILED, fields=fields)
    return {
        "letters": house.store.tally(Letter, "stage"),
        "work": house.store.tally(Work, "state"),
        "failed": [{"id": row["_id"], "file": name_of(row), "error": row.get("error") or None} for row in failed],
        "queue": house.queue.state(),
        "index": index_status(house),
        "store": house.store.sizes(),
        "libreoffice": libreoffice.command() is not None,
    }


def index_status(house: House) -> dict[str, Any]:
    """Letters in the index, events it has yet to follow, bytes; or why it cannot be asked. The rest of the archive
    works without it."""
    try:
        found = {"letters": house.index.count(), "events_behind": events_behind(house), "bytes": house.index.size()}
        return found | {"error": None}
    except Unavailable as error:
        return {"letters": None, "events_behind": None, "bytes": None, "error": error.as_dict()}
