"""Understanding: from read pages to fields, each with its value, where it was seen and how sure. Never invented.

A field is found by its label or by its place in the letter; what has neither is absent. Rules speak of letters as
Indonesian offices write them (Permendagri 1/2023), old and new, and know nothing of any one layout.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.dates import dates
from schemas.letter import FieldValue
from schemas.page import PageReading, Word

HEAD_LINES = 45
"""Lines of the first page among which the labels of a letter's head stand."""
LABEL = r"^[\W_]{0,3}(?:%s)\s*[.—–-]?\s*[:;=]\s*(?P<value>\S.*)$"
NUMBER = re.compile(LABEL % r"n ?[o0] ?(?:m|rn|n) ?[o0e] ?r|n[o0]|n[o0]m\.?|nummer|number", re.IGNORECASE)
BARE_NUMBER = re.compile(
    r"^\W{0,3}(?:nomor|n[o0]\.)\s+(?P<value>(?=\S*\d|\S*/)[\w.\-]+(?:\s?/\s?[\w.\-]*)+)\s*$", re.IGNORECASE
)
"""A number behind its label without a colon; nothing else may stand on the line, as it does where a law is cited."""
SUBJECT = re.compile(LABEL % r"h ?[ao] ?[l1i!|t]|per[il1]ha[l1i!|t]|betreft|subject|re", re.IGNORECASE)
"""Labels as they are read too: Nornor, N0mor, N o m o r; Hai, Hat, Perihai."""
OTHER_LABEL = re.compile(LABEL % r"nomor|no|sifat|lampiran|lamp|tanggal|kepada|yth|dari|tembusan", re.IGNORECASE)
FROM = re.compile(LABEL % r"dari|van|from", re.IGNORECASE)
TO = re.compile(
    r"^\W{0,3}(?:kepada\s*:?\s*)?(?:yth|yang terhormat)\b\.?\s*:?\s*(?P<value>.*)$|^\W{0,3}kepada\s*:?\s*$",
    re.IGNORECASE,
)
BODY = re.compile(
    r"^\W{0,3}(?:\d\W{1,3})?(?:dengan hormat|menindaklanjuti|menanggapi|menjawab|membalas|menunjuk|memperhatikan|"
    r"sehubungan|berdasarkan|berkenaan|bersama ini|dasar|menimbang|mengingat)\b",
    re.IGNORECASE,
)
"""How the body of a letter begins; numbers and dates from there on are those of other letters, laws and events."""
OTHER_DATE = re.compile(r"\b(?:diterima|terima|received|agenda|hari|pukul|rapat|berlaku)\b", re.IGNORECASE)
"""Stamps and events have dates of their own."""
OF_LETTER = re.compile(r"^\W*$|,\s*(?:den|tanggal)?\s*$|pada tanggal\W*$|^\W*tanggal\s*:\s*$", re.IGNORECASE)
"""What may stand before the date of a letter at its foot: nothing, its place, "ditetapkan ... pada tanggal"."""
HAS_NUMBER = re.compile(r"\d")
TYPES = (
    "nota dinas", "surat edaran", "surat perintah", "surat tugas", "surat keputusan", "keputusan", "surat undangan",
    "undangan", "surat keterangan", "surat pengantar", "pengumuman", "berita acara", "laporan", "memorandum",
    "surat kuasa", "notula", "instruksi", "telaahan staf", "perjanjian",
)  # fmt: skip
NAMES = {
    "surat keputusan": "Keputusan",
    "surat undangan": "Undangan",
    "surat keterangan": "Keterangan",
    "surat pengantar": "Pengantar",
}
OFFICE = re.compile(
    r"\b(dinas|badan|kecamatan|kelurahan|desa|kementerian|sekretariat|inspektorat|kantor|direktorat|pemerintah|"
    r"universitas|pt|cv|yayasan|departemen|balai|rumah sakit|puskesmas|sekolah|polres|kodim)\b",
    re.IGNORECASE,
)
WEAK, PLAIN, STRONG = 0.6, 0.8, 0.95
"""How much of the words' own confidence a rule keeps: found by place, by place and form, by label."""


@dataclass(frozen=True)
class _Line:
    """One line of a page with its offsets in the page's text."""

    text: str
    start: int


def understand(readings: Sequence[tuple[int, PageReading]]) -> dict[str, FieldValue]:
    """The fields of a letter from its pages as (file number, reading). A field not found is absent."""
    if not readings:
        return {}
    file, page = readings[0]
    lines = [line for line in _lines(page.text) if line.text.strip()]
    head = _before_body(lines[:HEAD_LINES])
    found: dict[str, FieldValue] = {}
    for name, value in (
        ("reference_number", _number(head)),
        ("subject", _subject(head)),
        ("date", _date(head, lines)),
        ("sender", _sender(head)),
        ("recipients", _recipients(head)),
        ("letter_type", _type(head)),
    ):
        if value is not None:
            found[name] = _field(value, file, page)
    return found


@dataclass(frozen=True)
class _Found:
    value: str | int | list[str]
    start: int
    end: int
    share: float


def number_key(text: str) -> str:
    """The normal form of a reference number: letters and digits in capitals, parts joined by /, no spaces."""
    parts = [re.sub(r"[^0-9A-Z.\-]", "", part) for part in text.upper().split("/")]
    return "/".join(part.strip(".-") for part in parts if part.strip(".-"))


