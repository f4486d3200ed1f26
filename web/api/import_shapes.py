"""The shapes of answers about tables brought in."""

from lontar.importing.columns import TARGETS
from schemas.entry import DIRECTIONS
from schemas.letter import CLASSES, WAYS
from schemas.table_import import STATES
from web.api.shape import FAULT, SHARE, TEXT, TIME, WHOLE, Shape, by_name, many, or_none, ref, thing

PROBLEM = thing(
    {"level": {"enum": ["error", "warning"]}, "template": TEXT, "params": {"type": "object"}, "message": TEXT}
)
COUNTS: Shape = by_name(WHOLE) | {
    "description": "make: letters made; scan: given their scan; here: here already; error: left out; "
    "skip: passed over; warned: with a warning; undone: taken out again; kept: worked on since."
}
MAPPING: Shape = {
    "type": "object",
    "properties": {
        "columns": by_name(TEXT) | {"description": f"By heading what each column is: {', '.join(TARGETS)}."},
        "direction": {"enum": list(WAYS)},
        "year": or_none(WHOLE),
        "files": TEXT,
        "batch": TEXT,
        "tags": many(TEXT),
        "security_class": {"enum": list(CLASSES)},
    },
}
IMPORT_SHAPES: dict[str, Shape] = {
    "Import": thing({
        "id": TEXT,
        "unit": TEXT,
        "name": TEXT,
        "file": TEXT,
        "sha256": TEXT,
        "kind": {"enum": ["xlsx", "xls", "ods", "csv", "paperless"]},
        "how": {"type": "object", "description": "encoding and delimiter, or sheet and sheets."},
        "headings": many(TEXT),
        "line": WHOLE | {"description": "Of the heading."},
        "rows": WHOLE,
        "scans": WHOLE,
        "state": {"enum": list(STATES)},
        "books": many(thing({"register": TEXT, "numbers": WHOLE, "first": WHOLE, "last": WHOLE}))
        | {"description": f"UNIT/DIRECTION/YEAR, of {', '.join(DIRECTIONS)}."},
        "proposals": many(thing({"target": TEXT, "confidence": SHARE, "why": TEXT})),
        "mapping": MAPPING,
        "foreseen": COUNTS,
        "counts": COUNTS,
        "at": WHOLE,
        "parts": WHOLE,
        "error": or_none(FAULT),
        "made_at": TIME,
        "began_at": or_none(TIME),
        "ended_at": or_none(TIME),
        "undone_at": or_none(TIME),
    }),
    "Imports": thing({"imports": many(ref("Import"))}),
    "ImportRows": thing({"parts": WHOLE, "rows": many(thing({
        "line": WHOLE,
        "cells": many(TEXT),
        "outcome": {"enum": ["make", "scan", "here", "error", "skip", "undone", "kept", None]},
        "letter": or_none(TEXT),
        "problems": many(PROBLEM),
    }))}),
    "Mappings": thing({"mappings": many(thing({"id": TEXT, "unit": TEXT, "name": TEXT, "mapping": MAPPING}))}),
}  # fmt: skip
