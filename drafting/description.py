"""The description of a template: TOML in the comment that its file begins with, which names the fields of its form.
docs/templates.md says what it holds."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from drafting.errors import FaultyTemplate
from drafting.template import KINDS, Column, Field, Template

DESCRIPTION = re.compile(r"\ufeff?/\*((?:\r?\n).*?)\*/", re.S)
"""With the end of the first line, so that a fault is on the line that it is said to be on."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""Of a field or a column."""
MOST_FIELDS, MOST_COLUMNS, LONGEST_LABEL, LONGEST_TEXT = 40, 8, 120, 50_000
TOP = {"indonesian", "english", "letter_type", "titled", "fields"}
OF_FIELD = {"name", "indonesian", "english", "kind", "required", "most", "default", "columns"}
OF_COLUMN = {"name", "indonesian", "english"}


def read(name: str, content: bytes, *, own: bool) -> Template:
    """The template that a file holds, one of the office's `own` or shipped. Raises FaultyTemplate with the first
    fault."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FaultyTemplate(what=name, why="it is not UTF-8 text") from error
    found = DESCRIPTION.match(text)
    if not found:
        raise FaultyTemplate(what=name, why="it does not begin with its description between /* and */")
    try:
        told = tomllib.loads(found[1])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FaultyTemplate(what=name, why=f"its description is not TOML: {error}") from error
    return Template(source=content if own else None, **_Reader(name).template(told))


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name

    def template(self, told: Mapping[str, Any]) -> dict[str, Any]:
        self.known(told, TOP, "the description")
        fields = told.get("fields")
        if not isinstance(fields, list) or not 1 <= len(fields) <= MOST_FIELDS:
            raise self.fault(f"it needs from 1 to {MOST_FIELDS} [[fields]]")
        found = tuple(self.field(one) for one in fields)
        names = [one.name for one in found]
        if twice := {one for one in names if names.count(one) > 1}:
            raise self.fault(f"the field {min(twice)} stands there twice")
        titled = told.get("titled", "subject")
        if titled not in names:
            raise self.fault(f"titled names the field {titled}, which there is not")
        texts = {
            "indonesian": self.text(told, "indonesian", "the description"),
            "english": self.text(told, "english", "the description", needed=False),
            "letter_type": self.text(told, "letter_type", "the description", needed=False),
        }
        return {"name": self.name, "titled": titled, "fields": found, **texts}

    def field(self, told: Any) -> Field:
        if not isinstance(told, dict):
            raise self.fault("fields are tables [[fields]]")
        name = self.named(told, "a field")
        where = f"the field {name}"
        self.known(told, OF_FIELD, where)
        kind = told.get("kind", "line")
        if kind not in KINDS:
            raise self.fault(f"{where} has no kind of {', '.join(KINDS)}")
        most, required = told.get("most", 20_000 if kind == "text" else 300), told.get("required", False)
        if type(most) is not int or not 1 <= most <= LONGEST_TEXT:
            raise self.fault(f"{where}: most is not a number from 1 to {LONGEST_TEXT}")
        if not isinstance(required, bool):
            raise self.fault(f"{where}: required is neither true nor false")
        default = told.get("default", "")
        if not isinstance(default, str) or len(default) > most:
            raise self.fault(f"{where}: default is no text of at most {most} characters")
        return Field(
            name,
            self.text(told, "indonesian", where),
            self.text(told, "english", where, needed=False),
            kind,
            required,
            most,
            default,
            self.columns(told, kind, where),
        )

    def columns(self, told: Mapping[str, Any], kind: str, where: str) -> tuple[Column, ...]:
        columns = told.get("columns", [])
        if kind != "table" and columns:
            raise self.fault(f"{where} is no table and has no columns")
        if kind == "table" and not (isinstance(columns, list) and 1 <= len(columns) <= MOST_COLUMNS):
            raise self.fault(f"{where} needs from 1 to {MOST_COLUMNS} columns")
        return tuple(self.column(one, where) for one in columns)

    def column(self, told: Any, where: str) -> Column:
        if not isinstance(told, dict):
            raise self.fault(f"{where}: columns are tables with name and indonesian")
        self.known(told, OF_COLUMN, f"a column of {where}")
        name = self.named(told, f"a column of {where}")
        labels = [
            self.text(told, one, f"{where}, column {name}", needed=one == "indonesian")
            for one in ("indonesian", "english")
        ]
        return Column(name, *labels)

    def named(self, told: Mapping[str, Any], where: str) -> str:
        name = told.get("name")
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise self.fault(f"the name of {where} is not of small letters, digits and _")
        return name

    def text(self, told: Mapping[str, Any], key: str, where: str, *, needed: bool = True) -> str:
        found = told.get(key, "")
        if not isinstance(found, str) or len(found) > LONGEST_LABEL or (needed and not found.strip()):
            raise self.fault(f"{where}: {key} is no text of at most {LONGEST_LABEL} characters")
        return found.strip()

    def known(self, told: Mapping[str, Any], names: set[str], where: str) -> None:
        if unknown := told.keys() - names:
            raise self.fault(f"{where} holds {min(unknown)}, which nobody knows")

    def fault(self, why: str) -> FaultyTemplate:
        return FaultyTemplate(what=self.name, why=why)
