"""The shapes of what the API says of agenda books."""

from lontar.routing.books import HANDLINGS
from schemas.entry import CLOSED_AS, DIRECTIONS
from web.api.shape import EVENTS, TEXT, WHOLE, Shape, by_name, many, or_none, thing

LINE = thing({
    "number": WHOLE,
    "entry": or_none(TEXT),
    "letter": or_none(TEXT),
    "draft": or_none(TEXT) | {"description": "Of a number that is reserved for a draft."},
    "received": or_none(WHOLE) | {"description": "A day yyyymmdd where the unit is."},
    "handling": {"enum": [*HANDLINGS, None]},
    "closed_as": {"enum": [*CLOSED_AS, None]},
    "cancelled": or_none(TEXT) | {"description": "Why the number is cancelled."},
    "reference_number": or_none(TEXT),
    "date": or_none(WHOLE),
    "sender": or_none(TEXT),
    "recipients": or_none(many(TEXT)),
    "subject": or_none(TEXT),
    "urgency": or_none(TEXT),
    "enclosures": or_none(WHOLE),
    "restricted": {"type": "boolean", "description": "You may not read its letter: nothing but the number is said."},
    "destroyed": {"type": "boolean", "description": "Its letter was destroyed; the number stays."},
})  # fmt: skip
REGISTER_SHAPES: dict[str, Shape] = {
    "Register": thing({
        "unit": TEXT,
        "direction": {"enum": list(DIRECTIONS)},
        "year": WHOLE,
        "entries": many(LINE),
        "after": or_none(TEXT),
    }),
    "Entered": thing({"entry": TEXT, "number": WHOLE, "events": EVENTS}),
    "Delivered": thing({
        "delivered": by_name(WHOLE) | {"description": "The agenda number in each unit, by its code."},
        "there": many(TEXT) | {"description": "Units that had it already."},
        "paper": many(TEXT) | {"description": "Units that do not work with this archive yet."},
        "events": EVENTS,
    }),
}  # fmt: skip
