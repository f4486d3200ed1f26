"""Views of the ledger that a person keeps under a name: saved, deleted, each of it undone. Nobody else sees them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lontar.act import happened
from lontar.errors import TooManyViews
from lontar.ledger.view import View
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand
from schemas.errors import Conflict, NotFound, Taken
from schemas.event import Event, EventValues
from schemas.saved_view import LONGEST_NAME, SavedView
from store.again import again
from store.chain import event_id
from store.changes import Changes, Put, Remove
from store.contract import Row

MOST = 50
"""Views of one person."""
ACTION, OF = "search.save", "saved_views"


@dataclass(frozen=True)
class Saved:
    """What an act came to: the view, and the event by which it is undone."""

    id: str
    event: int


def own(house: House, reader: Reader) -> list[Row]:
    """The reader's views by name."""
    return house.store.find(SavedView, {"person": reader.person}, sort=[("name", 1)], limit=MOST)


def save(house: House, reader: Reader, name: str, view: View) -> Saved:
    """Raises WrongUse, Taken for a name that one of the reader's views has, TooManyViews."""
    made = SavedView(person=reader.person, name=stated("The name", name, LONGEST_NAME, "name"), asks=view.said())

    def decide() -> Changes:
        mine = own(house, reader)
        if any(row["name"] == made.name for row in mine):
            raise Taken(what=made.name, field="name")
        if len(mine) >= MOST:
            raise TooManyViews(most=MOST)
        made.version = 0
        return Changes.of(made, events=[happened(reader, "view.saved", made.id, of=OF, after=_said(made))])

    return _done(house, reader, made.id, decide)


def delete(house: House, reader: Reader, id: str) -> Saved:
    """Raises NotFound."""

    def decide() -> Changes:
        row = house.store.get(SavedView, id)
        if row is None or row["person"] != reader.person:
            raise NotFound(what="Saved view")
        kept = SavedView.unpacked(row)
        gone = Remove(SavedView, id, kept.version)
        return Changes(removes=(gone,), events=(happened(reader, "view.deleted", id, of=OF, before=_said(kept)),))

    return _done(house, reader, id, decide)


def undo(house: House, reader: Reader, sequence: int) -> Saved:
    """A view that was saved deleted, or one that was deleted back. Raises NotFound, Conflict, Taken."""
    event = house.store.get(Event, event_id(sequence)) or {}
    thing, _, id = str(event.get("thing", "")).partition("/")
    if thing != OF or event["actor"] != reader.person:
        raise NotFound(what="Event")
    values = house.store.get(EventValues, event["_id"]) or {}
    before = values.get("before") or {}
    if not before:
        return delete(house, reader, id)

    def decide() -> Changes:
        if house.store.get(SavedView, id) is not None:
            raise Conflict(what="This saved view")
        if any(row["name"] == before["name"] for row in own(house, reader)):
            raise Taken(what=before["name"], field="name")
        put = Put(SavedView(id=id, person=reader.person, **before))
        return Changes(puts=(put,), events=(happened(reader, "view.saved", id, of=OF, after=before),))

    return _done(house, reader, id, decide)


def _said(kept: SavedView) -> dict[str, Any]:
    return {"name": kept.name, "asks": dict(kept.asks)}


def _done(house: House, reader: Reader, id: str, decide: Callable[[], Changes]) -> Saved:
    demand(reader, ACTION)
    return Saved(id, again(house.store, decide)[0])
