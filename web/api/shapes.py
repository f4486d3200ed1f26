"""The shapes of answers as JSON Schema: for the description, and for the test that holds every answer to it."""

from lontar.understanding.duplicates import KINDS
from schemas.job import STATES as JOB_STATES
from schemas.letter import OVERTAKEN
from web.api.batch_shapes import BATCH_SHAPES
from web.api.calendar_shapes import CALENDAR
from web.api.describing_shapes import DESCRIBING_SHAPES
from web.api.draft_shapes import DRAFT_SHAPES
from web.api.import_shapes import IMPORT_SHAPES
from web.api.ledger_shapes import LEDGER_SHAPES
from web.api.proof_shapes import PROOF_SHAPES
from web.api.register_shapes import REGISTER_SHAPES
from web.api.retention_shapes import RETENTION_SHAPES
from web.api.routing_shapes import ROUTING_SHAPES
from web.api.search_shapes import SEARCH_SHAPES
from web.api.sending_shapes import SENDING_SHAPES
from web.api.shape import (
    BOX,
    EVENTS,
    FAULT,
    OTHER,
    OUTCOMES,
    SHARE,
    TEXT,
    TIME,
    VALUE,
    VERSION,
    WHOLE,
    Shape,
    by_name,
    many,
    or_none,
    ref,
    thing,
)

