"""The content of a draft: what was typed into the form, checked against its fields and made data of the template."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from drafting import notation
from drafting.errors import NotOfForm
from drafting.template import MOST_ITEMS, Field, Template
from schemas.day import day_of

LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
JOINERS = "\u00ad\u200c\u200d"
"""Of the characters that do not show these have their use; the others, such as marks that turn the direction of text,
would let a letter look other than it reads."""
MOST_MARKS = 6
"""Upon one letter: no language has as many, and thousands would keep the typesetter busy for a minute."""
LONGEST_WORD = 45
LINE, LEAST = 80, 6
"""Characters of a line of a table, and of its narrowest column."""
WORD, DIGIT = re.compile(rf"\S{{{LEAST + 1},}}"), re.compile(r"\d")
BREAK = "\u200b"
"""A place where a word may be parted at the end of a line; it has no width."""


def clean(text: str) -> str:
    """Without characters that no page shows: controls, marks of direction, halves of characters. Accents join their
    letters, on which more than MOST_MARKS are none; other line ends become ours."""
    plain = LINE_ENDS.sub("\n", text)
    kept: list[str] = []
    marks = 0
    for one in plain:
        marks = marks + 1 if unicodedata.category(one).startswith("M") else 0
        if marks <= MOST_MARKS and (one in "\n\t" or _shows(one)):
            kept.append(one)
    return unicodedata.normalize("NFC", "".join(kept))


def _shows(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":
        return character in JOINERS
    return category not in ("Cc", "Cs") and ord(character) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(character) <= 0xFDEF


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def checked(template: Template, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as it is kept: cleaned, of the kinds and within the sizes that the fields have. Fields without a
    value are left out: a draft may lack them (see `missing`). Raises NotOfForm."""
    for name in content:
        if template.field(name) is None:
            raise NotOfForm(what=name, why="the form has no such field", field=name)
    found = {field.name: _value(field, content[field.name]) for field in template.fields if field.name in content}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def missing(template: Template, content: Mapping[str, Any]) -> list[Field]:
    """The fields without which the letter cannot go out."""
    return [field for field in template.fields if field.required and content.get(field.name) in (None, "", [], ())]


def as_data(template: Template, content: Mapping[str, Any]) -> dict[str, Any]:
    """Checked content as the template takes it: prose as blocks; words that are longer than a line may be parted."""
    kinds = {field.name: field.kind for field in template.fields}
    return {
        name: _parted(notation.blocks(value) if kinds[name] == "text" else value) for name, value in content.items()
    }


def texts(value: Any) -> Iterator[str]:
    """All text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from texts(one)


def _value(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.kind == "day":
        return _day(field, value)
    if field.kind in ("line", "time"):
        return _short(field, one_line(_text(field, value)))
    if field.kind == "text":
        return _short(field, clean(_text(field, value)).strip("\n").rstrip())
    items = value.split("\n") if isinstance(value, str) and field.kind == "list" else value
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise NotOfForm(what=_label(field), why="it is not a list", field=field.name)
    if len(items) > MOST_ITEMS:
        raise NotOfForm(what=_label(field), why=f"it has more than {MOST_ITEMS} items", field=field.name)
    if field.kind == "list":
        lines = [_short(field, one_line(_text(field, one))) for one in items]
        return [one for one in lines if one]
    rows = [_row(field, one) for one in items]
    return [one for one in rows if any(one.values())]


def _row(field: Field, row: Any) -> dict[str, str]:
    if not isinstance(row, Mapping):
        raise NotOfForm(what=_label(field), why="it is not a list of rows", field=field.name)
    if unknown := row.keys() - {column.name for column in field.columns}:
        raise NotOfForm(what=_label(field), why=f"it has no column {min(map(str, unknown))}", field=field.name)
    cells = {column.name: _text(field, row.get(column.name) or "") for column in field.columns}
    return {name: _short(field, one_line(cell)) for name, cell in cells.items()}


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise NotOfForm(what=_label(field), why="it is not text", field=field.name)
    return value


def _short(field: Field, value: str) -> str:
    if len(value) > field.most:
        raise NotOfForm(what=_label(field), why=f"it has more than {field.most} characters", field=field.name)
    return value


def _day(field: Field, value: Any) -> int:
    if type(value) is int:
        try:
            day_of(value)
        except ValueError:
            pass
        else:
            return value
    raise NotOfForm(what=_label(field), why="it is no day", field=field.name)


def _label(field: Field) -> str:
    return field.label("en")


def _parted(value: Any, narrow: int = LONGEST_WORD) -> Any:
    """With places where long words may be parted. In the columns of a table, `narrow` characters wide, those with
    digits too, which have no syllables to be parted by."""
    if isinstance(value, str):
        return WORD.sub(lambda found: _in_pieces(found[0], narrow), value)
    if isinstance(value, Mapping):
        if value.get("kind") == "table":
            narrow = max(LEAST, LINE // value["columns"] - 2)
        return {name: _parted(one, narrow) for name, one in value.items()}
    if isinstance(value, list):
        return [_parted(one, narrow) for one in value]
    return value


def _in_pieces(word: str, narrow: int) -> str:
    if len(word) <= LONGEST_WORD and not (len(word) > narrow and DIGIT.search(word)):
        return word
    size = min(narrow, LONGEST_WORD)
    return BREAK.join(word[at : at + size] for at in range(0, len(word), size))
