"""The security class as the letter itself says it: behind "Sifat" or "Klasifikasi", stamped on it, or as the first sign
of its number. It is an axis of its own beside urgency (Permendagri 1/2023); who may read the letter the office says."""

import re
from collections.abc import Sequence

from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.known import Known
from ingest.fields.labels import labelled
from ingest.fields.lines import Line, Part, Sheet
from ingest.fields.spelled import said_in, stamp_of

MANNER, CLASS = labels.pattern(labels.MANNER), labels.pattern(labels.CLASS)
PREFIX = re.compile(r"(?P<class>SR|B|T|R)\s?[/\-–]\s?(?=\d|/)")
"""B/1/800.1.11.1/UM/2026, R-12/...: the sign of the class before the serial or the code."""
NEW = 2023
"""The year from which numbers of all offices begin so (Permendagri 1/2023); some did before."""


def security_class(
    sheet: Sheet, head: Sequence[Line], known: Known, number: Found | None, year: int | None
) -> Found | None:
    """B, T, R or SR. `number`: the reference number; `year`: of the letter's date."""
    labelled_so = _labelled(sheet, head, known)
    if labelled_so is not None:
        return labelled_so
    usual = next((code for spelling, code in known.classes if spelling == "biasa"), None)
    return stamp_of(sheet, [one for one in known.classes if one[1] != usual]) or _of_number(number, year)


def _labelled(sheet: Sheet, head: Sequence[Line], known: Known) -> Found | None:
    """Behind "Klasifikasi" any class; behind "Sifat" what is no urgency: "Biasa" there says how quickly."""
    urgencies = {spelling for spelling, _ in known.urgencies}
    others = [one for one in known.classes if one[0] not in urgencies]
    for line in head:
        for label, names in ((CLASS, known.classes), (MANNER, others)):
            for one in labelled(sheet, line, label):
                said = said_in(one.text, names)
                if said is not None:
                    part = Part(line, one.start + said.start, one.start + said.end)
                    return Found(sheet, said.value, (part,), STRONG if one.colon else PLAIN)
    return None


def _of_number(number: Found | None, year: int | None) -> Found | None:
    match = PREFIX.match(str(number.value)) if number else None
    if number is None or match is None:
        return None
    line, start, _ = number.parts[0]
    part = Part(line, start, start + len(match["class"]))
    return Found(number.sheet, match["class"], (part,), PLAIN if year and year >= NEW else WEAK, exact=True)
