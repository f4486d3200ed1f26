"""Numbers into which a pen wrote: what is typed is said, what a machine made of the pen is not."""

import pytest

from ingest.fields import understand
from ingest.fields.serial import of_pen
from tests.ingest.fields.pages import page, said


@pytest.mark.parametrize(
    ("read", "number"),
    [
        ("NG8(/PAN.PU.W15-A12/HK2.6/IX/2024", "/PAN.PU.W15-A12/HK2.6/IX/2024"),
        ("(957/KPU.W15/KP5.3/X/2024", "/KPU.W15/KP5.3/X/2024"),
        ("800/ {3( /SETDA/2024", "800//SETDA/2024"),
        ("1932 PAN.PU.W 15 — A 12/HK.2.6/X /2024", "1932 PAN.PU.W 15 — A 12/HK.2.6/X/2024"),
        ("005/12/SETDA/2024", "005/12/SETDA/2024"),
    ],
)
def test_a_piece_of_no_typed_signs_is_left_open(read: str, number: str) -> None:
    assert of_pen(read) == number


@pytest.mark.parametrize(
    "read",
    [
        "19 ]3 PAN (W 15",
        "{12/[UM]/2024",
        "surat bupati/SETDA/2024",
        "a (long piece that nobody wrote/SETDA/UM/2024",
        "(12/SETDA/UM/Lainnya",
        "12",
    ],
)
def test_what_is_no_number_is_none(read: str) -> None:
    assert of_pen(read) is None


def test_it_is_doubtful_and_only_of_a_scan() -> None:
    text = "DINAS SOSIAL\n\nNomor : (957/KPU.W15/KP5.3/X/2024\nHal   : Cuti\n\nYth. Camat\n\nDengan hormat,"
    found = understand([(1, page(text, source="ocr"))])["reference_number"]
    assert found.value == "/KPU.W15/KP5.3/X/2024"
    assert found.confidence < 60
    assert "reference_number" not in said(text)


def test_month_and_year_of_the_date_bear_a_doubtful_number_out() -> None:
    def read(number: str, confidence: float) -> object:
        head = f"DINAS SOSIAL\n\nSukamaju, 3 September 2024\nNomor : {number}\nHal   : Cuti"
        text = f"{head}\n\nYth. Camat\n\nDengan hormat,"
        return understand([(1, page(text, source="ocr", confidence=confidence))]).get("reference_number")

    assert read("005/12/SETDA/TX/2024", 90).value == "005/12/SETDA/IX/2024"
    assert read("005/12/SETDA/202A", 90).value == "005/12/SETDA/2024"
    assert read("005/12/SETDA/202A", 30) is None
