"""What the shapes of answers are made of, as JSON Schema."""

from typing import Any

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
