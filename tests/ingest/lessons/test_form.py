"""The form of a sender's numbers tells them from other figures, and mends what can be misread only in one way."""

import pytest

from ingest.lessons.form import fitted, form_of

FORM = form_of(["080/YPHD/XI/2022", "7/YPHD/II/2024", "343/YPHD/VII/2022"])


def test_it_is_what_the_numbers_have_in_common() -> None:
    assert FORM == ["figures", "=YPHD", "month", "year"]
    assert form_of(["B-12/UM/2022", "B-7/KEU/2023"]) == ["any", "any", "year"]


@pytest.mark.parametrize("numbers", [["1/A/2020"], ["1/A/2020", "1/A/B/2020"], ["12", "13"]])
def test_numbers_of_no_one_form_have_none(numbers: list[str]) -> None:
    assert form_of(numbers) == []


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("255/YPHD/XI/2024", "255/YPHD/XI/2024"),
        ("255/YPHD/X1/2024", "255/YPHD/XI/2024"),
        ("020/YPHD/ITI/2O24", "020/YPHD/III/2024"),
        ("2O5/YPHDIXI/2024", "205/YPHD/XI/2024"),
        ("205IYPHD/XI/2024", "205/YPHD/XI/2024"),
        ("205/YPHO/XI/2024", None),
        ("17", None),
        ("205/YPHD/XW2024", None),
        ("205/YPHD/XXI/2024", None),
    ],
)
def test_a_number_is_mended_or_refused(read: str, meant: str | None) -> None:
    assert fitted(read, FORM) == meant
