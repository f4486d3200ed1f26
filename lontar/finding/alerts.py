"""Who is told of a letter that newly answers a saved search: a follower of the event log behind that of the index.

A letter is news to a search when it came, or could first be read, after the search was saved; also when its class was
changed so that the person may read it now and could not before. Each is told once: the alert has an id that follows
from search and letter, and is committed together with the cursor, so that a process may end at any moment.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from lontar.finding.asked import asked
from lontar.finding.requested import request_of
from lontar.followers import BATCH, cursor_name
from lontar.following import Follower
from lontar.wiring import House
from office.access import Reader, may_see, reader_of
from office.errors import Unready
from schemas.alert import Alert
from schemas.errors import Conflict
from schemas.event import Event
from schemas.letter import Letter
from schemas.saved_search import ALERTS, SavedSearch
from search.tree import Everything
from store.again import again
from store.changes import Changes, Put, PutRow
from store.contract import Row
from store.pieces import pieces

CURSOR = "alerts"
MOST_SEARCHES = 10_000
MOST_SHOWN = 200
"""Alerts of one person that are looked at for the page."""
MOST_SEEN = 10_000
EARLY = 200
"""Events of a letter among which its first reading is looked for."""
MAILS = {"mail": "waiting", "daily": "daily"}
"""What is to be sent of an alert, by how its search tells."""


def step(house: House) -> int:
    """Make the alerts of the next events that the index has followed; how many events there were."""
    store = house.store
    reached = store.cursor(cursor_name(house.index.generation))
    cursor = store.cursor(CURSOR)
    if cursor >= reached:
        return 0
    searches, found, last = list(_searches(house)), [], reached
    if searches:  # one that is saved meanwhile asks for nothing that has happened
        events = [event for event in store.events(cursor, BATCH) if event["sequence"] <= reached]
        found, last = _alerts(house, searches, events), int(events[-1]["sequence"])
    with suppress(Conflict):  # another process has followed them too
        store.advance(CURSOR, last, Changes(puts=tuple(map(Put, found))))
    return last - cursor


class AlertFollower(Follower):
    """Makes the alerts of what the index has followed. Several may run: what one has done, no other does again."""

    called = "whoever tells of new letters"

    def step(self) -> int:
        return step(self.house)


def unseen(house: House, person: Reader, limit: int = MOST_SHOWN) -> list[tuple[Row, Row]]:
    """The alerts that the person has not seen, the latest first, each with its letter: of those they may read now."""
    where = {"person": person.person, "seen": False}
    found: list[tuple[Row, Row]] = []
    for rows in pieces(house.store, Alert, where, [("at", -1)], limit):
        found += readable(house, person, rows)
        if len(found) >= limit:  # behind those of letters that they may read no longer may be others
            break
    return found[:limit]


def readable(house: House, person: Reader, rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Alerts with their letters: those that the person may read now, of searches that still stand."""
    letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows}))
    searches = house.store.get_many(SavedSearch, sorted({row["search"] for row in rows}))
    return [
        (row, letters[row["letter"]])
        for row in rows
        if row["search"] in searches and row["letter"] in letters and _to_be_told(person, letters[row["letter"]])
    ]


def see(house: House, person: Reader, search: str | None = None) -> int:
    """The person has seen the alerts of one search, or all; how many there were of letters they may read."""
    where, count = {"person": person.person, "seen": False}, 0

    def decide() -> Changes:
        nonlocal count
        rows = house.store.find(Alert, where, sort=[("at", -1)], limit=MOST_SEEN)
        mine = [row | {"seen": True} for row in rows if search in (None, row["search"])]
        count = len(readable(house, person, mine))
        return Changes(puts=tuple(PutRow(Alert, row) for row in mine))

    again(house.store, decide)
    return count


def _to_be_told(person: Reader, letter: Row) -> bool:
    return not letter.get("withdrawn") and may_see(person, letter)


def _alerts(house: House, searches: Sequence[Row], events: Sequence[Row]) -> list[Alert]:
    touched: dict[str, list[Row]] = {}
    for event in events:
        kind, _, id = event["thing"].partition("/")
        if kind == "letters":
            touched.setdefault(id, []).append(event)
    came = {id: _came(house, id) for id in touched}
    readers: dict[str, Reader | None] = {}
    found = []
    for search in searches:
        person = search["person"]
        if person not in readers:
            readers[person] = _reader(house, person)
        if (reader := readers[person]) is not None:
            new = [id for id, some in touched.items() if came[id] > search["since"] or _opened(reader, some)]
            found += _answering(house, reader, search, new)
    known = house.store.get_many(Alert, [alert.id for alert in found])
    return [alert for alert in found if alert.id not in known]


def _searches(house: House) -> Iterator[Row]:
    for alert in ALERTS[1:]:
        yield from house.store.find(SavedSearch, {"alert": alert}, limit=MOST_SEARCHES)


def _reader(house: House, person: str) -> Reader | None:
    """With the keys of this moment; None for somebody whose account is closed."""
    with suppress(Unready):
        return reader_of(house.store, person)
    return None


def _came(house: House, id: str) -> int:
    """The event with which the letter could first be found by its text; by its file's name, as long as it is not
    read."""
    where = {"thing": f"letters/{id}"}
    rows = house.store.find(Event, where, sort=[("sequence", 1)], limit=EARLY, fields=("sequence", "verb"))
    read = [int(row["sequence"]) for row in rows if row["verb"] == "letter.understood"]
    return (read or [int(row["sequence"]) for row in rows] or [0])[0]


def _opened(reader: Reader, events: Sequence[Row]) -> bool:
    """Whether one of the events let the reader read the letter, which they could not before."""
    return any(
        event["verb"] == "letter.classified" and _may(reader, event, "after") and not _may(reader, event, "before")
        for event in events
    )


def _may(reader: Reader, event: Row, side: str) -> bool:
    values: dict[str, Any] = (event.get("values") or {}).get(side) or {}
    return may_see(reader, {"grants": values.get("grants", ())})


def _answering(house: House, reader: Reader, search: Row, ids: Sequence[str]) -> list[Alert]:
    """Alerts of the letters that answer the search and that the reader may read now."""
    if not ids:
        return []
    filters = {name: list(values) for name, values in (search.get("filters") or {}).items()}
    this = asked(house, search["query"], exact=bool(search.get("exact")))
    request = request_of(reader, this, search["query"], filters, sort="newest", limit=len(ids), among=tuple(ids))
    if request.tree == Everything() and not filters:
        return []  # of every letter there is nobody would want to be told
    mail = MAILS.get(search["alert"], "none")
    return [
        Alert(id=Alert.key(search["_id"], id), person=reader.person, search=search["_id"], letter=id, mail=mail)
        for id in house.index.search(request).hits
    ]
