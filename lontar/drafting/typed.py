"""The fields of a draft's form as they are typed in one box each, and back: a line for each item of a list, the cells
of a row apart by |, days as people write them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from drafting.template import Field, Template
from ingest.dates import dates
from schemas.day import day_number
from schemas.errors import WrongUse
from schemas.months import in_words

CELL = "|"


def read(template: Template, boxes: Mapping[str, str]) -> dict[str, Any]:
    """The values of those fields of a form that were typed; of an empty box nothing. Raises WrongUse, with the
    field."""
    found = {field.name: _value(field, boxes[field.name]) for field in template.fields if field.name in boxes}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def shown(field: Field, value: Any) -> str:
    """A value as its box shows it."""
    if value in (None, "", []):
        return ""
    if field.kind == "day":
        return in_words(int(value))
    if field.kind == "list":
        return "\n".join(map(str, value))
    if field.kind == "table":
        return "\n".join(f" {CELL} ".join(str(row.get(one.name, "")) for one in field.columns) for row in value)
    return str(value)


def _value(field: Field, typed: str) -> Any:
    if field.kind == "day":
        return _day(field, typed.strip()) if typed.strip() else None
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if field.kind == "list":
        return lines
    if field.kind == "table":
        return [_row(field, line) for line in lines]
    return typed


def _row(field: Field, line: str) -> dict[str, str]:
    """Raises WrongUse where there are more cells than columns."""
    cells = [cell.strip() for cell in line.split(CELL)]
    if len(cells) > len(field.columns):
        raise WrongUse(what=line, why="it has more parts than the table has columns", field=field.name)
    return {one.name: cell for one, cell in zip(field.columns, cells, strict=False)}


def _day(field: Field, typed: str) -> int:
    try:
        return day_number(date.fromisoformat(typed))
    except ValueError:
        found = dates(typed)
    if len(found) != 1:
        raise WrongUse(what=typed, why="write it like 22 November 2026 or 22-11-2026", field=field.name)
    return int(found[0][0])
