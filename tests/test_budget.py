"""The written time of each suite, and that it is told."""

from pathlib import Path

from tests.budget import BUDGETS, MINUTES, PROCESSES, lines, suite_of

HERE = Path(__file__).parent


def test_every_suite_has_a_budget_and_all_of_them_are_within_the_whole() -> None:
    suites = {suite_of(str(path.relative_to(HERE.parent))) for path in HERE.rglob("test_*.py")}
    assert BUDGETS.keys() == suites
    assert sum(BUDGETS.values()) <= MINUTES * 60 * PROCESSES


def test_a_suite_over_its_budget_is_named() -> None:
    told = list(lines({"web": BUDGETS["web"] + 1.0, "office": 2.0}))
    assert [line.split()[0] for line in told] == ["office", "web", "all"]
    assert [line.endswith(" over") for line in told] == [False, True, False]


def test_a_test_counts_in_the_folder_it_runs_in() -> None:
    assert suite_of("tests/web/letters/test_page.py::test_one[id]") == "web"
    assert suite_of("tests/test_house.py::test_one") == "house"
