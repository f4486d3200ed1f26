"""The shape of a calendar as JSON Schema."""

from schemas.appointment import STATES
from web.api.shape import TEXT, Shape, many, or_none, thing

ON = TEXT | {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
CLOCK = TEXT | {"pattern": "^[0-9]{2}:[0-9]{2}$"}
CALENDAR: Shape = thing({"appointments": many(thing({
    "id": or_none(TEXT),
    "letter": or_none(TEXT),
    "subject": or_none(TEXT),
    "place": or_none(TEXT),
    "note": or_none(TEXT),
    "deputy": or_none(TEXT),
    "day": ON,
    "until": ON,
    "begins": or_none(CLOCK),
    "ends": or_none(CLOCK),
    "end_assumed": {"type": "boolean", "description": "The letter does not say when it ends: two hours on."},
    "moved_from": or_none(ON),
    "position": TEXT,
    "unit": or_none(TEXT),
    "state": {"enum": list(STATES)},
    "restricted": {"type": "boolean", "description": "The letter may not be read: only its hours are told."},
    "clashes": many(or_none(TEXT)) | {"description": "Letters whose event is at the same time; null: restricted."},
}))})  # fmt: skip
