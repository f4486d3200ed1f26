"""Many letters handed on to the same positions at once, and taken back where nobody has read them yet."""

import pytest

from lontar.many import jobs
from lontar.routing import acts
from lontar.wiring import House
from routing.errors import NotLive, Vacant
from schemas.assignment import Assignment
from schemas.errors import NotAmong, NotFound
from schemas.position import Position
from schemas.unit import Unit
from store.changes import Changes
from tests.lontar.jobbing import carried, done, row
from tests.lontar.routing.offices import a_letter, assignments, entry_of, founded, registered, who

pytestmark = pytest.mark.everywhere


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def test_letters_are_handed_on_each_out_of_what_of_it_is_with_the_reader(house: House) -> None:
    mine = [registered(house) for _ in range(3)]
    loose = a_letter(house)
    kadis = who(house, "kadis")
    job = done(house, kadis, [*(id for id, _ in mine), loose], "dispose", recipients=["KABID"], note="segera")
    assert row(house, job)["counts"] == {"done": 3, "unchanged": 0, "refused": 1}
    assert row(house, job)["reasons"][0]["error"]["code"] == "not-theirs"
    for _, entry in mine:
        found = assignments(house, entry)["kabid"]
        assert (found["sender"], found["state"], entry_of(house, entry).handling) == ("kadis", "unread", "in-hand")
        assert found["due"]
    again = done(house, kadis, [mine[0][0]], "dispose", recipients=["kabid"])
    assert row(house, again)["reasons"][0]["error"]["code"] == "sent-in-a-circle"
    job = done(house, who(house, "kabid"), [id for id, _ in mine], "dispose", recipients=["kasi"], due=20990101)
    assert assignments(house, mine[0][1])["kasi"]["due"] == 20990101


def test_it_is_undone_where_nobody_has_read_it(house: House) -> None:
    mine = [registered(house) for _ in range(2)]
    kadis = who(house, "kadis")
    job = done(house, kadis, [id for id, _ in mine], "dispose", recipients=["kabid"])
    acts.opened(house, who(house, "kabid"), mine[0][0])
    back = jobs.undo(house, kadis, job.id)
    carried(house)
    jobs.start(house, kadis, back.id)
    carried(house)
    assert row(house, back)["counts"] == {"done": 1, "unchanged": 0, "refused": 1}
    assert [entry_of(house, entry).handling for _, entry in mine] == ["in-hand", "waiting"]
    assert house.store.count(Assignment, {"position": "kabid", "standing": "own"}) == 1


def test_what_is_wrong_for_every_letter_is_said_before_anything_is_counted(house: House) -> None:
    letter, _ = registered(house)
    kadis = who(house, "kadis")
    house.store.commit(Changes.of(Position(id="kosong", code="KOSONG", unit="bidang", title="Kosong")))
    village = house.store.load(Unit, "desa")
    village.state = "preparing"
    house.store.commit(Changes.of(village))
    for values, error in (
        ({"recipients": ["nobody"]}, NotFound),
        ({"recipients": ["kosong"]}, Vacant),
        ({"recipients": ["kades"]}, NotLive),
        ({"recipients": ["kabid"], "instructions": ["menari"]}, NotAmong),
        ({"recipients": ["kabid"], "urgency": "soon"}, NotAmong),
    ):
        with pytest.raises(error):
            jobs.ask(house, kadis, [letter], "dispose", values)
