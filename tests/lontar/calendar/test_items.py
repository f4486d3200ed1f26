"""What stands in a reader's calendar: of their positions, of the unit they lead, what clashes, what is restricted."""

from datetime import date, timedelta

import pytest

from lontar.calendar.errors import NoAppointment
from lontar.calendar.items import Calendar, Item
from lontar.wiring import House
from office.access import installation
from schemas.delegation import Delegation
from schemas.letter import Letter
from schemas.position import Holding, Position
from schemas.stored import now
from store.changes import Changes, Happened
from tests.lontar.calendar.inviting import appointments, followed, invitation
from tests.lontar.routing.offices import asked, founded, who

pytestmark = pytest.mark.everywhere("full")
FIRST, LAST = date(2030, 12, 1), date(2030, 12, 31)
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def own(house: House, person: str, first: date = FIRST, last: date = LAST) -> list[Item]:
    return Calendar(house, who(house, person)).own(first, last)


def acts_for(house: House, person: str, position: str, form: str) -> None:
    until = now() + timedelta(days=1)
    house.store.commit(
        Changes.of(Delegation(form=form, position=position, person=person, since=now(), until=until, made_by="tests"))
    )


def hidden(house: House, letter: str) -> None:
    """Nobody named may read it."""
    kept = house.store.load(Letter, letter)
    kept.security_class, kept.grants = "R", ["person:nobody"]
    house.store.commit(Changes.of(kept, events=[Happened("letter.classified", f"letters/{letter}", "system")]))


def test_the_days_asked_for_are_shown_in_order_and_an_event_of_several_days_on_each(house: House) -> None:
    late, _ = invitation(house, event_date=20301203)
    early, _ = invitation(house, event_date=20301203, event_time="08.00")
    invitation(house, event_date=20310101)
    assert [item.row["letter"] for item in own(house, "kadis")] == [early, late]
    assert own(house, "kadis", date(2030, 12, 4)) == []
    assert own(house, "kabid") == []


def test_who_stands_in_sees_it_and_who_is_stood_in_for_does_not(house: House) -> None:
    invitation(house)
    acts_for(house, "kabid", "kadis", "Plh.")
    assert len(own(house, "kabid")) == 1
    assert own(house, "kadis") == []


def test_a_secretary_sees_the_calendar_of_the_unit_beside_their_own(house: House) -> None:
    _, entry = invitation(house)
    asked(house, "kadis", entry, "sekdis", "kabid")
    followed(house)
    acts_for(house, "analis", "kadis", "Sek.")
    for person in ("kadis", "analis"):
        calendar = Calendar(house, who(house, person))
        assert [unit["_id"] for unit in calendar.units] == ["dinas"]
        assert [item.row["position"] for item in calendar.of_unit("dinas", FIRST, LAST)] == ["sekdis"]
    assert Calendar(house, who(house, "sekdis")).units == []


def test_what_waits_for_a_unit_without_a_head_stands_in_the_calendar_of_the_one_above(house: House) -> None:
    letter, _ = invitation(house, "desa", "juru")
    holding = house.store.find(Holding, {"position": "kades"}, sort=[("since", -1)])[0]
    kept = house.store.load(Holding, holding["_id"])
    kept.until = now()
    house.store.commit(Changes.of(kept))
    assert own(house, "kades") == []
    (item,) = own(house, "sekda")
    assert (item.row["letter"], item.title, item.person) == (letter, "Sekda", "sekda")


def test_two_at_the_same_time_clash_for_one_person_whatever_their_positions(house: House) -> None:
    house.store.commit(Changes.of(Position(id="lain", code="LAIN", unit="dinas", title="Lain")))
    house.store.commit(Changes.of(Holding(person="kadis", position="lain")))
    first, _ = invitation(house, event_time="09.00-12.00")
    second, entry = invitation(house, event_time="11.00")
    third, _ = invitation(house, event_time="13.00")
    asked(house, "kadis", entry, "sekdis")
    acts_for(house, "kadis", "sekdis", "Plh.")
    followed(house)
    items = {item.row["letter"]: item for item in own(house, "kadis")}
    assert [one.row["letter"] for one in items[first].clashes] == [second]
    assert [one.row["letter"] for one in items[second].clashes] == [first]
    assert items[third].clashes == ()
    assert items[third].when.assumed


def test_who_does_not_go_has_no_clash(house: House) -> None:
    from lontar.calendar import acts

    first, _ = invitation(house)
    second, _ = invitation(house)
    acts.excuse(house, who(house, "kadis"), appointments(house, first)["head:dinas"]["_id"], "Berhalangan")
    assert [item.clashes for item in own(house, "kadis")] == [(), ()]
    beside = Calendar(house, who(house, "kadis")).of_letter(second)
    assert [item.clashes for item in beside] == [()]


def test_of_a_letter_that_one_may_not_read_only_the_hours_are_told_and_of_others_nothing(house: House) -> None:
    letter, _ = invitation(house)
    other, _ = invitation(house, event_time="10.00")
    hidden(house, letter)
    restricted, shown = own(house, "kadis")
    assert (restricted.letter, restricted.values, restricted.subject) == (None, {}, "")
    assert [one.letter for one in shown.clashes] == [None]
    calendar = Calendar(house, who(house, "kadis"))
    with pytest.raises(NoAppointment):
        calendar.one(restricted.row["_id"])
    assert calendar.of_letter(other)[0].clashes == shown.clashes
    acts_for(house, "analis", "bidang", "Sek.")
    assert Calendar(house, who(house, "sekda")).of_unit("dinas", FIRST, LAST)[0].row["letter"] == other


def test_the_installation_sees_all(house: House) -> None:
    invitation(house)
    invitation(house, "desa", "juru")
    assert len(Calendar(house, installation("tests")).own(FIRST, LAST)) == 2
