"""A person's saved searches: kept, renamed, deleted, and each act undone; nobody else's."""

import pytest

from lontar.errors import TooManySearches
from lontar.finding import saved_searches
from lontar.finding.saved_searches import change, delete, own, save, undo
from lontar.wiring import House
from office.access import Reader
from schemas.errors import Conflict, NotFound, Taken, WrongUse
from tests.lontar.finding import house, reader

__all__ = ["house"]


@pytest.fixture
def archivist(house: House) -> Reader:
    return reader(house, "arsiparis")


def names(house: House, person: Reader) -> list[str]:
    return [row["name"] for row in own(house, person)]


def test_a_search_is_kept_with_all_it_asks(house: House, archivist: Reader) -> None:
    made = save(house, archivist, " Jembatan ", "jembatan", filters={"year": ["2019"], "unit": []}, sort="newest")
    (row,) = own(house, archivist)
    assert saved_searches.said(row) == {
        "id": made.id,
        "name": "Jembatan",
        "query": "jembatan",
        "filters": {"year": ["2019"]},
        "sort": "newest",
        "exact": False,
        "alert": "page",
    }
    assert own(house, reader(house, "staf")) == []


@pytest.mark.everywhere
def test_every_act_is_undone_by_its_event_and_that_again(house: House, archivist: Reader) -> None:
    made = save(house, archivist, "a", "jembatan", filters={"year": ["2019"]})
    before = own(house, archivist)
    changed = change(house, archivist, made.id, name="b", alert="mail")
    gone = delete(house, archivist, made.id)
    assert own(house, archivist) == []
    assert gone.event is not None
    back = undo(house, archivist, gone.event)
    assert [(row["name"], row["alert"]) for row in own(house, archivist)] == [("b", "mail")]
    assert back.event is not None
    undo(house, archivist, back.event)
    assert own(house, archivist) == []
    undo(house, archivist, gone.event)
    assert changed.event is not None
    undo(house, archivist, changed.event)
    kept = ("_id", "name", "query", "filters", "alert", "since")
    assert [{name: row[name] for name in kept} for row in own(house, archivist)] == [
        {name: row[name] for name in kept} for row in before
    ]
    assert made.event is not None
    undo(house, archivist, made.event)
    assert own(house, archivist) == []


def test_what_is_no_longer_so_is_not_undone(house: House, archivist: Reader) -> None:
    made = save(house, archivist, "a", "jembatan", filters={})
    change(house, archivist, made.id, name="b")
    assert made.event is not None
    with pytest.raises(Conflict):
        undo(house, archivist, made.event)
    gone = delete(house, archivist, made.id)
    save(house, archivist, "b", "jalan", filters={})
    assert gone.event is not None
    with pytest.raises(Taken):
        undo(house, archivist, gone.event)


@pytest.mark.everywhere
def test_nothing_is_done_to_what_another_person_saved(house: House, archivist: Reader) -> None:
    made, staff = save(house, archivist, "a", "jembatan", filters={}), reader(house, "staf")
    for act in (change, delete):
        with pytest.raises(NotFound):
            act(house, staff, made.id)
    assert made.event is not None
    with pytest.raises(NotFound):
        undo(house, staff, made.event)
    assert names(house, archivist) == ["a"]


def test_the_same_again_is_no_act(house: House, archivist: Reader) -> None:
    made = save(house, archivist, "a", "jembatan", filters={})
    assert change(house, archivist, made.id, name="a", alert="page").event is None


@pytest.mark.parametrize(
    ("name", "query", "more"),
    [
        ("", "jembatan", {}),
        ("x" * 81, "jembatan", {}),
        ("a", " ", {}),
        ("a", "jembatan", {"sort": "best"}),
        ("a", "jembatan", {"alert": "fax"}),
        ("a", "jembatan", {"filters": {"colour": ["red"]}}),
    ],
)
def test_what_cannot_be_kept_is_refused(house: House, archivist: Reader, name: str, query: str, more: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(WrongUse):
        save(house, archivist, name, query, **({"filters": {}} | more))
    assert own(house, archivist) == []


def test_names_are_ones_own_and_there_are_not_too_many(
    house: House, archivist: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = save(house, archivist, "a", "jembatan", filters={})
    save(house, archivist, "b", "jembatan", filters={})
    save(house, reader(house, "staf"), "a", "jembatan", filters={})
    with pytest.raises(Taken):
        save(house, archivist, "a", "jalan", filters={})
    with pytest.raises(Taken):
        change(house, archivist, other.id, name="b")
    monkeypatch.setattr(saved_searches, "MOST", 2)
    with pytest.raises(TooManySearches):
        save(house, archivist, "c", "jalan", filters={})
