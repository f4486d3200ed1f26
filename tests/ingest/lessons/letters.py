"""Letters of one sender for tests, written as on a typewriter, with what is true of them."""

from typing import Any

from ingest.fields import fields_of, sheets_of
from ingest.lessons import Example, applied, learned
from ingest.lessons.learn import Lesson
from schemas.letter import FieldValue
from tests.ingest.fields.pages import centred, page

HEAD = centred("LEMBAGA ADAT TUNAS MELAYU", "Jalan Pelabuhan 14 Telukdalam 53499")
BODY = """
Yth. Camat Rawabening
di Tempat

Dengan hormat, kami sampaikan bahwa jembatan gantung di desa kami telah rusak sejak bulan lalu.
"""
DAYS = ("3 Mei 2019", "14 Juni 2020", "27 Maret 2021", "8 Oktober 2022", "19 Januari 2023")
SUBJECTS = ("Perbaikan jembatan gantung", "Bantuan bibit padi", "Undangan kenduri", "Sengketa batas", "Iuran pasar")


def letter(number: int, middle: str, head: str = HEAD) -> Example:
    """Letter `number` (from 0): `middle` between letterhead and address, its {number}, {date}, {subject} filled in."""
    values = truth(number)
    text = middle.format(number=values["reference_number"], date=DAYS[number], subject=values["subject"])
    sheets = sheets_of([(1, page(f"{head}\n\n{text}\n{BODY}"))])
    return Example(sheets, values, {name: one.value for name, one in fields_of(sheets).items()})


def truth(number: int) -> dict[str, Any]:
    days = (20190503, 20200614, 20210327, 20221008, 20230119)
    return {
        "reference_number": f"{11 * number + 7:03d}/LATM/{2019 + number}",
        "date": days[number],
        "subject": SUBJECTS[number],
        "sender": "Lembaga Adat Tunas Melayu",
    }


def taught(middle: str, corrected: int = 3) -> list[Lesson]:
    """What the first letters teach when people said all that is true of them."""
    return learned([letter(number, middle) for number in range(corrected)])


def understood(lessons: list[Lesson], one: Example) -> dict[str, FieldValue]:
    return applied(lessons, one.sheets, fields_of(one.sheets))
