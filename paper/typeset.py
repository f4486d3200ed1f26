"""Typesetting with Typst: the only file that knows it. Its wheel brings serif fonts; Arial's and a typewriter's shapes
come from packages of their own, since letters of Indonesian offices are set in Arial and old ones were typed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst

FONTS = ("fontpkg_arimo", "fontpkg_ibm_plex_mono")
"""Packages whose folder `files` holds fonts: Arimo has the widths of Arial."""
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
"""What a letter keeps to: an archive can keep it for ever, and who does not see it can hear it read out."""
PLACE = "<place>"
"""The label of what a template tells of the room it left, as metadata."""
_ALONE = Lock()
"""A compiler that two threads use at once refuses the second."""
_WITHOUT_FONT = re.compile(r'the text `"(.+)"` could not be displayed|codepoint `"(.+)"`', re.S)
_SEARCHED = re.compile(r" \(searched at [^)]*\)")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)", re.S)


class NotTypeset(Exception):
    """Typst refused. `why`: its own words, with the line of the template where it says one; `without_font`: the text
    that no font has, or None where it is another reason."""

    def __init__(self, why: str, without_font: str | None) -> None:
        super().__init__(why, without_font)
        self.why, self.without_font = why, without_font


@dataclass(frozen=True)
class Laid:
    """A PDF and what its template told under the label <place>."""

    pdf: bytes
    told: list[Any]


@cache
def _fonts() -> typst.Fonts:
    """Those of the packages alone: a page looks the same on every machine."""
    folders = [str(files(package) / "files") for package in FONTS]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


@cache
def _compiler(folder: Path) -> typst.Compiler:
    """One for the templates of a folder, so that fonts and what they share are loaded once; a further page takes
    milliseconds."""
    return typst.Compiler(root=str(folder), font_paths=_fonts())


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """A PDF of a template; it reads `data` as JSON from its input "data", so that no text ever runs as markup. Bytes in
    it (of a picture) are a list of numbers there."""
    with _ALONE:
        found = _compiler(template.parent).compile(input=str(template), format="pdf", sys_inputs=_inputs(data))
    assert isinstance(found, bytes)
    return found


def typeset_letter(template: Path, data: Mapping[str, Any]) -> Laid:
    """A PDF/A-2a that is PDF/UA-1 too, and the places that the template tells of. `data` as for `typeset`.

    Raises NotTypeset."""
    with _ALONE:
        compiler = _compiler(template.parent)
        try:
            made = compiler.compile(
                input=str(template), format="pdf", sys_inputs=_inputs(data), pdf_standards=STANDARDS
            )
            told = json.loads(compiler.query(PLACE, field="value"))  # of the same input: nothing is laid out again
        except typst.TypstError as error:
            raise _refused(error) from error
    assert isinstance(made, bytes)
    return Laid(made, told)


def typeset_pictures(template: Path, data: Mapping[str, Any], dpi: float) -> list[bytes]:
    """The pages as PNG pictures. A character that no font has shows as a box. Raises NotTypeset."""
    with _ALONE:
        try:
            made = _compiler(template.parent).compile(
                input=str(template), format="png", ppi=dpi, sys_inputs=_inputs(data)
            )
        except typst.TypstError as error:
            raise _refused(error) from error
    return made if isinstance(made, list) else [made] if made else []


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False, default=list)}


def _refused(error: typst.TypstError) -> NotTypeset:
    found = _WITHOUT_FONT.search(error.message)
    text = _ESCAPED.sub(_unescaped, found[1] or found[2]) if found else None
    said = _SEARCHED.sub("", error.message)
    where = re.search(r"[\w.-]+\.typ:(\d+)", error.diagnostic)
    return NotTypeset(f"line {where[1]}: {said}" if where else said, text)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]
