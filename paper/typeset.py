"""Typesetting with Typst: the only file that knows it. Its wheel brings serif fonts; Arial's and a typewriter's shapes
come from packages of their own, since letters of Indonesian offices are set in Arial and old ones were typed."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst

FONTS = ("fontpkg_arimo", "fontpkg_ibm_plex_mono")
"""Packages whose folder `files` holds fonts: Arimo has the widths of Arial."""
_ALONE = Lock()
"""A compiler that two threads use at once refuses the second."""


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
    inputs = {"data": json.dumps(data, ensure_ascii=False, default=list)}
    with _ALONE:
        found = _compiler(template.parent).compile(input=str(template), format="pdf", sys_inputs=inputs)
    assert isinstance(found, bytes)
    return found
