"""The shapes of what the JSON API says of the ledger."""

from schemas.assignment import STATES
from schemas.disposition import URGENCIES
from web.api.shape import FAULT, TEXT, TIME, WHOLE, Shape, by_name, many, or_none, thing

LINE: Shape = thing(
    {
        "id": TEXT,
        "letter": TEXT,
        "entry": TEXT,
        "agenda_number": or_none(WHOLE),
        "register": or_none(TEXT),
        "reference_number": or_none(TEXT),
        "subject": or_none(TEXT),
        "sender": or_none(TEXT),
        "name": TEXT | {"description": "Of its first file."},
        "unit": TEXT,
        "unit_name": TEXT,
        "position": or_none(TEXT),
        "position_code": or_none(TEXT),
        "holder": or_none(TEXT) | {"description": "Who acts in the position now."},
        "asked": {"type": "boolean", "description": "False for the head of a unit, whom nobody asked."},
        "state": TEXT | {"enum": list(STATES)},
        "urgency": TEXT | {"enum": list(URGENCIES)},
        "received": WHOLE,
        "due": or_none(WHOLE),
        "age": WHOLE | {"description": "Working days."},
        "late": WHOLE | {"description": "Working days; 0: not over."},
        "done": or_none(TIME),
    }
)
NUMBERS: Shape = thing(
    {
        "waiting": WHOLE,
        "overdue": WHOLE,
        "unopened": WHOLE,
        "done": WHOLE | {"description": "In the running week."},
        "ages": by_name(WHOLE),
        "urgencies": by_name(WHOLE),
        "weeks": many(thing({"monday": WHOLE, "came": WHOLE, "closed": WHOLE})),
        "median": or_none(WHOLE),
    }
)
LEDGER_SHAPES: dict[str, Shape] = {
    "Ledger": thing(
        {
            "lines": many(LINE),
            "after": or_none(TEXT) | {"description": "Where the next page begins."},
            "numbers": NUMBERS | {"description": "Of all lines of the same person, position, unit or branch."},
            "until": or_none(TIME) | {"description": "Up to when the numbers are right; null: of now."},
        }
    ),
    "Lines": thing(
        {
            "done": WHOLE,
            "refused": many(thing({"error": FAULT, "lines": WHOLE})),
            "events": many(WHOLE) | {"description": "Numbers of the first and the last event."},
        }
    ),
}
