"""The papers of an office, typeset: receipts, cards, books, slips. Each has a template of its name in paper/forms/,
over what they share in paper/forms/common.typ.

A letterhead is {"lines": [...], "crest": bytes of a picture or None}, days are numbers yyyymmdd, codes rows of modules
(paper/qr.py)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

FORMS = Path(__file__).with_name("forms")


def form(name: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a form filled in; its template says what `data` holds."""
    from paper.typeset import typeset

    return typeset(FORMS / f"{name}.typ", dict(data))
