"""The shapes of answers as JSON Schema: for the description, and for the test that holds every answer to it."""

from typing import Any

from lontar.understanding.duplicates import KINDS
from schemas.job import STATES as JOB_STATES
from schemas.saved_search import ALERTS
from search.entry import FILTERS

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
WHOLE: Shape = {"type": "integer"}
TIME: Shape = TEXT | {"format": "date-time", "pattern": "[+]00:00$"}
NUMBER: Shape = {"type": "number"}
SHARE: Shape = {"type": "number", "minimum": 0, "maximum": 100}
BOX: Shape = {"type": "array", "items": WHOLE, "minItems": 4, "maxItems": 4, "description": "x0, y0, x1, y1 in pixels"}


def or_none(shape: Shape) -> Shape:
    return {"anyOf": [shape, {"type": "null"}]}


def many(shape: Shape) -> Shape:
    return {"type": "array", "items": shape}


def thing(needed: dict[str, Shape], **more: Shape) -> Shape:
    """An object with the members `needed` in every answer, `more` in some, and no others."""
    return {
        "type": "object",
        "properties": {**needed, **more},
        "required": list(needed),
        "additionalProperties": False,
    }


def by_name(shape: Shape) -> Shape:
    return {"type": "object", "additionalProperties": shape}


def ref(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


MARKS: Shape = many(many(WHOLE)) | {"description": "Start and end of the words found, in code points."}
VALUE: Shape = {"anyOf": [TEXT, WHOLE, many(TEXT)], "description": "Dates are whole numbers: yyyymmdd."}
FAULT = thing({"code": TEXT, "title": TEXT, "message": TEXT, "params": {"type": "object"}})
EVENTS: Shape = many(WHOLE) | {"description": "Numbers of the events, by which the act can be undone."}
OUTCOMES = thing({"done": WHOLE, "unchanged": WHOLE, "refused": WHOLE})
VERSION: Shape = WHOLE | {"description": "Version of the letter's facts: the number of its last event."}
PROBLEM = thing({"start": WHOLE, "end": WHOLE, "message": TEXT})
SENTENCE: Shape = many(thing({"kind": TEXT, "text": TEXT}, low=or_none(WHOLE), high=or_none(WHOLE)))
SAID = {name: or_none(TEXT) for name in ("reference_number", "subject", "sender")}
OTHER: dict[str, Shape] = {"id": TEXT, "date": or_none(WHOLE), **SAID}

SHAPES: dict[str, Shape] = {
    "Error": thing({"error": FAULT}),
    "Found": thing({
        "total": WHOLE,
        "took_ms": NUMBER,
        "hits": many(ref("Hit")),
        "facets": {"type": "object", "properties": {name: many({"type": "array"}) for name in FILTERS}},
        "understood": thing({"query": TEXT, "problems": many(PROBLEM), "sentence": SENTENCE, "literal": or_none(TEXT)}),
        "nearly": or_none(ref("Nearly")),
        "did_you_mean": or_none(TEXT),
        "instead": many(ref("Instead")),
        "cursor": or_none(TEXT),
    }),
    "Hit": {
        "type": "object",
        "required": ["id", "reference_number", "date", "subject", "sender", "name", "state", "direction", "snippets"],
        "properties": {
            "id": TEXT,
            "reference_number": or_none(TEXT),
            "date": or_none(WHOLE),
            "subject": or_none(TEXT),
            "subject_marks": MARKS,
            "sender": or_none(TEXT),
            "name": or_none(TEXT),
            "state": TEXT,
            "direction": TEXT,
            "confidence": or_none(SHARE),
            "snippets": many(
                thing({"file": WHOLE, "page": WHOLE, "number": WHOLE, "text": TEXT, "marks": MARKS})
                | {"description": "`number`: of the page in the letter, through all its files."}
            ),
            "reasons": many(
                thing({"field": TEXT, "text": TEXT, "marks": MARKS}, asked=TEXT)
                | {
                    "description": "Where the words are that the text has not; `suggested`: of a misread word; "
                    "`misread`, `near` and `synonym`: what it has instead of those `asked` for."
                }
            ),
            "missing": many(TEXT),
            "pages": many(thing({"text": TEXT, "pages": many(WHOLE)}))
            | {"description": "On which pages each word stands, where no page has them all."},
            "also": many(thing(OTHER | {"name": or_none(TEXT)}))
            | {"description": "Letters that seem to be the same one, taken in again."},
            "cursor": TEXT | {"description": "To go on behind this letter."},
        },
    },
    "Nearly": thing({
        "words": many(TEXT), "least": WHOLE, "near": by_name(many(TEXT)), "without": many(TEXT), "query": TEXT,
    }) | {"description": "No letter has all the words: these have `least` of them, or others `near` them."},
    "Proposals": thing({"proposals": many(thing({
        "kind": {"enum": ["saved", "letter", "sender", "word"]},
        "text": TEXT,
        "query": TEXT | {"description": "What it asks; empty for a letter."},
        "id": or_none(TEXT) | {"description": "Of the letter or the saved search."},
        "count": or_none(WHOLE) | {"description": "Letters that the word or sender has."},
    }))}),
    "SavedSearches": thing({"searches": many(thing({
        "id": TEXT, "name": TEXT, "query": TEXT,
        "filters": by_name(many(TEXT)),
        "sort": TEXT,
        "exact": {"type": "boolean"},
        "alert": {"enum": list(ALERTS)},
    }))}),
    "Saved": thing({"id": TEXT, "event": or_none(WHOLE) | {"description": "By which it can be undone."}}),
    "Alerts": thing({"alerts": many(thing({"search": TEXT, "letter": TEXT, "at": TIME}))}),
    "Seen": thing({"seen": WHOLE}),
    "Instead": thing({
        "kind": {"enum": ["spelling", "words", "filter", "filters", "forms"]},
        "query": TEXT,
        "filters": by_name(many(TEXT)),
        "total": WHOLE,
        "left": many(TEXT),
    }) | {"description": "What would be found when nothing was; `left`: the words or filters that it leaves out."},
    "Letter": thing({
        "id": TEXT,
        "stage": TEXT,
        "withdrawn": or_none(TEXT),
        "within": or_none(TEXT),
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
    }))}),
    "Units": thing({"units": many(thing({
        "id": TEXT, "code": TEXT, "name": TEXT, "parent": or_none(TEXT), "state": TEXT,
    }))}),
    "Batches": thing({"batches": many(thing({
        "id": TEXT,
        "name": TEXT,
        "unit": TEXT,
        "state": TEXT,
        "security_class": TEXT,
        "languages": TEXT | {"description": "Models joined by +; empty: the office's."},
        "profile": TEXT | {"description": "Empty: the office's."},
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
