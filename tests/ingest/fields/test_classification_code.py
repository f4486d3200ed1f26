"""The classification code: by the table of the letter's day, old or new, as the office has it."""

import pytest

from ingest.fields import understand
from ingest.fields.known import shipped_known
from office.vocabularies.entry import KINDS
from office.vocabularies.vocabulary import read_vocabulary
from tests.ingest.fields.pages import fields, page, said

OWN = "code,indonesian,english,since,until\nHM.01,Hubungan Masyarakat,Public relations,,\n"


def letter(number: str, year: int) -> str:
    date = f"                                        Sukamaju, 3 Mei {year}"
    return f"DINAS SOSIAL\n\n{date}\nNomor : {number}\n\nYth. Camat\n\nDengan hormat,"


@pytest.mark.parametrize(
    ("number", "year", "code"),
    [
        ("005/0378", 2019, "005"),
        ("005/12/SETDA/2019", 2019, "005"),
        ("421.2/023/SMP/2019", 2019, "421.2"),
        ("Um.005/12/1985", 1985, "005"),
        ("188.45/12/KPTS/2019", 2019, "188.45"),
        ("005/       /SETDA/2019", 2019, "005"),
        ("000.1.2.3/4461/107.1/2025", 2025, "000.1.2.3"),
        ("800.1.11.1/091/BKAD/V/2026", 2026, "800.1.11.1"),
        ("B/1/800.1.11.1/UM/2026", 2026, "800.1.11.1"),
        ("B/500/000.5/SETDA/2024", 2024, "000.5"),
        ("B/000.5/500/SETDA/2024", 2024, "000.5"),
        ("B-12/400.3/DISDIK/2024", 2024, "400.3"),
        ("123/PT-AJ/V/2019", 2019, None),
        ("12 TAHUN 1998", 1998, None),
        ("B-235/PANRB/D-IV/KKA/06/2012", 2012, None),
        ("1931/KPA.W15-A12/HM2.1.4/IX/2024", 2024, None),
        ("720", 1939, None),
        ("Sprin/12/VII/KEU./2024", 2024, None),
    ],
)
def test_codes(number: str, year: int, code: str | None) -> None:
    assert said(letter(number, year)).get("classification_code") == code


def test_the_table_of_the_day_is_surer_than_another() -> None:
    old, late = (fields(letter("005/12/2019", year))["classification_code"].confidence for year in (2019, 2024))
    assert old > late


def test_the_office_has_a_table_of_its_own() -> None:
    own = shipped_known()._replace(codes=read_vocabulary(KINDS["classification"], OWN, own=True))
    readings = [(1, page(letter("1931/KPA/HM.01/IX/2024", 2024)))]
    assert "classification_code" not in understand(readings)
    assert understand(readings, own)["classification_code"].value == "HM.01"
    assert "classification_code" not in understand([(1, page(letter("005/12/2019", 2019)))], own)