SHAPES: dict[str, Shape] = {
    **SEARCH_SHAPES,
    **BATCH_SHAPES,
    "Calendar": CALENDAR,
    **DESCRIBING_SHAPES,
    **DRAFT_SHAPES,
    **IMPORT_SHAPES,
    **LEDGER_SHAPES,
    **PROOF_SHAPES,
    **REGISTER_SHAPES,
    **RETENTION_SHAPES,
    **ROUTING_SHAPES,
    **SENDING_SHAPES,
    "Error": thing({"error": FAULT}),
    "Letter": thing({
        "id": TEXT,
        "stage": TEXT,
        "withdrawn": or_none(TEXT),
        "within": or_none(TEXT),
        "overtaken": or_none(thing({
            "standing": {"enum": list(OVERTAKEN)},
            "by": or_none(TEXT) | {"description": "The letter that did it, for who may read that."},
            "why": or_none(TEXT),
        })),
        "direction": TEXT,
        "unit": TEXT,
        "security_class": TEXT,
        "added_at": TIME,
        "added_by": or_none(TEXT),
        "batch": or_none(TEXT),
        "casefile": or_none(TEXT),
        "confidence": or_none(SHARE),
        "error": or_none(FAULT),
        "files": many(ref("File")),
        "fields": by_name(ref("Field")),
        "none": many(TEXT) | {"description": "Fields of which a person says that the letter has none."},
        "tags": many(TEXT),
        "notes": many(thing({"by": TEXT, "at": TIME, "text": TEXT})),
        "thread": ref("Thread"),
        "duplicates": many(thing({"letter": ref("Other"), "kind": {"enum": list(KINDS)}, "likeness": SHARE}))
        | {"description": "Seem to be it: the same bytes, another image, or one whose number was not read on both."},
        "version": VERSION,
    }),
    "Other": thing(OTHER),
    "Thread": thing({
        "references": many(thing({
            "number": TEXT,
            "date": or_none(WHOLE),
            "sender": or_none(TEXT),
            "letter": or_none(ref("Other")),
            "by_hand": {"type": "boolean"},
            "sure": {"type": "boolean", "description": "False where only day and sender say which letter it is."},
        })) | {"description": "What it cites: a number, or else the day as printed; `letter`: null where not found."},
        "cited_by": many(thing(OTHER | {"sure": {"type": "boolean"}})),
        "letters": many(ref("Other")) | {"description": "All that hang together, by day; none where it stands alone."},
    }),
    "File": thing({
        "no": WHOLE,
        "name": TEXT,
        "sha256": TEXT,
        "size": WHOLE,
        "kind": TEXT,
        "pages": WHOLE,
        "part": TEXT,
        "leaves": many(WHOLE) | {"description": "Pages shown, in order; with `left_out` empty too: all."},
        "left_out": many(WHOLE) | {"description": "Pages set aside."},
        "error": or_none(FAULT),
        "verdict": or_none({"type": "object", "description": "Of its signatures, as `lontar verify --json` says it."}),
    }),
    "Field": thing(
        {"value": VALUE},
        printed=TEXT,
        confidence=SHARE,
        file=WHOLE,
        page=WHOLE,
        box=BOX,
        by_hand={"type": "boolean"},
        learned=WHOLE | {"description": "From so many corrected letters of the same sender."},
    ),
    "Text": thing({"text": TEXT}),
    "Words": thing({"pages": many(thing({
        "file": WHOLE,
        "page": WHOLE,
        "width": WHOLE,
        "height": WHOLE,
        "source": TEXT,
        "words": many(thing({"text": TEXT, "box": BOX, "confidence": SHARE})),
    }))}),
    "History": thing({"events": many(thing({
        "sequence": WHOLE,
        "at": TIME,
        "by": TEXT,
        "verb": TEXT,
        "before": {"type": "object"},
        "after": {"type": "object"},
    }))}),
    "State": thing({"name": TEXT, "pages_done": WHOLE, "pages": WHOLE, "version": VERSION}),
    "Queue": thing({"after": or_none(TEXT), "pages": many(thing({
        "letter": TEXT,
        "number": WHOLE,
        "file": WHOLE,
        "page": WHOLE,
        "rotation": WHOLE,
        "name": TEXT,
        "subject": or_none(TEXT),
        "confidence": SHARE,
        "doubtful": WHOLE,
    }))}),
    "Sheet": thing({
        "lines": many(thing({
            "box": BOX,
            "words": many(thing({
                "text": TEXT,
                "box": BOX,
                "confidence": SHARE,
                "read": or_none(TEXT),
                "by": or_none(TEXT),
                "suggestions": many(TEXT),
            })),
            "uncertain": many({"type": "array"}),
        })),
        "doubtful": WHOLE,
        "being_read": {"type": "boolean"},
        "taken_by": or_none(TEXT),
        "reviewed_by": or_none(TEXT),
    }),
    "Done": thing({"events": EVENTS, "version": VERSION}),
    "Parted": thing({"events": EVENTS, "version": VERSION, "letters": many(TEXT)}),
    "Jobs": thing({"jobs": many(ref("Job"))}),
    "Job": thing({
        "id": TEXT,
        "act": TEXT,
        "values": {"type": "object"},
        "query": or_none(TEXT),
        "filters": by_name(many(TEXT)),
        "like": or_none(TEXT),
        "exact": {"type": "boolean"},
        "letters": WHOLE,
        "state": {"enum": list(JOB_STATES)},
        "undoable": {"type": "boolean"},
        "foreseen": OUTCOMES,
        "counts": OUTCOMES,
        "reasons": many(thing({"error": FAULT, "letters": WHOLE})),
        "error": or_none(FAULT),
        "of": or_none(TEXT) | {"description": "The job that it undoes."},
        "undone_by": or_none(TEXT),
        "made_at": TIME,
        "began_at": or_none(TIME),
        "ended_at": or_none(TIME),
    }),
    "JobLetters": thing({"parts": WHOLE, "letters": many(thing({
        "id": or_none(TEXT) | {"description": "None for a letter that you may not read now."},
        "outcome": {"enum": ["done", "unchanged", "refused", None]},
        "error": or_none(FAULT),
    }))}),
    "Tags": thing({"tags": many(thing({"tag": TEXT, "letters": WHOLE}))}),
    "CaseFiles": thing({"casefiles": many(thing({
        "id": TEXT, "unit": TEXT, "number": TEXT, "code": TEXT, "title": TEXT, "state": TEXT,
        "series": or_none(TEXT), "folder": or_none(TEXT),
        "place": or_none(TEXT) | {"description": "Where its paper lies: box/folder, shelf."},
    }))}),
    "Units": thing({"units": many(thing({
        "id": TEXT, "code": TEXT, "name": TEXT, "parent": or_none(TEXT), "state": TEXT,
    }))}),
    "Status": thing({
        "letters": by_name(WHOLE),
        "work": by_name(WHOLE),
        "failed": many(thing({"id": TEXT, "file": TEXT, "error": or_none(FAULT)})),
        "queue": thing({"place": TEXT, "messages": or_none(WHOLE), "error": or_none(FAULT)}),
        "index": thing({
            "letters": or_none(WHOLE),
            "events_behind": or_none(WHOLE),
            "bytes": or_none(WHOLE),
            "error": or_none(FAULT),
        }),
        "store": by_name(WHOLE),
        "libreoffice": {"type": "boolean"},
        "troubles": thing({
            "failures": many(thing({"code": TEXT, "title": TEXT, "count": WHOLE})),
            "stuck": thing({
                "leases": WHOLE, "waiting": WHOLE, "waiting_since": or_none(TEXT), "jobs": WHOLE, "given_up": WHOLE,
                "signatures": WHOLE,
            }),
            "followers": many(thing({"name": TEXT, "behind": or_none(WHOLE), "since": or_none(TEXT)})),
            "mail": by_name(WHOLE),
        }),
    }),
    "Upload": thing({
        "id": TEXT, "name": TEXT, "size": WHOLE, "offset": WHOLE, "state": TEXT, "unit": TEXT, "direction": TEXT,
        "batch": or_none(TEXT),
        "sha256": or_none(TEXT),
        "results": many(thing({
            "file": TEXT, "id": or_none(TEXT), "status": TEXT, "error": or_none(FAULT), "message": or_none(TEXT),
        })),
    }),
}  # fmt: skip
"""By the name under which routes say what they give."""
