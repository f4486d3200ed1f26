"""The letterhead (kop surat) of a unit: its lines, and a crest whose bytes are kept among the originals."""

from collections.abc import Iterable
from typing import Any

from office.errors import TooManyLines
from office.units import ROOT, root
from schemas.errors import WrongUse
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Store

MOST_LINES, LONGEST = 6, 120
"""What fits over the rule of a letterhead (Permendagri 1/2023 shows three to five lines)."""


def lines_of(text: str) -> list[str]:
    """The lines of a letterhead without those that are empty. Raises TooManyLines."""
    found = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(found) > MOST_LINES or any(len(line) > LONGEST for line in found):
        raise TooManyLines(what="The letterhead", most=MOST_LINES, longest=LONGEST, field="lines")
    return found


def lettered(
    store: Store, lines: Iterable[str], crest: str | None, actor: str, *, unit: str = ROOT, operator: str | None = None
) -> Changes:
    """A unit's new letterhead; `crest` is the sha256 of an original, None for none. Crests used before are remembered
    under "former", because originals are never removed silently. Raises WrongUse, NotFound."""
    row = store.get(Unit, unit)
    edited = root("Office") if row is None and unit == ROOT else store.load(Unit, unit)
    before = dict(edited.letterhead)
    kept: dict[str, Any] = {"lines": list(lines)}
    if not kept["lines"]:
        raise WrongUse(what="The letterhead", why="it is empty", field="lines")
    former = {*before.get("former", ()), *([before["crest"]] if before.get("crest") else [])} - {crest}
    edited.letterhead = kept | ({"crest": crest} if crest else {}) | ({"former": sorted(former)} if former else {})
    event = Happened(
        "letterhead.changed", f"units/{unit}", actor, operator=operator, before=before, after=dict(edited.letterhead)
    )
    return Changes.of(edited, events=[event])
