"""The papers of an office, typeset: receipts, cards, books, slips. Each has a template of its name in paper/forms/,
over what they share in paper/forms/common.typ.

A letterhead is {"lines": [...], "crest": bytes of a picture or None}, days are numbers yyyymmdd, codes rows of modules
(paper/qr.py)."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FORMS = Path(__file__).with_name("forms")
AT_ONCE = 250
"""Rows of a long list that are typeset together: 10,000 at once take 1.4 GB, in parts 0.5."""

MOST_SIGNS = 100
"""Different signs without a font that are looked for, each by another try."""


def form(name: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a form filled in; its template says what `data` holds."""
    from paper.typeset import typeset

    return typeset(FORMS / f"{name}.typ", dict(data))


def kept_form(name: str, data: Mapping[str, Any]) -> bytes:
    """A form as PDF/A-2a, to be kept for ever. A sign that no font has becomes a question mark. For the sandbox, as
    `long_form`. Raises NotTypeset for another fault."""
    from paper.typeset import NotTypeset, typeset_letter

    held = dict(data)
    for _ in range(MOST_SIGNS):
        try:
            return typeset_letter(FORMS / f"{name}.typ", held).pdf
        except NotTypeset as error:
            if not error.without_font:
                raise
            held = _without(held, str.maketrans(dict.fromkeys(error.without_font, "?")))
    raise NotTypeset("more signs than can be replaced", None)


def _without(value: Any, signs: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(signs)
    if isinstance(value, Mapping):
        return {name: _without(one, signs) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without(one, signs) for one in value]
    return value


def long_form(name: str, data: Mapping[str, Any], rows: Sequence[Any]) -> bytes:
    """A form over so many `rows` that it is typeset in parts, each on pages of its own that go on counting. For the
    sandbox: it takes its time and memory there."""
    if len(rows) <= AT_ONCE:
        return form(name, {**data, "rows": rows, "first": None})
    import pikepdf

    with pikepdf.new() as whole:
        for at in range(0, len(rows), AT_ONCE):
            part = form(name, {**data, "rows": rows[at : at + AT_ONCE], "first": len(whole.pages) + 1})
            with pikepdf.open(io.BytesIO(part)) as document:
                whole.pages.extend(document.pages)
        out = io.BytesIO()
        whole.save(out)
    return out.getvalue()
