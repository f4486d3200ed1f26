"""The shapes of what the API says of drafts."""

from schemas.draft import STATES
from schemas.draft_version import KINDS
from schemas.letter import CLASSES
from schemas.signing_attempt import OPEN
from web.api.shape import EVENTS, TEXT, TIME, WHOLE, Shape, by_name, many, or_none, thing

SHORT: dict[str, Shape] = {
    "id": TEXT,
    "unit": TEXT,
    "title": TEXT,
    "template": TEXT,
    "state": {"enum": list(STATES)},
    "classification_code": or_none(TEXT),
    "security_class": {"enum": list(CLASSES)},
    "revision": WHOLE | {"description": "Counts what was written of it; a change names the one it was made from."},
    "answers": or_none(TEXT) | {"description": "The letter that it answers."},
    "letter": or_none(TEXT) | {"description": "The id reserved for the letter."},
    "reference_number": or_none(TEXT),
    "waits": or_none(TEXT) | {"description": "The position whose turn it is."},
    "sent_back": or_none(TEXT),
    "changed_at": TIME,
    "can": many(TEXT) | {"description": "What you may do to it now."},
}
INITIAL = thing({"position": TEXT, "by": or_none(TEXT), "at": or_none(TIME), "approved": or_none(TEXT)})
ENCLOSURE = thing({
    "name": TEXT, "sha256": TEXT, "size": WHOLE, "kind": TEXT, "pages": WHOLE, "added_by": TEXT, "added_at": TIME,
})  # fmt: skip
FIELD = thing({
    "name": TEXT,
    "label": TEXT,
    "kind": TEXT,
    "required": {"type": "boolean"},
    "columns": many(TEXT),
})  # fmt: skip
DRAFT_SHAPES: dict[str, Shape] = {
    "Drafts": thing({"drafts": many(thing(SHORT))}),
    "Draft": thing({
        **SHORT,
        "content": {"type": "object", "description": "The values of its template's form, by field."},
        "approves": TEXT | {"description": "Digest of all that an initial approves."},
        "initials": many(INITIAL),
        "enclosures": many(ENCLOSURE),
        "number": or_none(WHOLE) | {"description": "The number that it holds in the outgoing register."},
        "made_by": TEXT,
        "changed_by": or_none(TEXT),
        "versions": WHOLE,
        "signer": or_none(TEXT),
        "behalf": or_none(TEXT),
        "through": or_none(TEXT),
        "cancelled": or_none(TEXT),
        "issued": or_none(TEXT) | {"description": "In the address where it can be verified."},
        "frozen_sha256": or_none(TEXT) | {"description": "The original that was typeset with its number."},
        "made_at": TIME,
        "frozen_at": or_none(TIME),
    }),
    "DraftDone": thing({"id": TEXT, "state": {"enum": list(STATES)}, "revision": WHOLE, "events": EVENTS}),
    "DraftSigned": thing({
        "id": TEXT,
        "state": {"enum": list(STATES)},
        "letter": or_none(TEXT) | {"description": "What it became."},
        "signing": or_none({"enum": list(OPEN)}) | {"description": "How far an attempt is that has not ended."},
    }),
    "DraftVersions": thing({
        "versions": many(
            thing({
                "no": WHOLE, "kind": {"enum": list(KINDS)}, "by": TEXT, "at": TIME, "sha256": TEXT, "content": {},
                "enclosures": many(thing({"name": TEXT, "sha256": TEXT})),
            })
        )
    }),
    "DraftDifference": thing({
        "fields": by_name(many(thing({"kind": {"enum": ["same", "added", "removed"]}, "text": TEXT})))
    }),
    "DraftTemplates": thing({"templates": many(thing({"name": TEXT, "title": TEXT, "fields": many(FIELD)}))}),
    "NumberForms": thing({"unit": TEXT, "forms": many(thing({"code": TEXT, "form": TEXT}))}),
}  # fmt: skip
