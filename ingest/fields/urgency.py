"""How quickly a letter is to be handled: behind "Sifat" or "Derajat", or stamped on it."""

from collections.abc import Sequence

from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, Found
from ingest.fields.known import Spellings
from ingest.fields.labels import labelled
from ingest.fields.lines import Line, Part, Sheet
from ingest.fields.spelled import said_in, stamp_of

LABEL = labels.pattern(f"{labels.MANNER}|{labels.DEGREE}")


def urgency(sheet: Sheet, head: Sequence[Line], urgencies: Spellings) -> Found | None:
    """The name that the office has for what is said. "Sifat: Rahasia" says nothing of it."""
    for line in head:
        for one in labelled(sheet, line, LABEL):
            said = said_in(one.text, urgencies)
            if said is not None:
                part = Part(line, one.start + said.start, one.start + said.end)
                return Found(sheet, said.value, (part,), STRONG if one.colon else PLAIN)
    usual = urgencies_usual(urgencies)
    return stamp_of(sheet, [one for one in urgencies if one[1] not in usual])


def urgencies_usual(urgencies: Spellings) -> set[str]:
    """What no stamp says: "Biasa"."""
    return {name for spelling, name in urgencies if spelling == "biasa"}
