"""The way to everything that the archive is kept with, for those who may use it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from lontar.retention.schedule import approvers
from office.access import Reader, may
from schemas.errors import NotFound
from web.access import SIGNED_IN, route
from web.current import house
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
    for_whom: Callable[[Reader], bool] = lambda _: True


def _approves(who: Reader) -> bool:
    """Whether proposals wait for a position of theirs, or they make them."""
    keys = who.keys or frozenset()
    return may(who, "retention.propose") or any(f"position:{one}" in keys for one in approvers(house()))


TILES = (
    Tile(
        "batches.batches",
        _l("Digitising batches"),
        _l("Old paper, box by box, until each item is accounted for."),
        "batch.manage",
    ),
    Tile(
        "shelving.all_boxes",
        _l("Boxes and folders"),
        _l("Where the paper is, and labels to print."),
        "shelf.manage",
    ),
    Tile(
        "importing.all_imports",
        _l("Tables brought in"),
        _l("Old agenda books and lists, with their scans or without."),
        "table.import",
    ),
    Tile(
        "describing.tree",
        _l("Description of the archive"),
        _l("The fonds of each office, its series, and what is in them."),
        "casefile.manage",
    ),
    Tile("casefiles.all_casefiles", _l("Case files"), _l("Letters of one affair, open or closed."), "casefile.manage"),
    Tile("casefiles.unfiled", _l("Not yet filed"), _l("Letters that are in no case file yet."), "letter.file"),
    Tile("loans.all_loans", _l("Paper on loan"), _l("Asked for, lent out, due back, overdue."), "loan.manage"),
    Tile(
        "shelving.all_boxes",
        _l("Boxes and folders"),
        _l("Where the paper is, and labels to print."),
        "shelf.manage",
    ),
    Tile(
        "retention.lists",
        _l("Retention"),
        _l("What falls due by the schedule, and what becomes of it."),
        "retention.propose",
    ),
    Tile(
        "retention.all_proposals",
        _l("Retention proposals"),
        _l("What is to be destroyed or kept for ever, and who has approved it."),
        "retention.approve",
        _approves,
    ),
    Tile("retention.all_holds", _l("Legal holds"), _l("What nobody may destroy, and why."), "retention.hold"),
    Tile(
        "retention.the_schedule",
        _l("Retention schedule"),
        _l("For how long case files are kept, by their code."),
        "retention.schedule",
    ),
    Tile(
        "proof.proof",
        _l("Proof"),
        _l("Whether the originals are what arrived, the backups, the head of the log."),
        "archive.check",
    ),
)


def tiles(who: Reader) -> list[Tile]:
    return [tile for tile in TILES if may(who, tile.action) and tile.for_whom(who)]


def is_for(who: Reader) -> bool:
    return bool(tiles(who))


@route(place, "/archive", action=SIGNED_IN, summary="The archive: the way to its pages")
def overview() -> str:
    """Raises NotFound for those who may use none of them."""
    if not (found := tiles(who())):
        raise NotFound(what="Page")
    return page("archive/overview.html", tiles=found)