def _number(head: list[_Line]) -> _Found | None:
    for line in head:
        match = NUMBER.match(line.text) or BARE_NUMBER.match(line.text)
        if match and HAS_NUMBER.search(match["value"]):
            value = re.split(r"\s{3,}|\t", match["value"])[0]
            value = _before_date(value).strip(" .,;:")
            if HAS_NUMBER.search(value):
                start = line.start + match.start("value")
                return _Found(re.sub(r"\s*/\s*", "/", value), start, start + len(value), STRONG)
    return None


def _before_date(value: str) -> str:
    """What stands before a place and date printed on the same line."""
    for _, start, _ in dates(value):
        before = value[:start].rstrip()
        cut = re.search(r"\s+[^\W\d_][\w .]*,\s*$", before)
        return before[: cut.start()] if cut else before
    return value


def _subject(head: list[_Line]) -> _Found | None:
    for place, line in enumerate(head):
        match = SUBJECT.match(line.text)
        if not match:
            continue
        start = line.start + match.start("value")
        end = line.start + len(line.text.rstrip())
        parts = [_before_date(match["value"]).strip()]
        indent = match.start("value")
        for more in head[place + 1 : place + 4]:
            deep = len(more.text) - len(more.text.lstrip())
            if (
                OTHER_LABEL.match(more.text)
                or TO.match(more.text)
                or more.start - end > 1
                or deep + 3 < min(indent, 8) > 3
            ):
                break
            if more.text[:1].isupper() and deep == 0 and len(parts[-1]) < 25:
                break
            parts.append(more.text.strip())
            end = more.start + len(more.text.rstrip())
        value = " ".join(parts).strip(" .;:")
        return _Found(value, start, end, STRONG) if any(map(str.isalpha, value)) else None
    return None


def _date(head: list[_Line], lines: list[_Line]) -> _Found | None:
    """The first date of the head that stands at a line's end, else the last one at the foot."""
    for line in head[:30]:
        if OTHER_DATE.search(line.text):
            continue
        for number, start, end in dates(line.text):
            if (
                not line.text[end:].strip(" .,")
                and len(line.text[:start].split()) <= 12
                and "tanggal surat" not in line.text.lower()
            ):
                return _Found(number, line.start + start, line.start + end, STRONG if start < 40 else PLAIN)
    for line in reversed(lines[-25:]):
        for number, start, end in dates(line.text):
            before = line.text[:start]
            if not line.text[end:].strip(" .,") and OF_LETTER.search(before) and not OTHER_DATE.search(before):
                return _Found(number, line.start + start, line.start + end, WEAK)
    return None


def _before_body(head: list[_Line]) -> list[_Line]:
    """The lines above the body; all of them when it begins in none of the usual ways."""
    return head[: next((place for place, line in enumerate(head) if BODY.match(line.text)), len(head))]


def _sender(head: list[_Line]) -> _Found | None:
    """The row "Dari", else the last line of the letterhead that names an office."""
    for line in head:
        match = FROM.match(line.text)
        if match:
            value = match["value"].strip()
            start = line.start + match.start("value")
            return _Found(value, start, start + len(value), STRONG)
    letterhead = []
    for line in head[:8]:
        if NUMBER.match(line.text) or SUBJECT.match(line.text) or TO.match(line.text):
            break
        letterhead.append(line)
    named = [
        line
        for line in letterhead
        if OFFICE.search(line.text) and not re.search(r"\bjalan\b|\bjl\b|telp|@|\d{4}", line.text, re.I)
    ]
    if not named:
        return None
    line = named[-1] if len(named) < 3 else named[1]
    value = line.text.strip(" .,;:")
    start = line.start + line.text.index(value)
    return _Found(value, start, start + len(value), PLAIN if line.text.isupper() else WEAK)


def _recipients(head: list[_Line]) -> _Found | None:
    for place, line in enumerate(head):
        match = TO.match(line.text)
        if not match:
            continue
        value = (match["value"] or "").strip(" .,:")
        start, at = line.start + (match.start("value") if match["value"] else 0), place
        if len(value) < 3 and place + 1 < len(head):
            at = place + 1
            inner = TO.match(head[at].text)
            value = ((inner["value"] or "") if inner else head[at].text).strip(" .,:")
            start = head[at].start + head[at].text.find(value)
        if len(value) >= 3 and any(map(str.isalpha, value)):
            end = head[at].start + len(head[at].text.rstrip())
            return _Found([value], start, end, PLAIN)
    return None


def _type(head: list[_Line]) -> _Found | None:
    """The title, which stands on a line of its own."""
    for line in head[:25]:
        said = " ".join(re.sub(r"[^\w ]", " ", line.text).lower().split())
        for name in TYPES:
            if said == name or (
                said.startswith(name + " ") and line.text.strip().isupper() and len(said) < len(name) + 30
            ):
                value = NAMES.get(name, name.title())
                start = line.start + len(line.text) - len(line.text.lstrip())
                return _Found(value, start, line.start + len(line.text.rstrip()), PLAIN)
    return None


def _lines(text: str) -> list[_Line]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append(_Line(line, at))
        at += len(line) + 1
    return found


def _field(found: _Found, file: int, page: PageReading) -> FieldValue:
    """The value with the box and confidence of the words it was read from."""
    words = [word for word in page.words if word.start < found.end and word.end > found.start]
    sure = sum(word.confidence for word in words) / len(words) if words else page.confidence
    return FieldValue(
        value=found.value,
        printed=page.text[found.start : found.end],
        confidence=round(sure * found.share, 1),
        file=file,
        page=page.page,
        box=_union(words),
    )


def _union(words: Iterable[Word]) -> list[int]:
    boxes = [word.box for word in words]
    if not boxes:
        return []
    return [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
