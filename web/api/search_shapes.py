"""The shapes of what a search answers and what is saved of it."""

from schemas.saved_search import ALERTS
from search.entry import FILTERS
from web.api.shape import (
    MARKS,
    NUMBER,
    OTHER,
    PROBLEM,
    SENTENCE,
    SHARE,
    TEXT,
    TIME,
    WHOLE,
    Shape,
    by_name,
    many,
    or_none,
    ref,
    thing,
)

SEARCH_SHAPES: dict[str, Shape] = {
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
}  # fmt: skip
