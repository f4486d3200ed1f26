"""Typesetting with Typst, whose wheel brings its fonts: the only file that knows it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst


@cache
def _compiler(template: Path) -> typst.Compiler:
    """One for each template: fonts are loaded once, a further page takes milliseconds."""
    return typst.Compiler(str(template), ignore_system_fonts=True)


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """A PDF of a template; it reads `data` as JSON from its input "data", so that no text ever runs as markup."""
    found = _compiler(template).compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(found, bytes)
    return found
