"""A sent letter opened by somebody of a unit that got it: the first time is kept, so that the sender sees that it was
read."""

from lontar.wiring import House
from office.access import Reader
from office.actor import Actor
from office.holders import positions_of
from routing.sending import opened as rule
from schemas.entry import RegisterEntry
from schemas.position import Position
from schemas.stored import now
from store.again import again
from store.changes import Changes

MOST = 10_000


def opened(house: House, reader: Reader, letter: str) -> None:
    """Looked at by a reader, in the name of the units that they work in; a head above who looks down at it, and the
    installation, opens it for nobody."""
    if reader.keys is None:
        return
    rows = house.store.find(RegisterEntry, {"letter": letter}, sort=[("received_at", 1)], limit=MOST)
    unread = [row for row in rows if _is_unopened(row)]
    own = _units(house, reader) if unread else set()
    for row in unread:
        if row["unit"] in own:
            again(house.store, lambda id=row["_id"]: _opened(house, reader, id))  # type: ignore[misc]


def _is_unopened(row: dict[str, object]) -> bool:
    return bool(row.get("sending")) and not row.get("opened_at") and not row.get("cancelled")


def _opened(house: House, reader: Reader, entry: str) -> Changes:
    return rule(house.store.load(RegisterEntry, entry), Actor(reader), now())


def _units(house: House, reader: Reader) -> set[str]:
    acts_in = positions_of(house.store, reader.person, now())
    positions = house.store.get_many(Position, sorted(acts_in))
    return {reader.unit} | {row["unit"] for row in positions.values()}
