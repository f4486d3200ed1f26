"""Letters by year as bars: one for each year, or for several when there are many."""

from collections.abc import Iterator

import pytest
from flask import Flask

from lontar.wiring import House
from web.app import create_app
from web.search.asked import Asked
from web.search.histogram import HEIGHT, LEAST, MOST_BARS, Histogram, histogram


@pytest.fixture(scope="module")
def app(house: House) -> Flask:
    return create_app(house, testing=True)


@pytest.fixture(autouse=True)
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def drawn(counts: dict[int, int], *chosen: str) -> Histogram:
    found = histogram([[str(year), count] for year, count in counts.items()], Asked("a", {"year": chosen}))
    assert found is not None
    return found


def test_each_year_has_its_place_and_height() -> None:
    found = drawn({2001: 4, 1999: 1, 2005: 400})
    assert (found.first, found.last, found.width) == (1999, 2005, 7)
    assert [(bar.x, bar.height) for bar in found.bars] == [(0, LEAST), (2, LEAST), (6, HEIGHT)]
    assert [bar.title for bar in found.bars] == ["1999: 1 letter", "2001: 4 letters", "2005: 400 letters"]
    assert found.bars[1].address == "/?q=a&year=2001"


def test_one_year_is_no_picture() -> None:
    assert histogram([["1999", 7]], Asked("", {})) is None
    assert histogram([], Asked("", {})) is None
    assert histogram([["1999", 7], ["lama", 3]], Asked("", {})) is None


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
