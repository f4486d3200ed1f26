"""Who is told of drafts: whoever acts in the position whose turn it is, who wrote them, and nobody of what is over."""

from datetime import timedelta

import pytest

from lontar.drafting import acts, freezing
from lontar.notices.follower import CURSOR, NoticeFollower, Telling
from lontar.wiring import House
from schemas.delegation import Delegation
from schemas.notice import Notice
from schemas.position import Holding
from schemas.stored import now
from store.changes import Changes
from tests.lontar.drafting.drafted import CONTENT, a_draft, draft_of, initial
from tests.lontar.notices import followed, notices, told
from tests.lontar.routing.offices import founded, who
from tests.lontar.signing.signing import sign

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)
    followed(house)


def submitted(house: House) -> str:
    id = a_draft(house)
    acts.submit(house, who(house, "agendaris"), id)
    followed(house)
    return id


def test_each_is_told_when_it_is_their_turn_and_the_writer_what_became_of_it(house: House) -> None:
    id = submitted(house)
    assert told(house) == [("kasi", "initial")]
    initial(house, id, "kasi")
    followed(house)
    assert told(house) == [("kabid", "initial")]
    initial(house, id, "kabid")
    followed(house)
    assert told(house) == [("agendaris", "ready")]
    freezing.freeze(house, who(house, "agendaris"), id)
    followed(house)
    assert told(house) == [("kadis", "signature")]
    sign(house, id)
    followed(house)
    assert told(house) == [("agendaris", "signed")]
    assert {row["draft"] for row in notices(house)} == {id}


def test_the_writer_is_told_that_it_came_back_until_it_is_submitted_again(house: House) -> None:
    id = submitted(house)
    acts.send_back(house, who(house, "kasi"), id, "Alamat belum lengkap.")
    followed(house)
    assert told(house) == [("agendaris", "returned")]
    acts.submit(house, who(house, "agendaris"), id)
    followed(house)
    assert told(house) == [("kasi", "initial")]
    acts.cancel(house, who(house, "sekdis"), id, "Rapat ditiadakan.")
    followed(house)
    assert told(house) == [("agendaris", "cancelled")]


def test_whoever_is_asked_anew_because_the_text_changed_is_told_once(house: House) -> None:
    id = submitted(house)
    initial(house, id, "kasi")
    followed(house)
    for number, text in enumerate(("Lain.", "Lagi.", "Lagi saja."), 1):
        acts.change(house, who(house, "sekdis"), id, {"content": CONTENT | {"body": text}}, number)
        followed(house)
    assert told(house) == [("kasi", "initial")]
    assert told(house, seen=True) == [("kabid", "initial"), ("kasi", "initial")]


def test_a_delegate_is_told_in_the_place_of_the_holder_and_for_a_vacant_position_nobody(house: House) -> None:
    since, until = now() - timedelta(days=1), now() + timedelta(days=1)
    lent = Delegation(form="Plh.", position="kasi", person="analis", since=since, until=until)
    (row,) = house.store.find(Holding, {"position": "kabid"}, sort=[("since", -1)])
    held = Holding.unpacked(row)
    held.until = now()
    house.store.commit(Changes.of(lent, held))
    id = submitted(house)
    assert told(house) == [("analis", "initial")]
    initial(house, id, "analis")
    followed(house)
    assert draft_of(house, id).waits == "kabid"
    assert told(house) == []


def test_what_was_asked_and_taken_back_before_anybody_followed_is_not_told(house: House) -> None:
    id = a_draft(house)
    for _ in range(2):
        acts.submit(house, who(house, "agendaris"), id)
        acts.take_back(house, who(house, "agendaris"), id)
    followed(house)
    assert notices(house) == []
    for _ in range(2):
        acts.submit(house, who(house, "agendaris"), id)
        acts.take_back(house, who(house, "agendaris"), id)
    acts.submit(house, who(house, "agendaris"), id)
    followed(house)
    assert [(row["person"], row["kind"]) for row in notices(house)] == [("kasi", "initial")]


def test_told_by_two_followers_or_again_after_one_was_killed_it_is_told_once(house: House) -> None:
    id = a_draft(house)
    acts.submit(house, who(house, "agendaris"), id)
    events = house.store.events(house.store.cursor(CURSOR))
    house.store.commit(Telling(house).of(events))  # as if its cursor had not been written
    before = notices(house)
    NoticeFollower(house).catch_up()
    assert [row["_id"] for row in notices(house)] == [row["_id"] for row in before]
    assert house.store.count(Notice) == 1
