"""Forms of reference numbers: those seen on letters can be written, what is none is refused, nothing is lost of a
number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.numbering import PARTS, USUAL, checked, filled, is_under
from drafting.refused import FaultyForm

DAY = date(2026, 5, 9)
SAID = {"code": "800.1.11.1", "unit": "BKAD", "security_class": "B", "day": DAY}


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [
        (USUAL, 91, "800.1.11.1/91/BKAD/V/2026"),
        ("{code}/{number:3}/{unit}/{month_roman}/{year}", 91, "800.1.11.1/091/BKAD/V/2026"),
        ("{class}-{number}/PANRB/D-IV/KKA/{month}/{year}", 235, "B-235/PANRB/D-IV/KKA/05/2026"),
        ("{class}/{number}/{code}/UM/{year}", 1, "B/1/800.1.11.1/UM/2026"),
        ("000.1.2.3/{number}/107.1/{year}", 4461, "000.1.2.3/4461/107.1/2026"),
        ("{number}/KPA.W15-A12/HM2.1.4/{month_roman}/{year}", 1931, "1931/KPA.W15-A12/HM2.1.4/V/2026"),
        ("{number} TAHUN {year}", 7, "7 TAHUN 2026"),
        ("Sprin/{number}/{month_roman}/KEU./{day}{month}{year}", 12, "Sprin/12/V/KEU./09052026"),
    ],
)
def test_the_forms_that_offices_use_can_be_written(form: str, number: int, expected: str) -> None:
    assert filled(checked(form), number, **SAID) == expected


def test_without_a_code_no_empty_place_is_left() -> None:
    assert filled(USUAL, 3, **{**SAID, "code": ""}) == "3/BKAD/V/2026"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("", "empty"),
        ("{code}/{year}", "must stand in it once"),
        ("{number}/{number}", "must stand in it once"),
        ("{number}/{nomor}", "{nomor} is none of"),
        ("{number:3}/{year:2}", "only {number}"),
        ("{number}/{", "a brace"),
        ("{number:0}", "a brace"),
        ("{number}\n{year}", "line break"),
        ("{number}" + "x" * 200, "longer"),
    ],
)
def test_what_is_no_form_is_refused_with_the_reason(form: str, why: str) -> None:
    with pytest.raises(FaultyForm) as told:
        checked(form)
    assert why in str(told.value)
    assert told.value.params["field"] == "form"


@given(
    st.lists(st.sampled_from([f"{{{one}}}" for one in PARTS if one != "number"] + ["/", "-", "X"]), max_size=4),
    st.integers(1, 99_999),
    st.integers(1, 9),
)
def test_two_numbers_are_never_written_alike(parts: list[str], number: int, figures: int) -> None:
    form = checked("".join(parts) + f"/{{number:{figures}}}/" + "".join(reversed(parts)))
    assert filled(form, number, **SAID) != filled(form, number + 1, **SAID)


def test_a_code_is_under_those_that_it_begins_with() -> None:
    assert is_under("800.1.11.1", "800.1")
    assert is_under("800.1", "800.1")
    assert is_under("800.1", "")
    assert not is_under("800.11", "800.1")
    assert not is_under("", "800")
