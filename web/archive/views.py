"""The way to everything that the archive is kept with, for those who may use it."""

from dataclasses import dataclass

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from office.access import Reader, may
from schemas.errors import NotFound
from web.access import SIGNED_IN, route
from web.page import page
from web.who import who

place = Blueprint("archive", __name__)


@dataclass(frozen=True)
class Tile:
    """A page of the archive, what one does there, and who may use it."""

    endpoint: str
    label: object  # a lazy string
    what: object
    action: str


TILES = (
    Tile(
        "batches.batches",
        _l("Digitising batches"),
        _l("Old paper, box by box, until each item is accounted for."),
        "batch.manage",
    ),
    Tile(
        "proof.proof",
        _l("Proof"),
        _l("Whether the originals are what arrived, the backups, the head of the log."),
        "archive.check",
    ),
    Tile("casefiles.all_casefiles", _l("Case files"), _l("Letters of one affair, open or closed."), "casefile.manage"),
)


def tiles(who: Reader) -> list[Tile]:
    return [tile for tile in TILES if may(who, tile.action)]


def is_for(who: Reader) -> bool:
    return bool(tiles(who))


@route(place, "/archive", action=SIGNED_IN, summary="The archive: the way to its pages")
def overview() -> str:
    """Raises NotFound for those who may use none of them."""
    if not (found := tiles(who())):
        raise NotFound(what="Page")
    return page("archive/overview.html", tiles=found)
