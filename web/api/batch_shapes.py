"""The shapes of what the API says of digitising batches, boxes and folders."""

from lontar.digitising.items import SAID
from schemas.batch import PAPERS
from schemas.item import STATES
from web.api.shape import EVENTS, TEXT, WHOLE, Shape, by_name, many, or_none, thing

WHOLES = ("pages", "date")
VALUES: dict[str, Shape] = {name: or_none(WHOLE if name in WHOLES else TEXT) for name in SAID}
LETTER = thing({
    "id": TEXT, "file": TEXT, "reference_number": or_none(TEXT), "date": or_none(WHOLE), "subject": or_none(TEXT),
})  # fmt: skip
BATCH: dict[str, Shape] = {
    "id": TEXT,
    "name": TEXT,
    "unit": TEXT,
    "state": TEXT,
    "security_class": TEXT,
    "languages": TEXT | {"description": "Models joined by +; empty: the office's."},
    "profile": TEXT | {"description": "Empty: the office's."},
}
BATCH_SHAPES: dict[str, Shape] = {
    "Batches": thing({"batches": many(thing(BATCH))}),
    "Batch": thing(BATCH | {
        "counts": by_name(WHOLE),
        "papers": many(thing({"kind": {"enum": list(PAPERS)}, "name": TEXT, "sha256": TEXT})),
    }),
    "Items": thing({
        "items": many(thing({
            "id": TEXT,
            "expected": {"type": "boolean"},
            "state": {"enum": list(STATES)},
            "place": or_none(TEXT) | {"description": "Id of the folder."},
            **VALUES,
            "letter": or_none(LETTER),
            "restricted": {"type": "boolean", "description": "It has a letter that you may not read."},
            "explained": or_none(TEXT),
            "unexplained": {"type": "boolean"},
            "suggested": or_none(thing({"id": TEXT, **VALUES})),
        })),
        "after": or_none(TEXT),
    }),
    "Laid": thing({
        **dict.fromkeys(("added", "changed", "same", "unnamed"), WHOLE),
        "faults": many(thing({"line": WHOLE, "message": TEXT})),
        "event": or_none(WHOLE),
    }),
    "Matched": thing({"events": EVENTS}),
    "Undone": thing({"event": or_none(WHOLE)}),
    "Boxes": thing({"boxes": many(thing({"id": TEXT, "unit": TEXT, "number": TEXT, "title": TEXT, "shelf": TEXT}))}),
    "Folders": thing({"folders": many(thing({"id": TEXT, "box": TEXT, "number": TEXT, "title": TEXT}))}),
    "FolderLetters": thing({
        "id": TEXT, "box": TEXT, "number": TEXT, "title": TEXT, "letters": many(TEXT), "after": or_none(TEXT),
    }),
}  # fmt: skip
