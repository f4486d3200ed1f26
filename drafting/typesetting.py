"""A letter typeset: what was typed into the form of a template, under the letterhead of its unit.

What a letter gets only when it is frozen is None before, and shows as a marked blank: `number`; `day` yyyymmdd;
`stamp`, the address where it can be verified, with which the foot of each page says so and the room for the visible
stamp stays empty; "" where there is none. `enclosed`: what goes with it, in the PDF's keywords, so that its signature
covers them too.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from drafting.block import Block
from drafting.content import as_data, checked, clean, one_line, texts
from drafting.errors import FaultyTemplate, NoFont, TemplateStopped
from drafting.notation import plain
from drafting.template import SHARED, SHIPPED, Template
from paper import typeset as typst
from paper.apart import MAIN, pictures_apart, typeset_apart
from paper.errors import FileFault, TookTooLong

LONGEST_TITLE = 200
PREVIEW_DPI = 96.0
"""Of the pictures beside the form: 794 pixels across an A4 page."""


@dataclass(frozen=True)
class Head:
    """The letterhead: its lines, and the crest as the bytes of a picture."""

    lines: tuple[str, ...]
    crest: bytes | None = None


@dataclass(frozen=True)
class Place:
    """Room that the template left for the visible stamp: its page, from 1, and its box in points of 1/72 inch from the
    lower left of the page: x0, y0, x1, y1."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Typeset:
    """A PDF/A-2a that is PDF/UA-1 too, the title it carries, its number of pages and the room for the stamp."""

    pdf: bytes
    title: str
    pages: int
    place: Place


def typeset(
    template: Template,
    content: Mapping[str, Any],
    head: Head,
    block: Block | None,
    *,
    number: str | None = None,
    day: int | None = None,
    stamp: str | None = None,
    enclosed: Sequence[str] = (),
) -> Typeset:
    """The letter as a PDF; `content` by the names of the template's fields, which a draft may lack.

    Raises NotOfForm, NoFont, FaultyTemplate, TemplateStopped."""
    data = _data(template, content, head, block) | _issue(number, day, stamp, enclosed)
    with _told(template, data):
        if template.source is None:
            laid = typst.typeset_letter(template.path, data)
        else:
            laid = typeset_apart(_files(template), data)
    pages, place = _place(template, laid.told)
    return Typeset(laid.pdf, data["title"], pages, place)


def preview(
    template: Template,
    content: Mapping[str, Any],
    head: Head,
    block: Block | None,
    *,
    number: str | None = None,
    day: int | None = None,
    stamp: str | None = None,
    enclosed: Sequence[str] = (),
) -> list[bytes]:
    """The pages as PNG pictures of PREVIEW_DPI, to stand beside the form. What `typeset` refuses is refused here too,
    so that it is said while somebody types. Raises as it does."""
    data = _data(template, content, head, block) | _issue(number, day, stamp, enclosed)
    with _told(template, data):
        if template.source is not None:
            return pictures_apart(_files(template), data, PREVIEW_DPI)
        typst.typeset_letter(template.path, data)
        return typst.typeset_pictures(template.path, data, PREVIEW_DPI)


def _data(template: Template, content: Mapping[str, Any], head: Head, block: Block | None) -> dict[str, Any]:
    """As drafting/templates/letter.typ takes it, but for what `_issue` adds."""
    kept = checked(template, content)
    signs = block.as_data() if block else None
    return {
        "head": {"lines": [one_line(line) for line in head.lines], "crest": head.crest},
        "title": _title(template, kept),
        "place": kept.get("place"),
        "block": {name: _lined(value) for name, value in signs.items()} if signs else None,
        "content": as_data(template, kept),
    }


def _issue(number: str | None, day: int | None, stamp: str | None, enclosed: Sequence[str]) -> dict[str, Any]:
    return {
        "number": one_line(number) if number else None,
        "day": day,
        "stamp": None if stamp is None else one_line(stamp),
        "enclosed": [one_line(one) for one in enclosed],
    }


def _lined(value: str | list[str]) -> str | list[str]:
    return one_line(value) if isinstance(value, str) else [one_line(one) for one in value]


def _title(template: Template, content: Mapping[str, Any]) -> str:
    field, value = template.field(template.titled), content.get(template.titled, "")
    if field and field.kind == "text":
        value = plain(value)
    told = " ".join(" ".join(texts(value)).split())
    said = f"{template.indonesian}: {told}" if told else template.indonesian
    return said if len(said) <= LONGEST_TITLE else said[: LONGEST_TITLE - 1].rstrip() + "…"


def _place(template: Template, told: list[Any]) -> tuple[int, Place]:
    """The number of pages and the room for the stamp, from what the template told. Raises FaultyTemplate."""
    try:
        (one,) = told
        pages, page = int(one["pages"]), int(one["page"])
        x, y, width, height, sheet = (float(one[name]) for name in ("x", "y", "width", "height", "sheet"))
    except (KeyError, TypeError, ValueError) as error:
        raise FaultyTemplate(what=template.name, why="it has not exactly one room for the stamp (signature)") from error
    if not (1 <= page <= pages and 0 <= x < x + width and 0 <= y < y + height <= sheet):
        raise FaultyTemplate(what=template.name, why="the room for the stamp lies outside of its page")
    return pages, Place(page, (x, sheet - y - height, x + width, sheet - y))


@contextmanager
def _told(template: Template, data: Mapping[str, Any]) -> Iterator[None]:
    """What goes wrong within, as errors of ours."""
    try:
        yield
    except typst.NotTypeset as error:
        raise _said(template, data, error) from error
    except TookTooLong as error:
        raise TemplateStopped(what=template.name, why="it took too long") from error
    except FileFault as error:
        raise TemplateStopped(what=template.name, why="it took too much memory or processor time") from error


def _files(template: Template) -> dict[str, bytes]:
    """All that a template of the office can read."""
    return {MAIN: template.source or b"", SHARED: (SHIPPED / SHARED).read_bytes()}


def _said(template: Template, data: Mapping[str, Any], error: typst.NotTypeset) -> NoFont | FaultyTemplate:
    """The error of ours: which character of which field, or what is wrong with the template."""
    if not error.without_font:
        return FaultyTemplate(what=template.name, why=clean(error.why))
    holders: list[tuple[str, str | None, Any]] = [
        *((one.label("en"), one.name, data["content"].get(one.name)) for one in template.fields),
        ("The letterhead", None, data["head"]["lines"]),
        ("The signing block", None, data["block"]),
        ("The number of the letter", None, data["number"]),
    ]
    for what, field, value in holders:
        held = set("".join(texts(value)))
        for one in error.without_font:
            if one in held:
                return NoFont(what=what, field=field, character=one, codepoint=f"U+{ord(one):04X}")
    one = error.without_font[0]
    return NoFont(what="The letter", field=None, character=one, codepoint=f"U+{ord(one):04X}")
