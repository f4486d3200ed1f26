"""The ledger: a list of what waits, whose it is, how old, how late."""

from web.access import SIGNED_IN, route
from web.ledger import acts, dashboard, exports, saved
from web.ledger.asked import asked
from web.ledger.listing import whole
from web.ledger.place import place

__all__ = ["acts", "dashboard", "exports", "place", "saved"]


@route(place, "/ledger", action=SIGNED_IN, summary="What waits: whose it is, how old, how late")
def ledger() -> str:
    return whole(asked())
