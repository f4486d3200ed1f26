"""Many lines at once: reminded of, given to another position and back; what cannot be is said, the others go on."""

from dataclasses import replace

import pytest

from lontar.ledger import acts, saved_views
from lontar.ledger.calendar import Calendar
from lontar.ledger.lines import every, listed
from lontar.ledger.view import View
from lontar.wiring import House
from schemas.assignment import Assignment
from schemas.errors import Forbidden, NotAmong, NotFound, Taken, WrongUse
from schemas.event import Event
from schemas.saved_view import SavedView
from tests.lontar.routing.offices import asked, assignments, founded, registered, who

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def waiting(house: House, reader: str, **view: str) -> list[str]:
    """Ids of the lines of a view."""
    lines = every(house, who(house, reader), View.of(view), Calendar.of(house))
    return [line.row["_id"] for line in lines]


def asked_of(house: House, *positions: str) -> str:
    _, entry = registered(house)
    asked(house, "kadis", entry, *positions)
    return entry


def test_each_line_that_waits_is_reminded_of(house: House) -> None:
    entry = asked_of(house, "kabid", "sekdis")
    registered(house)
    done = acts.remind(house, who(house, "kadis"), waiting(house, "kadis"))
    assert (done.done, done.refused) == (3, ())
    rows = [row for row in house.store.every(Event) if row["verb"] == acts.REMINDED]
    assert len(rows) == 3
    found = assignments(house, entry)
    again = acts.remind(house, who(house, "kadis"), [found["head:dinas"]["_id"], found["kabid"]["_id"], "nothing"])
    assert again.done == 1
    assert [number for _, number in again.refused] == [1, 1]


def test_what_waits_for_an_official_is_given_to_another_and_back(house: House) -> None:
    entries = [asked_of(house, "kabid") for _ in range(3)]
    reader = who(house, "kadis")
    done = acts.reassign(house, reader, acts.lines_of(house, "kabid"), "kasi", "Pejabat berganti.")
    assert (done.done, done.refused) == (3, ())
    assert len(waiting(house, "kasi")) == 3
    assert waiting(house, "kabid", person="me") == []
    first = assignments(house, entries[0])["kasi"]
    house_row = house.store.get(Assignment, first["_id"]) or {}
    assert (house_row["unit"], house_row["state"]) == ("seksi", "unread")
    back = acts.undo(house, reader, *done.events)
    assert back.done == 3
    assert len(waiting(house, "kabid", person="me")) == 3
    with pytest.raises(NotFound):
        acts.undo(house, who(house, "sekda"), *done.events)


def test_what_cannot_be_given_away_stays_and_is_said(house: House) -> None:
    registered(house)
    asked_of(house, "kabid", "sekdis")
    before = {row["_id"]: row["position"] for row in house.store.every(Assignment)}
    done = acts.reassign(house, who(house, "kadis"), waiting(house, "kadis"), "sekdis", "Pejabat berganti.")
    assert done.done == 0
    assert sum(number for _, number in done.refused) == 3
    assert before == {row["_id"]: row["position"] for row in house.store.every(Assignment)}


def test_only_who_answers_for_a_unit_acts_on_its_lines(house: House) -> None:
    asked_of(house, "kabid")
    ids = waiting(house, "kadis")
    other = acts.remind(house, who(house, "kades"), ids)
    assert (other.done, [type(error) for error, _ in other.refused]) == (0, [NotFound])
    own = acts.remind(house, who(house, "analis"), ids)
    assert own.done == 0
    for wrong in ([], ["x"] * 2 + [f"y{n}" for n in range(acts.MOST)]):
        with pytest.raises(WrongUse):
            acts.remind(house, who(house, "kadis"), wrong)
    with pytest.raises(WrongUse, match="reason"):
        acts.reassign(house, who(house, "kadis"), ids, "kasi", " ")


def test_what_one_does_not_answer_for_does_not_exist(house: House) -> None:
    asked_of(house, "kabid")
    for view in ({"unit": "DINAS"}, {"branch": "KAB"}, {"position": "KADIS"}, {"person": "kadis"}, {"unit": "NO"}):
        with pytest.raises(NotFound):
            waiting(house, "kabid", **view)
    assert len(waiting(house, "kabid", branch="BIDANG")) == 1


@pytest.mark.parametrize(
    ("view", "error"),
    [
        ({"age": "9"}, NotAmong),
        ({"sort": "name"}, NotAmong),
        ({"show": "all"}, NotAmong),
        ({"week": "20261340"}, WrongUse),
        ({"week": "soon"}, WrongUse),
        ({"unit": "DINAS", "person": "me"}, WrongUse),
    ],
)
def test_a_view_that_cannot_be_is_refused(view: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        View.of(view)


def test_a_list_goes_on_page_after_page_in_every_order(house: House) -> None:
    for number in range(7):
        asked_of(house, "kabid") if number % 2 else registered(house)
    reader, calendar = who(house, "kadis"), Calendar.of(house)
    for sort in ("oldest", "newest", "due"):
        view, found, after = View(sort=sort), [], ""
        while after is not None:
            page = listed(house, reader, view, calendar, after=after, limit=2)
            assert len(page.lines) <= 2
            found += [line.row["_id"] for line in page.lines]
            after = page.cursor
        assert len(found) == len(set(found)) == 7
        whole = [line.row["_id"] for line in every(house, reader, view, calendar)]
        assert found == whole
    assert listed(house, reader, View(), calendar, after="9:x:y").lines[0].row["_id"]


def test_a_view_is_kept_under_a_name_deleted_and_brought_back(house: House) -> None:
    reader = who(house, "kadis")
    made = saved_views.save(house, reader, "Terlambat", View(overdue=True, sort="due"))
    (row,) = saved_views.own(house, reader)
    assert View.of(row["asks"]) == View(overdue=True, sort="due")
    with pytest.raises(Taken):
        saved_views.save(house, reader, "Terlambat", View())
    with pytest.raises(NotFound):
        saved_views.delete(house, who(house, "kabid"), made.id)
    gone = saved_views.delete(house, reader, made.id)
    assert saved_views.own(house, reader) == []
    saved_views.undo(house, reader, gone.event)
    assert [row["name"] for row in saved_views.own(house, reader)] == ["Terlambat"]
    with pytest.raises(NotFound):
        saved_views.undo(house, who(house, "kabid"), gone.event)
    assert house.store.get(SavedView, made.id) is not None


def test_a_person_without_the_role_does_nothing_to_lines(house: House) -> None:
    with pytest.raises(Forbidden):
        acts.remind(house, replace(who(house, "agendaris"), roles=frozenset({"staff"})), ["x"])
