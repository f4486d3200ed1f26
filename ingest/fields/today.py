"""The day of a record or an agreement, which its first sentence says: pada hari ini ..., in figures or in words."""

import re

from ingest.dates import dates
from ingest.fields.found import PLAIN, Found
from ingest.fields.lines import Line, Part, Sheet
from schemas.months import MONTH

TODAY = re.compile(r"\bpada hari ini\b", re.IGNORECASE)
OVER = re.compile(r"\b(?:bertempat|kami|telah|yang bertanda|berdasarkan|masing|saya)\b", re.IGNORECASE)
"""Where the sentence goes on to something else."""
SENTENCE_LINES = 4
_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_UNITS = {name: number for number, name in enumerate(_ONES)} | {"seratus": 100, "seribu": 1000}
_TIMES = {"puluh": 10, "ratus": 100, "ribu": 1000}
_WORD = "|".join([*_UNITS, *_TIMES, "belas"])
SPELLED = re.compile(
    rf"tanggal\s+(?P<day>(?:(?:{_WORD})\s*)+)[\s,]*bulan\s+(?P<month>\w+)[\s,]*tahun\s+(?P<year>(?:(?:{_WORD})\s*)+)",
    re.IGNORECASE,
)


def today(sheet: Sheet) -> Found | None:
    """The date of the first sentence that says "on this day"."""
    for place, line in enumerate(sheet.lines):
        opening = TODAY.search(line.text)
        if opening is None:
            continue
        lines = sheet.lines[place : place + SENTENCE_LINES]
        text = "\n".join(one.text for one in lines)
        over = OVER.search(text, opening.end())
        sentence = text[: over.start() if over else len(text)]
        for value, start, end in (*dates(sentence), *_spelled(sentence)):
            if start > opening.start():
                return Found(sheet, value, tuple(_parts(lines, start, end)), PLAIN, exact=True)
        return None
    return None


def _parts(lines: tuple[Line, ...], start: int, end: int) -> list[Part]:
    """A stretch of the joined text as parts of its lines."""
    parts, at = [], 0
    for line in lines:
        first, last = max(start - at, 0), min(end - at, len(line.text))
        if first < last:
            parts.append(Part(line, first, last))
        at += len(line.text) + 1
    return parts


def _spelled(text: str) -> list[tuple[int, int, int]]:
    """tanggal enam belas bulan April tahun dua ribu delapan belas, as (yyyymmdd, start, end)."""
    match = SPELLED.search(text)
    month = MONTH.get(match["month"].lower(), 0) if match else 0
    if match is None or not month:
        return []
    day, year = _number(match["day"]), _number(match["year"])
    found = dates(f"{day}-{month}-{year}")
    return [(found[0][0], match.start(), match.start() + len(match[0].rstrip()))] if found else []


def _number(said: str) -> int:
    """A number in words, below ten thousand."""
    whole = part = 0
    for word in said.lower().split():
        if word == "belas":
            part += 10
        elif word in ("puluh", "ratus"):
            head = part % 10 or 1
            part += head * _TIMES[word] - part % 10
        elif word == "ribu":
            whole, part = part * 1000, 0
        else:
            part += _UNITS[word]
    return whole + part
