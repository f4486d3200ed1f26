"""Templates of letters, and the fields of the form that each is filled in by."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.errors import NotFound

SHIPPED = Path(__file__).with_name("templates")
"""Templates, which begin with their descriptions, and what they share."""
SHARED = "letter.typ"
NAMES = ("surat-dinas", "nota-dinas", "undangan", "surat-tugas")
"""In the order in which they are offered; each is the code of a letter type too."""
KINDS = ("line", "text", "list", "day", "time", "table")
"""What a field holds: a line; prose in the notation of drafting/notation.py; lines, one for each item; a day yyyymmdd;
a time in words, such as 09.00 WIB s.d. selesai; rows of the field's columns."""
MOST_ITEMS = 500
"""Of a list or rows of a table."""


@dataclass(frozen=True)
class Column:
    name: str
    indonesian: str
    english: str


@dataclass(frozen=True)
class Field:
    """`most`: characters that it holds; of a list or table, those of an item or cell. `default`: what a new draft has
    there, a line or the text of prose."""

    name: str
    indonesian: str
    english: str
    kind: str
    required: bool = False
    most: int = 300
    default: str = ""
    columns: tuple[Column, ...] = ()

    def label(self, language: str) -> str:
        """In "id" or "en"; the Indonesian one where there is no English."""
        return (self.english if language == "en" else "") or self.indonesian


@dataclass(frozen=True)
class Template:
    """`letter_type`: the code of the vocabulary for the letters it makes. `titled`: the field from which the title of
    the document is taken. `source`: the Typst text of a template of the office, which is typeset in a limited process;
    None for one that Lontar ships."""

    name: str
    indonesian: str
    english: str
    letter_type: str
    titled: str
    fields: tuple[Field, ...]
    source: bytes | None = None

    def title(self, language: str) -> str:
        return (self.english if language == "en" else "") or self.indonesian

    def field(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)

    @property
    def defaults(self) -> dict[str, str]:
        """What a new draft has in its fields."""
        return {field.name: field.default for field in self.fields if field.default}

    @property
    def path(self) -> Path:
        """Of one that Lontar ships."""
        return SHIPPED / f"{self.name}.typ"


@cache
def shipped(name: str) -> Template:
    """A template that Lontar ships. Raises NotFound."""
    from drafting.description import read

    if name not in NAMES:
        raise NotFound(what=f"Template {name}")
    return read(name, (SHIPPED / f"{name}.typ").read_bytes(), own=False)


def all_shipped() -> tuple[Template, ...]:
    return tuple(shipped(name) for name in NAMES)
