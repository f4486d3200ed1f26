"""The agenda books: no gaps, nothing said of what one may not read, cancelled numbers with their reason."""

from datetime import datetime

import pytest

from lontar.routing import acts, books
from lontar.wiring import House
from office.access import Reader
from office.days import local_day
from routing.registering import registered
from schemas.entry import RegisterEntry
from schemas.errors import NotAmong, NotFound
from schemas.letter import Letter
from schemas.unit import Unit
from store.changes import Changes
from tests.lontar.routing.offices import a_letter, founded, who
from tests.lontar.routing.offices import registered as entered

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def numbers(
    house: House, reader: Reader, after: str | None = None, limit: int = 2, **asked: str
) -> tuple[list[int], str | None]:
    found = books.leaf(house, reader, books.which(house, reader, unit="DINAS", **asked), after, limit)
    return [line.number for line in found.lines], found.after


def test_a_book_is_read_from_its_last_number_in_parts(house: House) -> None:
    for _ in range(5):
        entered(house)
    clerk, after, seen = who(house, "agendaris"), None, []
    while True:
        some, after = numbers(house, clerk, after)
        seen.append(some)
        if after is None:
            break
    assert seen == [[5, 4], [3, 2], [1]]
    book = books.which(house, clerk, unit="DINAS")
    assert [line.number for line in books.whole(house, clerk, book)] == [1, 2, 3, 4, 5]
    assert books.years_of(house, book) == [book.year]


def test_of_a_letter_that_one_may_not_read_its_number_stands_and_nothing_else(house: House) -> None:
    entered(house)
    letter, entry = entered(house)
    acts.cancel(house, who(house, "agendaris"), entered(house)[1], "Salah buku")
    secret = house.store.load(Letter, letter)
    secret.grants = ["position:kadis"]
    house.store.commit(Changes.of(secret))
    clerk = who(house, "agendaris")
    lines = books.leaf(house, clerk, books.which(house, clerk)).lines
    assert [(line.number, line.entry is None) for line in lines] == [(3, False), (2, True), (1, False)]
    assert {name for name, value in lines[1].as_dict().items() if value} == {"number", "restricted"}
    assert lines[0].cancelled == "Salah buku"
    assert numbers(house, clerk, handling="waiting", limit=10)[0] == [1]
    assert numbers(house, clerk, handling="cancelled", limit=10)[0] == [3]
    assert numbers(house, who(house, "kadis"), handling="waiting", limit=10)[0] == [2, 1]
    assert books.line_of(house, clerk, house.store.get(RegisterEntry, entry) or {}).entry is None


def test_a_book_of_another_unit_is_not_there(house: House) -> None:
    entered(house)
    with pytest.raises(NotFound):
        books.which(house, who(house, "juru"), unit="DINAS")
    assert [row["_id"] for row in books.units_of(house, who(house, "juru"))] == ["desa"]
    assert len(books.units_of(house, who(house, "sekda"))) == 5
    for wrong in ({"direction": "up"}, {"handling": "lost"}):
        with pytest.raises(NotAmong):
            books.which(house, who(house, "agendaris"), **wrong)


@pytest.mark.parametrize(
    ("zone", "minute", "year"),
    [
        ("Asia/Jakarta", "2026-12-31 16:59", 2026),
        ("Asia/Jakarta", "2026-12-31 17:00", 2027),
        ("Asia/Makassar", "2026-12-31 16:00", 2027),
        ("Asia/Jayapura", "2026-12-31 14:59", 2026),
        ("Asia/Jayapura", "2026-12-31 15:00", 2027),
    ],
)
def test_a_new_book_begins_at_midnight_where_the_unit_is(house: House, zone: str, minute: str, year: int) -> None:
    unit = house.store.load(Unit, "dinas")
    unit.timezone = zone
    house.store.commit(Changes.of(unit))
    at = datetime.fromisoformat(minute)
    before = datetime(2026, 6, 1)  # noqa: DTZ001 - as the store keeps times
    clerk = who(house, "agendaris")
    for when in (before, at):
        letter = house.store.load(Letter, a_letter(house))
        entry, changes = registered(house.store, letter, "dinas", "incoming", clerk, at=when)
        house.store.commit(changes)
    assert (entry.year, entry.agenda_number) == (year, 2 if year == 2026 else 1)
    assert local_day(house.store, "dinas", at) // 10_000 == year
    assert [line.number for line in books.whole(house, clerk, books.which(house, clerk, year=year))][
        -1
    ] == entry.agenda_number
