"""The cells of a table as values: days as they are written in Indonesian books, numbers, names, codes.

Each reader raises Misread with a sentence of lontar/importing/faults.py for what it cannot take."""

import re
from datetime import date, timedelta

from ingest.dates import FIRST, LAST, dates
from lontar.importing.faults import Fault
from schemas.day import day_number
from schemas.entry import CLOSED_AS, DIRECTIONS
from schemas.letter import CLASSES
from schemas.stored import now

EMPTY = frozenset({"", "-", "--", "---", "–", "—", ".", "n/a", "nihil", "tidak ada", "none"})
DITTO = frozenset({'"', "''", "”", "“", "〃", "sda", "s.d.a", "s.d.a.", "idem", "ditto", ",,"})
"""What stands for the cell above."""
EXCEL = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers, so that those from March 1900 on are right (ECMA-376 18.17.4.1)."""
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_415
"""Of 1927 and 2100. Smaller whole numbers are more often years or something else."""
_SHORT = re.compile(r"(\d{1,2})\s*[/.\-–]\s*(\d{1,2}|[IVX]+)\s*[/.\-–]\s*['’]?(\d{4}|\d{2})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.+Z\-]*)?")
_YEARLESS = re.compile(r"(\d{1,2})\s*(?:[/.\-–]\s*(\d{1,2})|\s+([^\W\d]{3,10})\.?)")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NUMBER = re.compile(r"(?:no\.?|nomor)?\s*0*(\d{1,9})(?:\s*/\s*(?:19|20)\d\d)?", re.IGNORECASE)
HANDLINGS = {
    "selesai": "done", "sudah": "done", "arsip": "done", "diarsipkan": "done", "done": "done", "closed": "done",
    "file": "done", "dijawab": "answered", "dibalas": "answered", "answered": "answered", "diketahui": "information",
    "untuk diketahui": "information", "information": "information", "diteruskan": "passed-on",
    "passed on": "passed-on", "passed-on": "passed-on", "belum": "waiting", "menunggu": "waiting", "proses": "waiting",
    "dalam proses": "waiting", "waiting": "waiting", "open": "waiting", "belum selesai": "waiting",
}  # fmt: skip
WAYS = {
    "masuk": "incoming", "surat masuk": "incoming", "m": "incoming", "in": "incoming", "incoming": "incoming",
    "keluar": "outgoing", "surat keluar": "outgoing", "k": "outgoing", "out": "outgoing", "outgoing": "outgoing",
    "internal": "internal", "nota dinas": "internal", "nd": "internal",
}  # fmt: skip
SECURITY = {
    "b": "B", "biasa": "B", "ordinary": "B", "t": "T", "terbatas": "T", "limited": "T", "r": "R", "rahasia": "R",
    "secret": "R", "sr": "SR", "sangat rahasia": "SR", "top secret": "SR",
}  # fmt: skip


class Misread(Exception):
    """A cell that is no value of its column; `fault` says why, `params` go into its sentence."""

    def __init__(self, fault: Fault, **params: object) -> None:
        super().__init__(fault, params)
        self.fault, self.params = fault, params


def is_empty(cell: str) -> bool:
    return cell.strip().lower() in EMPTY


def is_ditto(cell: str) -> bool:
    return cell.strip().lower() in DITTO


def is_whole(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None


def is_day(cell: str) -> bool:
    try:
        return bool(day(cell))
    except Misread:
        return False


def whole(cell: str) -> int:
    """A number of a book: 417, 0417, No. 417, 417/1971; 417.0 comes as 417."""
    found = _NUMBER.fullmatch(cell.strip())
    if found is None or int(found[1]) == 0:
        raise Misread(Fault.NO_NUMBER, said=cell)
    return int(found[1])


def year(cell: str) -> int:
    found = re.search(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", cell)
    if found is None:
        raise Misread(Fault.NO_YEAR, said=cell)
    return int(found[1])


def count(cell: str) -> int:
    """The first number of "2 (dua) berkas"."""
    found = re.search(r"\d{1,5}", cell)
    if found is None or not 0 < int(found[0]) <= 10_000:
        raise Misread(Fault.NO_COUNT, said=cell)
    return int(found[0])


def day(cell: str, about: int | None = None) -> int:
    """yyyymmdd of a cell that is a day and nothing else.

    `about`: the year of the book, by which "12/1" and "12-1-71" are completed; without it two figures are the year that
    lies behind us and nearest. Raises Misread."""
    said = " ".join(cell.split())
    for reader in (_written, _serial, _short, _named, _yearless):
        found = reader(said, about)
        if found:
            return found
    raise Misread(Fault.NO_DAY, said=cell)


def day_within(cell: str, about: int | None = None) -> tuple[int, str]:
    """The day in a cell that holds the number of a letter too, and what is left of it: "12-1-71 No. 005/12"."""
    said = " ".join(cell.split())
    for number, start, end in dates(said):
        return number, _rest(said[:start], said[end:])
    for pattern in (_ISO, _SHORT):
        for found in pattern.finditer(said):
            try:
                return day(found[0], about), _rest(said[: found.start()], said[found.end() :])
            except Misread:
                continue
    return 0, _rest(said, "")


def names(cell: str) -> list[str]:
    """Apart by semicolons or lines."""
    return [one for one in (" ".join(part.split()) for part in re.split(r"[;\n]", cell)) if one]


def coded(cell: str, codes: dict[str, str], known: tuple[str, ...]) -> str:
    said = " ".join(cell.lower().split()).rstrip(".")
    if said.upper() in known or said in known:
        return said if said in known else said.upper()
    if said not in codes:
        raise Misread(Fault.NO_CODE, said=cell, known=", ".join(known))
    return codes[said]


def security(cell: str) -> str:
    return coded(cell, SECURITY, CLASSES)


def way(cell: str) -> str:
    return coded(cell, WAYS, DIRECTIONS)


def handling(cell: str) -> str:
    """ "waiting", or as what it was closed."""
    return coded(cell, HANDLINGS, ("waiting", *CLOSED_AS))


def _rest(before: str, behind: str) -> str:
    left = f"{before.strip(' ,;/')} {behind.strip(' ,;/')}".strip()
    left = re.sub(r"^(?:tgl|tanggal|tertanggal)\b\.?\s*", "", left, flags=re.IGNORECASE)
    return re.sub(r"^(?:no|nomor|nr)\b\s*[.:]*\s*|\s*(?:tgl|tanggal)\.?$", "", left, flags=re.IGNORECASE).strip(" ,;:")


def _made(year: int, month: int, day: int) -> int:
    try:
        date(year, month, day)
    except ValueError:
        return 0
    return year * 10_000 + month * 100 + day if FIRST <= year <= LAST else 0


def _written(said: str, _: int | None) -> int:
    if found := _ISO.fullmatch(said):
        return _made(*(int(one) for one in found.groups()))
    if re.fullmatch(r"(?:1[89]|20)\d{6}", said):
        return _made(int(said[:4]), int(said[4:6]), int(said[6:]))
    return 0


def _serial(said: str, _: int | None) -> int:
    if re.fullmatch(r"\d{5}(?:\.\d+)?", said) and FIRST_SERIAL <= int(float(said)) <= LAST_SERIAL:
        return day_number(EXCEL + timedelta(days=int(float(said))))
    return 0


def _short(said: str, about: int | None) -> int:
    found = _SHORT.fullmatch(said)
    if found is None:
        return 0
    month = (
        _ROMAN.index(found[2].upper()) + 1
        if found[2].upper() in _ROMAN
        else int(found[2])
        if found[2].isdecimal()
        else 0
    )
    return _made(_century(found[3], about), month, int(found[1]))


def _named(said: str, about: int | None) -> int:
    found = dates(said)
    if len(found) == 1:
        return found[0][0]
    if found:
        raise Misread(Fault.DAYS, said=said)
    if short := re.fullmatch(r"(\d{1,2}[\s.\-]+[^\W\d]{3,10}[\s.\-]+)['’]?(\d\d)", said):
        whole = dates(f"{short[1]}{_century(short[2], about)}")
        return whole[0][0] if whole else 0
    return 0


def _yearless(said: str, about: int | None) -> int:
    found = _YEARLESS.fullmatch(said)
    if found is None or about is None:
        return 0
    if found[2]:
        return _made(about, int(found[2]), int(found[1]))
    whole = dates(f"{found[1]} {found[3]} {about}")
    return whole[0][0] if whole else 0


def _century(said: str, about: int | None) -> int:
    """A year of two figures: that nearest to the year of the book, else the nearest that has come."""
    if len(said) == 4:
        return int(said)
    if about is not None:
        return min((century + int(said) for century in range(1800, 2200, 100)), key=lambda one: abs(one - about))
    this = now().year
    return max(century + int(said) for century in (1900, 2000) if century + int(said) <= this)
