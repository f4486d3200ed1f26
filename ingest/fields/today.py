"""The day of a record or an agreement, which its first sentence says: pada hari ini ..., in figures or in words."""

import re

from ingest.dates import dates
from ingest.fields.found import PLAIN, Found
from ingest.fields.lines import Sheet
from ingest.fields.running import running
from ingest.numerals import WORD, number_of
from schemas.months import MONTH

TODAY = re.compile(r"\bpada hari ini\b", re.IGNORECASE)
OVER = re.compile(r"\b(?:bertempat|kami|telah|yang bertanda|berdasarkan|masing|saya)\b", re.IGNORECASE)
"""Where the sentence goes on to something else."""
SENTENCE_LINES = 4
SPELLED = re.compile(
    rf"tanggal\s+(?P<day>(?:(?:{WORD})\s*)+)[\s,]*bulan\s+(?P<month>\w+)[\s,]*tahun\s+(?P<year>(?:(?:{WORD})\s*)+)",
    re.IGNORECASE,
)


def today(sheet: Sheet) -> Found | None:
    """The date of the first sentence that says "on this day"."""
    for place, line in enumerate(sheet.lines):
        opening = TODAY.search(line.text)
        if opening is None:
            continue
        text = running(sheet.lines[place : place + SENTENCE_LINES])
        over = OVER.search(text.text, opening.end())
        sentence = text.text[: over.start() if over else len(text.text)]
        for value, start, end in (*dates(sentence), *_spelled(sentence)):
            if start > opening.start():
                return Found(sheet, value, text.parts(start, end), PLAIN, exact=True)
        return None
    return None


def _spelled(text: str) -> list[tuple[int, int, int]]:
    """tanggal enam belas bulan April tahun dua ribu delapan belas, as (yyyymmdd, start, end)."""
    match = SPELLED.search(text)
    month = MONTH.get(match["month"].lower(), 0) if match else 0
    if match is None or not month:
        return []
    day, year = number_of(match["day"]), number_of(match["year"])
    found = dates(f"{day}-{month}-{year}")
    return [(found[0][0], match.start(), match.start() + len(match[0].rstrip()))] if found else []
