"""The retention schedule: rows by code, faults by line, and the days that follow from a closing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.schedule import Rule, read_schedule, shipped, write_schedule
from archive.terms import months_later, outside_for, terms
from schemas.day import day_of

HEADING = "code,active,inactive,fate,class,note\n"
RULE = Rule("005", 1, 2, "destroy")


def test_the_shipped_example_can_be_used_and_is_none_of_the_office() -> None:
    assert not shipped().faults
    assert not shipped().own
    assert len(shipped().rules) > 20


@pytest.mark.parametrize(
    ("code", "row"),
    [("800.1.11.1", "800.1"), ("800.11", "800"), ("005", "005"), ("041", "000"), ("031", "030"), ("9", None)],
)
def test_the_longest_code_above_wins_by_whole_parts(code: str, row: str | None) -> None:
    table = "".join(f"{one},1,1,musnah,,\n" for one in ("800.1", "800", "005", "030", "000"))
    found = read_schedule((HEADING + table).encode()).rule(code)
    assert (found.code if found else None) == row


def test_a_table_comes_back_as_it_was() -> None:
    again = read_schedule(write_schedule(shipped()).encode())
    assert [(one.code, one.years, one.fate, one.note) for one in again.rules] == [
        (one.code, one.years, one.fate, one.note) for one in shipped().rules
    ]


def test_fates_are_understood_in_indonesian_from_a_spreadsheet_with_semicolons() -> None:
    found = read_schedule("\ufeffcode;active;inactive;fate\r\n005;1;2;Dinilai Kembali\r\n".encode())
    assert found.rules[0].fate == "appraise"


def test_every_fault_is_named_by_its_line_and_then_no_row_counts() -> None:
    table = HEADING + "005,1,1,musnah,B,\n,1,1,musnah,B,\n006,x,201,burn,Z,\n005,2,2,keep,,\n007,-1,1.5,keep,,\n"
    found = read_schedule(table.encode())
    assert found.rules == ()
    assert [(one.line, one.sentence.split(";")[0]) for one in found.faults] == [
        (3, "code is empty"),
        (4, "active must be whole years, 0 to 200"),
        (4, "inactive must be whole years, 0 to 200"),
        (4, "the code burn has no meaning here"),
        (4, "the code Z has no meaning here"),
        (6, "active must be whole years, 0 to 200"),
        (6, "inactive must be whole years, 0 to 200"),
        (5, "the code 005 stands in line 2 already"),
    ]


@pytest.mark.parametrize("content", [b"", b"code,active\n", b"\xff\xfe", HEADING.encode(), b"a" * 2_000_000])
def test_what_is_no_schedule_has_a_fault_and_no_rows(content: bytes) -> None:
    found = read_schedule(content)
    assert found.faults
    assert not found.rules


def test_terms_are_counted_from_the_closing_and_never_end_early() -> None:
    found = terms(RULE, date(2024, 2, 29))
    assert (found.inactive, found.due) == (20250301, 20270301)
    assert [found.standing(day) for day in (20250228, 20250301, 20270228, 20270301)] == [
        "active",
        "inactive",
        "inactive",
        "due",
    ]


@given(st.dates(date(1900, 1, 1), date(2300, 1, 1)), st.integers(0, 100), st.integers(0, 100))
def test_a_term_is_never_shorter_than_the_schedule_says(closed: date, active: int, inactive: int) -> None:
    found = terms(Rule("1", active, inactive, "destroy"), closed)
    due = day_of(found.due)
    assert (due.year - closed.year, due >= closed.replace(day=min(closed.day, 28), year=due.year)) == (
        active + inactive,
        True,
    )
    assert found.inactive <= found.due


def test_months_ahead_skip_days_that_there_are_not() -> None:
    assert months_later(date(2026, 1, 31), 1) == 20260301
    assert months_later(date(2026, 12, 31), 12) == 20271231


def test_ten_years_and_more_need_the_national_archives() -> None:
    assert [outside_for(years) for years in (9, 10)] == ["head", "anri"]
