"""How many enclosures a letter has, as its label says: 1 (satu) berkas, satu berkas, 3 lbr. A dash says that there are
none, which is no number."""

import re
from collections.abc import Sequence

from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, Found
from ingest.fields.labels import Labelled, labelled
from ingest.fields.lines import Line, Part, Sheet
from ingest.numerals import WORD, number_of

LABEL = labels.pattern(labels.ENCLOSURES)
_FIGURES = r"(?P<figures>\d{1,3}|[Il|](?=\s*\())"
_WORDS = rf"(?P<{{}}>(?:(?:{WORD})\b\s*)+)"
COUNT = re.compile(
    rf"\s*(?:{_FIGURES}\s*(?:\(\s*{_WORDS.format('beside')}[^()]{{0,12}}\))?|{_WORDS.format('words')})", re.IGNORECASE
)
"""1 (satu), 3, satu; a 1 may be misread where the word stands behind it."""
PIECE = re.compile(r"[\s.\])]*(?:\([^()\d]{1,14}\)\s*)?(?:[^\W\d_][\w./]*(?:\s+[^\W\d_][\w./]*){0,2})?[\s.,;)\]\-–]*$")
"""What the pieces are called: at most three words, nothing behind them; before them the number in words, misread."""
MOST = 500


def enclosures(sheet: Sheet, head: Sequence[Line]) -> Found | None:
    """What stands behind the first label that says a number."""
    for line in head:
        for one in labelled(sheet, line, LABEL):
            found = _counted(sheet, one)
            if found is not None:
                return found
    return None


def _counted(sheet: Sheet, one: Labelled) -> Found | None:
    match = COUNT.match(one.text)
    if match is None or not PIECE.match(one.text[match.end() :]):
        return None
    spelled = match["beside"] or match["words"]
    count = number_of(spelled) if spelled else int(match["figures"])
    if not 0 < count <= MOST:
        return None
    end = one.start + len(one.text.rstrip())
    return Found(sheet, count, (Part(one.line, one.start, end),), STRONG if one.colon else PLAIN)
