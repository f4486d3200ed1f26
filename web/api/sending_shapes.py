"""The shapes of what the API says of sent letters."""

from lontar.sending.planning import OUTCOMES
from lontar.sending.states import STATES
from web.api.shape import EVENTS, FAULT, TEXT, TIME, WHOLE, Shape, by_name, many, or_none, thing

FORESEEN = {
    "counts": thing(dict.fromkeys(OUTCOMES, WHOLE)),
    "recipients": many(thing({
        "kind": {"enum": ["unit", "position", "address"]},
        "code": or_none(TEXT),
        "name": TEXT,
        "outcome": {"enum": list(OUTCOMES)},
        "named": many(TEXT) | {"description": "Codes of the positions of the unit that the letter names."},
        "error": or_none(FAULT) | {"description": "Why it is left out."},
    })),
}  # fmt: skip
RECIPIENT = thing({
    "kind": {"enum": ["unit", "paper", "address"]},
    "id": TEXT,
    "sending": TEXT,
    "name": TEXT,
    "state": {"enum": list(STATES)},
    "code": or_none(TEXT),
    "number": or_none(WHOLE) | {"description": "The agenda number in its book."},
    "named": many(TEXT),
    "at": or_none(TIME) | {"description": "Since when it is so; null of what was taken back or is on paper."},
    "by": or_none(TEXT) | {"description": "Who opened it first."},
    "why": or_none(TEXT) | {"description": "Why a mail failed or waits."},
    "answer": or_none(TEXT) | {"description": "The answering letter."},
})  # fmt: skip
SENDING_SHAPES: dict[str, Shape] = {
    "Sending": thing(
        FORESEEN,
        sending=TEXT,
        numbers=by_name(WHOLE) | {"description": "The agenda number in each unit, by its code."},
        events=EVENTS,
    ),
    "Recipients": thing({"letter": TEXT, "counts": by_name(WHOLE), "recipients": many(RECIPIENT)}),
    "Recalled": thing({
        "recalled": many(TEXT) | {"description": "Codes of the units from which it was taken back."},
        "kept": many(TEXT) | {"description": "Codes of those that have opened it."},
        "unmailed": many(TEXT),
        "mailed": many(TEXT),
    }),
    "Sendings": thing({"sendings": many(thing({
        "id": TEXT,
        "letter": TEXT,
        "unit": TEXT,
        "made_by": TEXT,
        "made_at": TIME,
        "units": WHOLE,
        "paper": WHOLE,
        "mailed": WHOLE,
    }))}),
    "RecipientLists": thing({"lists": many(thing({
        "id": TEXT,
        "name": TEXT,
        "unit": or_none(TEXT),
        "units": many(TEXT),
        "positions": many(TEXT),
        "addresses": many(TEXT),
    }))}),
}  # fmt: skip
