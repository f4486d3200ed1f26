"""Letters by year as bars, one for each year or for several when there are many; below them months and days."""

from collections.abc import Iterator

import pytest
from flask import Flask

from lontar.wiring import House
from web.app import create_app
from web.search.asked import Asked
from web.search.histogram import HEIGHT, LEAST, MOST_BARS, Histogram, histograms


@pytest.fixture(scope="module")
def app(house: House) -> Flask:
    return create_app(house, testing=True)


@pytest.fixture(autouse=True)
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def rows(counted: dict[str, dict[object, int]], **filters: list[str]) -> list[Histogram]:
    found = {name: [[str(value), count] for value, count in counts.items()] for name, counts in counted.items()}
    return list(histograms(found, Asked("a", filters)))


def drawn(counts: dict[int, int], *chosen: str) -> Histogram:
    (found,) = rows({"year": dict(counts)}, year=list(chosen))
    return found


def test_each_year_has_its_place_and_height() -> None:
    found = drawn({2001: 4, 1999: 1, 2005: 400})
    assert (found.first, found.last, found.width) == ("1999", "2005", 7)
    assert [(bar.x, bar.height) for bar in found.bars] == [(0, LEAST), (2, LEAST), (6, HEIGHT)]
    assert [bar.title for bar in found.bars] == ["1999: 1 letter", "2001: 4 letters", "2005: 400 letters"]
    assert found.bars[1].address == "/?q=a&year=2001"


def test_one_year_is_no_picture() -> None:
    assert rows({"year": {1999: 7}}) == []
    assert rows({}) == []
    assert rows({"year": {1999: 7, "lama": 3}}) == []


@pytest.mark.parametrize(("first", "step"), [(1990, 1), (1850, 5), (1500, 10), (700, 50), (1, 50)])
def test_many_years_share_bars_that_begin_at_round_years(first: int, step: int) -> None:
    found = drawn(dict.fromkeys(range(first, 2025), 1))
    assert found.width == len(found.bars) <= MOST_BARS + 1
    years = found.bars[1].address.split("&year=")[1:]
    assert len(years) == step
    assert int(years[0]) % step == 0


def test_a_chosen_bar_takes_its_choice_away() -> None:
    found = drawn({1999: 1, 2000: 2}, "1999")
    assert [(bar.chosen, bar.address) for bar in found.bars] == [(True, "/?q=a"), (False, "/?q=a&year=2000")]


def test_a_chosen_year_has_its_months_below_and_a_month_its_days() -> None:
    counted: dict[str, dict[object, int]] = {
        "year": {2019: 3, 2020: 1},
        "month": {"2019-02": 3},
        "day": {"2019-02-28": 3},
    }
    found = rows(counted, year=["2019"], month=["2019-02"])
    assert [(row.title, row.width, row.first, row.last) for row in found] == [
        ("Years", 2, "2019", "2020"),
        ("Months of 2019", 12, "January 2019", "December 2019"),
        ("Days of February 2019", 28, "1 February 2019", "28 February 2019"),
    ]
    year, month, day = (row.bars[0] for row in found)
    assert (year.address, month.x, month.title) == ("/?q=a", 1, "February 2019: 3 letters")
    assert month.address == "/?q=a&year=2019"  # it is chosen: without it, and without what is chosen of it
    assert (day.x, day.address, day.chosen) == (27, "/?q=a&year=2019&month=2019-02&day=2019-02-28", False)


@pytest.mark.parametrize("made_up", ["2019-13", "x", "2019-00", "0000-01", "2019"])
def test_a_month_that_somebody_made_up_has_no_days(made_up: str) -> None:
    assert rows({"day": {"2019-02-28": 3}}, year=["x"], month=[made_up]) == []
