"""Who is told of what was handed on: whoever acts in a position now, once, and not of their own acts."""

from datetime import datetime, timedelta

import pytest

from lontar.ledger import acts as ledger
from lontar.notices.follower import CURSOR, NoticeFollower, Telling
from lontar.notices.remind import remind
from lontar.routing import acts, delivering
from lontar.wiring import House
from office.actor import Actor
from office.choices import PLACE, Choices
from routing.answering import Answer, moved
from routing.route import Route
from schemas.delegation import Delegation
from schemas.errors import Conflict
from schemas.notice import Notice
from schemas.person import Person
from schemas.position import Holding
from schemas.stored import now
from store.changes import Changes
from tests.lontar.notices import followed, notices, told
from tests.lontar.routing.offices import asked, assignments, founded, registered, who

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)
    followed(house)


def do(house: House, person: str, entry: str, *said: str) -> None:
    id = assignments(house, entry)[person]["_id"]
    acts.answer(house, who(house, person), id, Answer(*said))


def test_a_new_entry_is_told_to_the_head_of_its_unit(house: House) -> None:
    letter, entry = registered(house)
    followed(house)
    assert told(house) == [("kadis", "entry")]
    (row,) = notices(house)
    assert (row["letter"], row["assignment"]) == (letter, f"{entry}.head")


def test_a_letter_delivered_to_units_is_told_to_the_head_of_each(house: House) -> None:
    letter, _ = registered(house)
    followed(house)
    delivering.deliver(house, who(house, "agendaris"), letter, ["bidang", "desa"])
    followed(house)
    assert sorted(told(house)) == [("kabid", "entry"), ("kades", "entry"), ("kadis", "entry")]


def test_whoever_is_asked_is_told_with_the_day_and_the_head_needs_no_telling_any_more(house: House) -> None:
    letter, entry = registered(house)
    followed(house)
    asked(house, "kadis", entry, "kabid", "sekdis", due=20991231)
    followed(house)
    assert told(house) == [("kabid", "received"), ("sekdis", "received")]
    assert told(house, seen=True) == [("kadis", "entry")]
    row = next(row for row in notices(house) if row["person"] == "kabid")
    assert (row["letter"], row["due"]) == (letter, 20991231)
    assert row["assignment"] == assignments(house, entry)["kabid"]["_id"]


def test_what_was_handed_on_before_anybody_followed_is_told_as_it_stands(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    do(house, "kabid", entry, "done", "sudah")
    followed(house)
    assert told(house) == [("kadis", "done")]


def test_who_asked_is_told_what_became_of_it(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid", "sekdis")
    asked(house, "kabid", entry, "kasi", of="kabid")
    followed(house)
    do(house, "kasi", entry, "done", "sudah")
    do(house, "sekdis", entry, "declined", "bukan tugas kami")
    followed(house)
    assert told(house) == [("kabid", "done"), ("kadis", "declined")]
    assert ("kasi", "received") in told(house, seen=True)


def test_a_registry_that_handed_it_on_is_told_in_person(house: House) -> None:
    _, entry = registered(house)
    asked(house, "agendaris", entry, "kabid")
    do(house, "kabid", entry, "done", "sudah")
    followed(house)
    assert ("agendaris", "done") in told(house)


def test_a_delegate_is_told_in_the_place_of_the_holder(house: House) -> None:
    since, until = now() - timedelta(days=1), now() + timedelta(days=1)
    lent = Delegation(form="Plh.", position="kabid", person="analis", since=since, until=until)
    house.store.commit(Changes.of(lent))
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    followed(house)
    assert told(house) == [("analis", "received")]


def test_for_a_position_that_became_vacant_the_head_of_its_unit_is_told(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "analis")
    (row,) = house.store.find(Holding, {"position": "analis"}, sort=[("since", -1)])
    held = Holding.unpacked(row)
    held.until = now()
    house.store.commit(Changes.of(held))
    followed(house)
    assert told(house) == [("kabid", "received")]


def test_nobody_is_told_of_their_own_act_nor_when_their_account_is_closed(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "sekdis", "sekda")
    do(house, "sekdis", entry, "done", "sudah")
    person = house.store.load(Person, "sekda")
    person.active = False
    house.store.commit(Changes.of(person))
    followed(house)
    assert told(house) == [("kadis", "done")]


def test_who_is_reminded_of_what_waits_is_told_by_whom_it_waits_for(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    _, other = registered(house)
    followed(house)
    lines = [assignments(house, entry)["kabid"]["_id"], assignments(house, other)["head:dinas"]["_id"]]
    assert ledger.remind(house, who(house, "sekda"), lines).done == 2
    followed(house)
    assert [one for one in told(house) if one[1] == "reminded"] == [("kabid", "reminded"), ("kadis", "reminded")]
    do(house, "kabid", entry, "done", "Sudah.")
    followed(house)
    assert ("kabid", "reminded") in told(house, seen=True)


def test_what_was_taken_back_or_given_to_another_is_not_new_any_more(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid", "sekdis")
    followed(house)
    id = assignments(house, entry)["kabid"]["_id"]
    acts.answer(house, who(house, "kadis"), id, Answer("withdrawn"))
    other = assignments(house, entry)["sekdis"]["_id"]
    route = Route.of(house.store, entry)
    house.store.commit(moved(route, Actor(who(house, "kadis"), "kadis"), other, "analis", "cuti"))
    followed(house)
    assert told(house) == [("analis", "received")]
    assert [one for one in told(house, seen=True) if one[1] == "received"] == [
        ("kabid", "received"),
        ("sekdis", "received"),
    ]


def test_closing_an_entry_closes_what_was_told_of_it(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    followed(house)
    acts.close(house, who(house, "kadis"), entry, "information")
    followed(house)
    assert told(house) == []


def test_what_somebody_does_not_want_on_the_page_is_kept_as_seen(house: House) -> None:
    person = house.store.load(Person, "kabid")
    person.preferences[PLACE] = Choices(off=frozenset({("page", "received")})).kept()
    house.store.commit(Changes.of(person))
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    followed(house)
    assert told(house) == []


def test_two_followers_tell_once(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    one, other = NoticeFollower(house), NoticeFollower(house)
    cursor = house.store.cursor(CURSOR)
    events = house.store.events(cursor)
    late = Telling(house).of(events)  # decided, and then overtaken
    one.catch_up()
    before = notices(house)
    with pytest.raises(Conflict):
        house.store.advance(CURSOR, events[-1]["sequence"], late)
    other.catch_up()
    assert notices(house) == before
    assert house.store.count(Notice) == len(before)


def test_reminders_are_the_same_on_every_store(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid", "kasi", due=20491101)
    followed(house)
    monday = datetime(2049, 11, 1, 1)  # noqa: DTZ001 - UTC; 8.00 in Jakarta
    assert remind(house, monday) == {"due": 2}
    assert remind(house, monday + timedelta(days=1)) == {"late": 2}
    assert remind(house, monday + timedelta(days=3)) == {"escalated": 2}
    assert [one for one in told(house) if one[1] == "escalated"] == [("kabid", "escalated"), ("kadis", "escalated")]
    do(house, "kasi", entry, "done", "sudah")
    followed(house)
    assert {one for one in told(house) if one[0] == "kasi"} == set()
