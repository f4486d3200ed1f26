"""The shapes of what the JSON API says of retention."""

from lontar.retention.due import STANDINGS
from schemas.proposal import FATES, ITEM_STATES, KINDS, OUTSIDE, STATES
from web.api.shape import TEXT, TIME, WHOLE, Shape, many, or_none, thing

FATE: Shape = TEXT | {"enum": list(FATES)}
DAY: Shape = or_none(WHOLE) | {"description": "yyyymmdd"}
YES: Shape = {"type": "boolean"}
ITEM = thing(
    {
        "casefile": TEXT,
        "number": TEXT,
        "code": TEXT,
        "title": TEXT,
        "letters": WHOLE,
        "pages": WHOLE,
        "digest": TEXT,
        "years": WHOLE,
        "due": WHOLE,
        "state": TEXT | {"enum": list(ITEM_STATES)},
        "destroyed": WHOLE | {"description": "Letters of it that are destroyed."},
    },
    first=WHOLE,
    last=WHOLE,
    why=TEXT,
    fate=FATE,
    fate_why=TEXT,
)
APPROVAL = thing(
    {"by": TEXT, "at": TIME},
    position=TEXT,
    outside=TEXT | {"enum": list(OUTSIDE)},
    number=TEXT,
    day=WHOLE,
    letter=TEXT,
    note=TEXT,
)
RETENTION_SHAPES: dict[str, Shape] = {
    "Lives": thing({"casefiles": many(thing({
        "id": TEXT, "unit": TEXT, "number": TEXT, "code": TEXT, "title": TEXT, "state": TEXT,
        "closed_at": or_none(TIME), "standing": TEXT | {"enum": list(STANDINGS)}, "fate": or_none(FATE),
        "years": or_none(WHOLE), "inactive": DAY, "due": DAY, "legal_hold": or_none(TEXT), "kept_for_ever": YES,
    }))}),
    "Disposals": thing({"proposals": many(thing({
        "id": TEXT, "number": WHOLE, "kind": TEXT | {"enum": list(KINDS)}, "state": TEXT | {"enum": list(STATES)},
        "reason": TEXT, "unit": TEXT, "steps": many(TEXT), "outside": or_none(TEXT), "made_by": TEXT,
        "carried_by": or_none(TEXT), "ended_why": or_none(TEXT), "made_at": TIME, "approved_at": or_none(TIME),
        "carried_at": or_none(TIME), "done_at": or_none(TIME), "items": many(ITEM), "approvals": many(APPROVAL),
        "minutes": or_none(TEXT) | {"description": "sha256 of the minutes."},
    }))}),
    "Holds": thing({"holds": many(thing({
        "id": TEXT, "thing": TEXT, "named": TEXT, "reason": TEXT, "standing": YES, "made_by": TEXT,
        "released_by": or_none(TEXT), "made_at": or_none(TIME), "released_at": or_none(TIME),
        "released_why": or_none(TEXT),
    }))}),
    "Schedule": thing({
        "own": YES | {"description": "False: the example that Lontar brings."},
        "rules": many(thing({
            "code": TEXT, "active": WHOLE, "inactive": WHOLE, "fate": FATE, "security_class": TEXT, "note": TEXT,
        })),
        "approvers": many(TEXT) | {"description": "Ids of positions, in order."},
    }),
}  # fmt: skip
