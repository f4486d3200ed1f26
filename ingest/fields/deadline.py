"""The deadline that a letter sets: paling lambat tanggal 15 Mei 2024. Only a day that can be told is said: one that is
reckoned from the letter's own date, never one reckoned from the day on which it arrives, nor in working days."""

import re
from collections.abc import Sequence
from datetime import timedelta

from ingest.dates import dates
from ingest.fields.dateline import WEEKDAYS
from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.lines import Sheet
from ingest.fields.running import Running, running
from ingest.fields.yearless import yearless
from ingest.numerals import WORD, number_of
from schemas.day import day_number, day_of

_AT_LATEST = (
    r"pa[l1I][il1]ng\s+(?:[l1I]ambat|lama|akhir|telat)(?:nya)?|se-?lambat\s*[-–]?\s*(?:se-?)?(?:lambat(?:n[yj]a)?|2\s*n[yj]a)|"
    r"selambat2n[yj]a|tenggat(?:\s+waktu)?(?:nya)?|"
    r"batas\s+(?:akhir|waktu|terakhir)(?:\s+(?!tanggal|pada|adalah|hari)[^\W\d_]+){0,4}|"
    r"jatuh\s+tempo|uiterlijk|ten\s+laatste|(?:no|not)\s+later\s+than|at\s+the\s+latest|deadline"
)
_BEFORE = r"sebelum|terakhir|tidak\s+(?:lebih\s+dari|melewati|melebihi)|before|v[oó][oó]r(?:\s+den)?"
_BETWEEN = (
    rf"(?:[\s,:(]++|\b(?:pada|hari|tanggal|tgl\.?|adalah|ialah|yaitu|yakni|kami|sudah|telah|terima|diterima|akhir|den|on|by|"
    rf"{WEEKDAYS}|p?uk?ul|jam|\d{{1,2}}[.:]\d{{2}}|wib|wita|wit)\b[.,/]?){{0,14}}"
)
PHRASE = re.compile(
    rf"\b(?P<words>(?:{_AT_LATEST})|(?:{_BEFORE})(?=\s+(?:pada\s+)?(?:hari\s+)?(?:(?:{WEEKDAYS}|tanggal|tgl)\b|$)))"
    rf"(?P<between>{_BETWEEN})$",
    re.IGNORECASE,
)
"""Up to the date."""
REACH = 120
"""Signs before a date in which the words stand that make it a deadline."""
RELATIVE = re.compile(
    rf"\b(?:{_AT_LATEST}|dalam\s+(?:jangka\s+)?waktu)\s+(?:dalam\s+)?(?:waktu\s+)?(?P<figures>\d{{1,3}})?\s*"
    rf"\(?(?P<words>(?:(?:{WORD})\b\s*)*)\)?\s*(?P<unit>hari|minggu)(?:\s+kalender)?\s+(?:terhitung\s+)?"
    r"(?:sejak|dari|setelah|sesudah|mulai)\s+(?:tanggal\s+)?(?:di(?:keluarkan|terbitkan|tetapkan|tandatangani)(?:nya)?\s+)?"
    r"(?:tanggal\s+)?surat\s+ini(?!\s*(?:di\s*terima|sampai))",
    re.IGNORECASE,
)
"""7 (tujuh) hari sejak tanggal surat ini; hari kerja and what is reckoned from its arrival are none."""
DAYS = {"hari": 1, "minggu": 7}
MOST_DAYS = 366


def deadline(sheets: Sequence[Sheet], day: int | None) -> Found | None:
    """The first one of the text; `day`: the letter's date, before which no deadline lies."""
    for sheet in sheets:
        text = running(sheet.lines)
        found = _named(sheet, text, day) or (_reckoned(sheet, text, day) if day else None)
        if found is not None:
            return found
    return None


def _named(sheet: Sheet, text: Running, day: int | None) -> Found | None:
    """A date behind the words that make it a deadline; one without its year is the next such day."""
    whole = [(value, start, end, STRONG) for value, start, end in dates(text.text)]
    open_ = [(value, start, end, WEAK) for value, start, end in yearless(text.text, day)] if day else []
    for value, start, end, share in sorted(whole + open_, key=lambda one: one[1]):
        phrase = PHRASE.search(text.text, max(0, start - REACH), start)
        if phrase is not None and (day is None or value >= day):
            return Found(sheet, value, text.parts(start, end), share, exact=True)
    return None


def _reckoned(sheet: Sheet, text: Running, day: int) -> Found | None:
    match = RELATIVE.search(text.text)
    if match is None or not (match["figures"] or match["words"]):
        return None
    days = (int(match["figures"]) if match["figures"] else number_of(match["words"])) * DAYS[match["unit"].lower()]
    if not 0 < days <= MOST_DAYS:
        return None
    value = day_number(day_of(day) + timedelta(days=days))
    return Found(sheet, value, text.parts(match.start(), match.end()), PLAIN, exact=True)
