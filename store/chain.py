"""The hash chain over the event log: sealed in the commit that appends, so that no event ever stands unsealed.

chain(n) = sha256(chain(n-1) + canonical JSON of every other member of event n). The values before and after stand
beside the event; the event holds their salted hashes, so that erasing the values leaves the chain whole.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from schemas.event import Event, EventValues
from schemas.stored import now
from store.changes import Happened
from store.contract import Row, Store
from store.faults import Fault

START = "0" * 64
"""What the first event is chained to."""
PAGE = 1000
CUT = (
    "events %d to %d were written and are gone, the end of the log was cut off; "
    "stop Lontar, keep this store aside as it is, and go on from the last backup"
)


def event_id(sequence: int) -> str:
    return f"{sequence:016d}"


def canonical(value: Any) -> bytes:
    """One spelling for equal values: sorted keys, no spaces, times in UTC to the millisecond."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_spell)
    return text.encode("utf-8", "surrogatepass")


def _spell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    raise TypeError(f"{type(value).__name__} cannot stand in an event")


def hash_of(values: dict[str, Any], salt: str) -> str:
    return hashlib.sha256(salt.encode() + canonical(values)).hexdigest()


def link(previous: str, event: Row) -> str:
    """The chain value of an event after the one before it."""
    said = {name: value for name, value in event.items() if name not in ("chain", "version", "schema")}
    return hashlib.sha256(previous.encode() + canonical(said)).hexdigest()


def seal(happened: Happened, sequence: int, previous: str) -> tuple[Row, Row | None]:
    """The event's row and, when it carries values, theirs."""
    salt = secrets.token_hex(16)
    event: Row = {"_id": event_id(sequence), "version": 1, "schema": 1, "sequence": sequence, "at": now()}
    event |= {"actor": happened.actor, "verb": happened.verb, "thing": happened.thing}
    said = {name: getattr(happened, name) for name in ("behalf", "operator", "job")}
    event |= {name: value for name, value in said.items() if value}
    for side in ("before", "after"):
        if given := getattr(happened, side):
            event[side] = hash_of(given, salt)
    event["chain"] = link(previous, event)
    if not happened.before and not happened.after:
        return event, None
    values = {"_id": event["_id"], "version": 1, "schema": 1, "thing": happened.thing, "salt": salt}
    return event, values | {"before": happened.before, "after": happened.after}


def verify(store: Store, followed: int = 0) -> Iterator[Fault]:
    """Every place where the log is not what was written: gaps, altered events, altered values, an end cut off.

    What others append meanwhile is left to the next time; it is never taken for a fault.
    `followed`: how far a follower has read, as it remembered before this began: so many events there were."""
    sealed, first, total, end = store.sealed(), last(store), store.count(Event), last(store)
    previous, expected, least, most = START, 1, 0, 0  # it was counted when `least` to `most` events stood in sequence
    while expected <= end and (events := store.events(expected - 1, PAGE)):
        values = store.get_many(EventValues, [event["_id"] for event in events])
        for event in events:
            event.pop("values", None)
            if event["sequence"] != expected:
                yield Fault("gap", f"events/{event_id(expected)}", f"the next event is {event['sequence']}")
            if event["chain"] != link(previous, event):
                yield Fault("altered", f"events/{event['_id']}", "the event is not the one that was sealed")
            for side in ("before", "after"):
                kept = values.get(event["_id"])
                if kept and kept.get(side) and hash_of(kept[side], kept["salt"]) != event.get(side):
                    yield Fault("altered", f"event_values/{event['_id']}", f"the values {side} were changed")
            previous, expected = event["chain"], event["sequence"] + 1
            least, most = least + (event["sequence"] <= first), most + (event["sequence"] <= end)
    if not least <= total <= most:
        yield Fault("gap", "events", f"events that stand: {total}; in sequence: {most}")
    known = max(sealed, followed, _left_over(store, expected - 1))
    if known >= expected:
        yield Fault("gap", f"events/{event_id(expected)}", CUT % (expected, known))


def last(store: Store) -> int:
    """The number of the last event there is; 0: none."""
    found = store.find(Event, sort=[("sequence", -1)], limit=1, fields=("sequence",))
    return int(found[0]["sequence"]) if found else 0


def _left_over(store: Store, end: int) -> int:
    """The highest number behind `end` of which values stand without their event; 0 when there are none."""
    found = store.find(EventValues, {"_id": {"$gt": event_id(end)}}, limit=PAGE, fields=())
    ids = [row["_id"] for row in found]
    standing = store.get_many(Event, ids)  # appended since `end` was read
    return max((int(id) for id in ids if id not in standing), default=0)
