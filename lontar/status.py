"""How the archive is: what waits, what failed, what needs somebody, how large everything is."""

from typing import Any

from lontar import failures
from lontar.backups import made
from lontar.followers import events_behind
from lontar.proving import rounds
from lontar.troubles import troubles
from lontar.wiring import House
from office.access import Reader
from paper import libreoffice
from schemas.errors import Unavailable
from schemas.letter import Letter
from schemas.work import Work

FAILED = 20  # letters that failed, the latest, are named


def status(house: House, reader: Reader | None = None) -> dict[str, Any]:
    """Counts by state, failures with their reason, the queue, sizes in bytes, whether .docx and .odt can be printed.

    Counts are of all letters: not for everybody. Letters are named that the reader may read (None: all)."""
    failed = failures.failed(house, reader)[:FAILED]
    return {
        "letters": house.store.tally(Letter, "stage"),
        "work": house.store.tally(Work, "state"),
        "failed": [{"id": one.id, "file": one.name, "error": one.error or None} for one in failed],
        "queue": house.queue.state(),
        "index": index_status(house),
        "store": house.store.sizes(),
        "libreoffice": libreoffice.command() is not None,
        "troubles": troubles(house),
        "fixity": rounds.said(house),
        "backup": made.last(house),
    }


def away(found: dict[str, Any]) -> list[str]:
    """The engines that cannot be spoken to, of a `status`; the store is there, or there would be none."""
    return [name for name in ("index", "queue") if found[name]["error"]]


def index_status(house: House) -> dict[str, Any]:
    """Letters in the index, events it has yet to follow, bytes; or why it cannot be asked. The rest of the archive
    works without it."""
    try:
        found = {"letters": house.index.count(), "events_behind": events_behind(house), "bytes": house.index.size()}
        return found | {"error": None}
    except Unavailable as error:
        return {"letters": None, "events_behind": None, "bytes": None, "error": error.as_dict()}
