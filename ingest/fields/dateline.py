"""The dateline: what may stand before and behind a letter's own date, and what tells that a date is another's."""

import re

from ingest.dates import MONTH_ONLY

WEEKDAYS = (
    "senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|"
    "fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_NO_TOWN = (
    f"{WEEKDAYS}|tanggal|tgl|pada|bulan|tahun|dan|revisi|mulai|berlaku|cetakan|edisi|versi|periode|sejak|terbit|"
    "reported|dated"
)
_TOWN = rf"(?!(?:{_NO_TOWN})\b)[^\W\d_][\w.'’()\-]*(?: [^\W\d_][\w.'’()\-]*){{0,3}}"
_LEAD = r"(?:den|tanggal|tgl\.?|pada tanggal|the)?[\s.:]*"
TOWN = re.compile(rf"\W*(?P<town>{_TOWN})(?:, {{1,3}}{_TOWN})?\s?(?P<comma>[,;.])?\s*{_LEAD}$", re.IGNORECASE)
"""Sukamaju, Soekamadjoe den, Istanbul, Turkey: all that stands before the date."""
RUN_TOGETHER = re.compile(rf".*[\w.\-]\s+(?P<town>{_TOWN})\s?,\s*{_LEAD}$", re.IGNORECASE)
"""A town and its comma at the end of what else was read on the line."""
BARE = re.compile(rf"\W*{_LEAD}$", re.IGNORECASE)
"""Nothing, or a word that only says that a date follows."""
WEEKDAY = re.compile(rf"\W*(?:{WEEKDAYS})\b,?", re.IGNORECASE)
HIJRI = re.compile(
    r"\d{1,2} [^\W\d][^\d]{2,20} 1[34]\d\d ?H\w*[.\s]*(?:[/|(,\-–]|bertepatan dengan)?\s*(?:tanggal)?\s*$",
    re.IGNORECASE,
)
"""28 Sya'ban 1440 H, before the same day by the other calendar."""
BEHIND = re.compile(r"(?:\s*(?:M|Masehi)\b)?[\s.,;:\-–)]*(?:/[\s.]*\d+[\s.]*)?$")
"""Gregorian beside Hijri; a reference behind the date, as typists wrote it."""
HOUR = re.compile(r"\s+\d{1,2}[:.]\d{2}\b")
"""Behind the date of a mail."""
OTHER = re.compile(
    r"\b(?:diterima|terima|received|agenda|hari|pukul|jam|rapat|berlaku|sejak|lahir|tmt|batas|lambat|s/d|s\.d|sampai|"
    r"dated|diundangkan|nomor|no)\b",
    re.IGNORECASE,
)
"""Stamps, events and laws have dates of their own."""


def is_blank(said: str) -> bool:
    """Whether a place, or nothing, and a month without its day are all that stands here: a date left open."""
    month = MONTH_ONLY.search(said)
    if month is None or said[month.end() :].strip(" .,"):
        return False
    before = said[: month.start()]
    return (BARE.match(before) or TOWN.match(before)) is not None
