"""The shapes of answers about description, filing and loans."""

from schemas.description import LEVELS
from schemas.loan import LOAN_STATES
from web.api.shape import FAULT, TEXT, TIME, WHOLE, Shape, many, or_none, ref, thing

DESCRIBING_SHAPES: dict[str, Shape] = {
    "Descriptions": thing({"descriptions": many(thing({
        "id": TEXT, "level": {"enum": list(LEVELS)}, "unit": TEXT, "parent": or_none(TEXT), "code": TEXT,
        "title": TEXT, "dates": TEXT, "history": TEXT, "content": TEXT,
    }))}),
    "Contents": thing({"letters": many(ref("Other"))}),
    "ThreadFiled": thing({
        "filed": many(thing({"id": TEXT, "event": WHOLE})),
        "refused": many(thing({"id": TEXT, "error": FAULT})),
    }),
    "Loans": thing({"loans": many(thing({
        "id": TEXT,
        "thing": or_none(TEXT) | {"description": "letters/ID or casefiles/ID; null for who may read it no longer."},
        "title": or_none(TEXT),
        "place": or_none(TEXT) | {"description": "Where it lies: box/folder, shelf."},
        "state": {"enum": list(LOAN_STATES)},
        "late": {"type": "boolean"},
        "number": or_none(TEXT) | {"description": "Of the slip."},
        "borrower": TEXT,
        "unit": TEXT,
        "why": TEXT,
        "said": or_none(TEXT),
        "until": or_none(WHOLE),
        "due": or_none(WHOLE),
        "asked_at": TIME,
        "lent_at": or_none(TIME),
        "ended_at": or_none(TIME),
    }))}),
}  # fmt: skip
