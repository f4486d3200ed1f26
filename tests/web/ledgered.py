"""A demo office whose agency has letters in hand, counted; its head keeps a view of the ledger."""

from lontar.followers import IndexFollower
from lontar.ledger import saved_views
from lontar.ledger.follower import LedgerFollower
from lontar.ledger.view import View
from lontar.wiring import House
from tests.lontar.bare import person
from tests.web import routed


def archive(house: House) -> dict[str, str]:
    ids = routed.archive(house)
    saved_views.save(house, person(house, "kadis"), "Yang terlambat", View(overdue=True))
    counted(house)
    return ids


def counted(house: House) -> None:
    """Index and ledger of what is now."""
    IndexFollower(house).catch_up()
    LedgerFollower(house).catch_up()
