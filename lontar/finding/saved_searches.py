"""Searches that a person keeps: saved, renamed, deleted, and each of it undone. Nobody else sees them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lontar.act import happened
from lontar.errors import TooManySearches
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand
from schemas.errors import Conflict, NotAmong, NotFound, Taken, WrongUse
from schemas.event import Event, EventValues
from schemas.saved_search import ALERTS, LONGEST_NAME, LONGEST_QUERY, SavedSearch
from search.contract import SORTS
from search.entry import FILTERS
from store import chain
from store.again import again
from store.chain import event_id
from store.changes import Changes, Put, Remove
from store.contract import Row

MOST = 100
"""Searches of one person."""
ACTION, OF = "search.save", "saved_searches"
KEPT = ("name", "query", "filters", "sort", "exact", "alert", "since", "person")


@dataclass(frozen=True)
class Saved:
    """What an act came to: the search, and the event by which it is undone (None: nothing was different)."""

    id: str
    event: int | None


def own(house: House, reader: Reader) -> list[Row]:
    """The reader's saved searches by name."""
    return house.store.find(SavedSearch, {"person": reader.person}, sort=[("name", 1)], limit=MOST)


def save(
    house: House,
    reader: Reader,
    name: str,
    query: str,
    *,
    filters: Mapping[str, Sequence[str]],
    exact: bool = False,
    **more: str,
) -> Saved:
    """Keep a search; letters that come from now on are news. `exact`: of its words as typed. `more`: sort and alert.

    Raises WrongUse, Taken for a name that one of the reader's searches has, TooManySearches."""
    sort, alert = more.get("sort", ""), more.get("alert", "page")
    _demand(filters, sort, alert)
    if not query.strip() and not any(filters.values()):
        raise WrongUse(what="The search", why="it is empty", field="name")
    made = SavedSearch(
        person=reader.person,
        name=stated("The name", name, LONGEST_NAME, "name"),
        query=query.strip()[:LONGEST_QUERY],
        filters={key: list(values) for key, values in filters.items() if values},
        sort=sort,
        exact=exact,
        alert=alert,
    )

    def decide() -> Changes:
        mine = own(house, reader)
        _demand_free(mine, made.name)
        if len(mine) >= MOST:
            raise TooManySearches(most=MOST)
        made.version, made.since = 0, chain.last(house.store)
        return Changes.of(made, events=[happened(reader, "search.saved", made.id, of=OF, after=_said(made))])

    return _done(house, reader, made.id, decide)


def change(house: House, reader: Reader, id: str, *, name: str | None = None, alert: str | None = None) -> Saved:
    """Another name, another way of being told; None keeps what it is. Raises NotFound, WrongUse, Taken."""
    wanted = None if name is None else stated("The name", name, LONGEST_NAME, "name")
    if alert is not None:
        _demand({}, "", alert)

    def decide() -> Changes:
        kept = _own(house, reader, id)
        before = _said(kept)
        if wanted is not None and wanted != kept.name:
            _demand_free(own(house, reader), wanted)
        kept.name, kept.alert = wanted or kept.name, alert or kept.alert
        if before["alert"] == "none" != kept.alert:
            kept.since = chain.last(house.store)
        after = _said(kept)
        return (
            Changes()
            if after == before
            else Changes.of(kept, events=[happened(reader, "search.changed", id, of=OF, before=before, after=after)])
        )

    return _done(house, reader, id, decide)


def delete(house: House, reader: Reader, id: str) -> Saved:
    """Raises NotFound."""

    def decide() -> Changes:
        kept = _own(house, reader, id)
        gone = Remove(SavedSearch, id, kept.version)
        return Changes(removes=(gone,), events=(happened(reader, "search.deleted", id, of=OF, before=_said(kept)),))

    return _done(house, reader, id, decide)


def undo(house: House, reader: Reader, sequence: int) -> Saved:
    """Take back what one of the reader's own acts on a saved search came to, by another one. Raises NotFound, Conflict
    when it is no longer so, Taken."""
    event = house.store.get(Event, event_id(sequence))
    if event is None or event["actor"] != reader.person or not event["thing"].startswith("saved_searches/"):
        raise NotFound(what="Event")
    values = house.store.get(EventValues, event["_id"]) or {}
    before, after = values.get("before") or {}, values.get("after") or {}
    id = event["thing"].partition("/")[2]

    def decide() -> Changes:
        row = house.store.get(SavedSearch, id)
        kept = SavedSearch.unpacked(row) if row else None
        if (_said(kept) if kept else {}) != after or before.get("person", reader.person) != reader.person:
            raise Conflict(what="This saved search")
        event_of = happened(reader, "search.undone", id, of=OF, before=after, after=before)
        if not before:
            return Changes(removes=(Remove(SavedSearch, id, kept.version if kept else 0),), events=(event_of,))
        _demand_free([one for one in own(house, reader) if one["_id"] != id], before["name"])
        put = SavedSearch(id=id, version=kept.version if kept else 0, **before)
        return Changes(puts=(Put(put),), events=(event_of,))

    return _done(house, reader, id, decide)


def said(row: Row) -> dict[str, Any]:
    """A saved search as the JSON API and `--json` give it."""
    return (
        {"id": row["_id"]}
        | {name: row.get(name) or "" for name in ("name", "query", "sort", "alert")}
        | {"filters": dict(row.get("filters") or {}), "exact": bool(row.get("exact"))}
    )


def _own(house: House, reader: Reader, id: str) -> SavedSearch:
    row = house.store.get(SavedSearch, id)
    if row is None or row["person"] != reader.person:
        raise NotFound(what="Saved search")
    return SavedSearch.unpacked(row)


def _demand(filters: Mapping[str, Sequence[str]], sort: str, alert: str) -> None:
    for name in filters:
        if name not in FILTERS:
            raise NotAmong(what=f"filter {name}", known=", ".join(FILTERS))
    if sort not in ("", *SORTS):
        raise NotAmong(what=f"sort {sort}", known=", ".join(SORTS))
    if alert not in ALERTS:
        raise NotAmong(what=f"alert {alert}", known=", ".join(ALERTS), field="alert")


def _demand_free(rows: Sequence[Row], name: str) -> None:
    if any(row["name"] == name for row in rows):
        raise Taken(what=name, field="name")


def _said(kept: SavedSearch) -> dict[str, Any]:
    row = dict(kept.to_mongo())
    return {name: row[name] for name in KEPT if row.get(name) not in (None, "", {}, False)}


def _done(house: House, reader: Reader, id: str, decide: Callable[[], Changes]) -> Saved:
    demand(reader, ACTION)
    events = again(house.store, decide)
    return Saved(id, events[0] if events else None)
