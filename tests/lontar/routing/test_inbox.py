"""What waits for whom: the inbox of each person moves with what is asked, passed on, done, and with delegates."""

from datetime import timedelta

import pytest

from lontar.facts import settled
from lontar.routing import acts, inbox, recipients
from lontar.routing.handling import Handling
from lontar.routing.meant import assignment_meant, letter_meant, positions_meant
from lontar.wiring import House
from office.access import installation
from routing.answering import Answer
from routing.errors import NotTheirs
from schemas.assignment import Assignment
from schemas.delegation import Delegation
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.letter import FieldValue, Letter
from schemas.person import Person
from schemas.position import Holding
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from tests.arrived import arrived
from tests.lontar.routing.offices import a_letter, asked, assignments, founded, registered, who

pytestmark = pytest.mark.everywhere("full")
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def lines(house: House, person: str, tab: str = "waiting") -> list[str]:
    """The letters in a part of somebody's inbox."""
    return [line.letter["_id"] for line in inbox.inbox(house, who(house, person), tab).lines]


def ended(house: House, position: str) -> None:
    """Nobody holds a position any more."""
    (row,) = house.store.find(Holding, {"position": position}, sort=[("since", -1)], limit=1)
    held = Holding.unpacked(row)
    held.until = now()
    house.store.commit(Changes.of(held))


def test_what_nobody_was_asked_about_waits_for_the_head_and_moves_with_the_disposition(house: House) -> None:
    letter, entry = registered(house)
    assert lines(house, "kadis") == [letter]
    assert lines(house, "sekda") == lines(house, "kabid") == lines(house, "agendaris") == []
    found = asked(house, "kadis", entry, "kabid", note="segera", instructions=["follow-up"])
    assert (lines(house, "kadis"), lines(house, "kadis", "passed-on")) == ([], [letter])
    (line,) = inbox.inbox(house, who(house, "kabid")).lines
    assert (line.disposition or {})["note"] == "segera"
    assert (line.age, line.late) == (0, None)
    (passed,) = inbox.inbox(house, who(house, "kadis"), "passed-on").lines
    assert [(one["position"], one["state"]) for one in passed.others] == [("kabid", "unread")]
    acts.answer(house, who(house, "kabid"), found["kabid"]["_id"], Answer("done", "Selesai."))
    assert lines(house, "kabid") == lines(house, "kadis", "passed-on") == []
    assert lines(house, "kabid", "done") == lines(house, "kadis", "done") == [letter]


def test_a_unit_without_anybody_at_its_head_is_answered_for_by_the_head_above(house: House) -> None:
    letter, _ = registered(house, "desa", "juru")
    assert (lines(house, "kades"), lines(house, "sekda")) == ([letter], [])
    ended(house, "kades")
    assert (lines(house, "kades"), lines(house, "sekda")) == ([], [letter])
    assert inbox.waiting(house, who(house, "sekda")) == 1


def test_a_head_whose_account_is_closed_is_nobody(house: House) -> None:
    letter, _ = registered(house, "desa", "juru")
    head = house.store.load(Person, "kades")
    head.active = False
    house.store.commit(Changes.of(head))
    assert lines(house, "sekda") == [letter]
    lent = Delegation(form="Plt.", position="kades", person="kasi", since=now() - HOUR, until=now() + HOUR)
    house.store.commit(Changes.of(lent))
    assert (lines(house, "sekda"), lines(house, "kasi")) == ([], [letter])


def test_the_inbox_moves_to_a_delegate_and_back(house: House) -> None:
    letter, _ = registered(house)
    lent = Delegation(form="Plh.", position="kadis", person="sekdis", since=now() - HOUR, until=now() + HOUR)
    house.store.commit(Changes.of(lent))
    assert (lines(house, "kadis"), lines(house, "sekdis")) == ([], [letter])
    lent.until = now() - HOUR / 2
    house.store.commit(Changes.of(lent))
    assert (lines(house, "kadis"), lines(house, "sekdis")) == ([letter], [])


def test_a_long_inbox_comes_in_pages_in_one_order_over_all_seats(house: House) -> None:
    ids = [registered(house)[0] for _ in range(5)]
    ids += [registered(house, "desa", "juru")[0] for _ in range(4)]
    house.store.commit(Changes.of(Holding(person="kadis", position="kades", since=now())))
    seen: list[str] = []
    after = None
    for _ in range(9):
        part = inbox.inbox(house, who(house, "kadis"), after=after, limit=2)
        seen += [line.letter["_id"] for line in part.lines]
        after = part.after
        if after is None:
            break
    assert sorted(seen) == sorted(ids)
    everything = inbox.inbox(house, installation("tests"), limit=20).lines
    assert {line.letter["_id"] for line in everything} == set(ids)
    for wrong in ("x", "20260101", ".a"):
        with pytest.raises(WrongUse):
            inbox.inbox(house, who(house, "kadis"), after=wrong)
    with pytest.raises(NotAmong):
        inbox.inbox(house, who(house, "kadis"), "everything")


def test_of_a_secret_letter_a_list_says_nothing_but_its_number(house: House) -> None:
    letter = a_letter(house, security_class="R")
    arrived(house, installation("tests", "dinas"), letter)
    assert house.store.load(Letter, letter).grants == ["position:kadis"]
    (line,) = inbox.inbox(house, who(house, "kadis")).lines
    (said,) = inbox.said(house, [line], {})
    assert (said["agenda_number"], said["secret"], said["subject"], said["sender"]) == (1, True, None, None)


def test_what_is_overdue_says_by_how_many_working_days(house: House) -> None:
    _, entry = registered(house)
    found = asked(house, "kadis", entry, "kabid", due=20990101)
    row = house.store.load(Assignment, found["kabid"]["_id"])
    row.due, row.since = 20260105, 20260105
    house.store.commit(Changes.of(row))
    (line,) = inbox.inbox(house, who(house, "kabid")).lines
    assert line.late == line.age
    assert line.age > 30


def test_whom_somebody_leads_is_offered_those_they_ask_most_first(house: House) -> None:
    def offered(position: str | None, unit: str) -> list[str]:
        return [row["_id"] for row in recipients.subordinates(house, position, unit)]

    assert offered("kadis", "dinas") == ["sekdis", "kabid"]
    assert offered(None, "dinas") == ["kadis", "sekdis", "kabid"]
    assert offered("sekda", "office") == ["kades", "kadis"]
    assert offered("analis", "bidang") == []
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    assert offered("kadis", "dinas") == ["kabid", "sekdis"]
    assert [row["_id"] for row in recipients.heads_below(house, "office", direct=False)] == [
        "kades",
        "kadis",
        "kabid",
        "kasi",
    ]


def test_positions_are_found_by_words_with_who_acts_in_them(house: House) -> None:
    assert [row["_id"] for row in recipients.found(house, "KASI seksi")] == ["kasi"]
    assert recipients.found(house, " ") == []
    ended(house, "kasi")
    unit = house.store.load(Unit, "desa")
    unit.state = "preparing"
    house.store.commit(Changes.of(unit))
    rows = recipients.found(house, "kas") + recipients.found(house, "kades") + recipients.found(house, "kabid")
    found = {one.id: one for one in recipients.recipients(house, rows)}
    assert [(id, one.can_be_asked) for id, one in found.items()] == [("kasi", False), ("kades", False), ("kabid", True)]
    assert (found["kabid"].name, found["kabid"].unit) == ("Kabid", "Bidang")


def test_what_a_letter_is_handled_by_says_what_each_can_do(house: House) -> None:
    letter, entry = registered(house)
    found = asked(house, "kadis", entry, "kabid", "sekdis")

    def can(person: str) -> dict[str, set[str]]:
        (one,) = Handling(house, who(house, person), house.store.get(Letter, letter) or {}).entries()
        return {node.title: set(node.can) for node in one.nodes} | {"": set(one.can)}

    assert can("kadis") == {
        "Kadis": {"dispose", "due"},
        "Kabid": {"withdraw", "due"},
        "Sekdis": {"withdraw", "due"},
        "": {"close"},
    }
    assert can("kabid") == {
        "Kadis": set(),
        "Kabid": {"dispose", "begin", "done", "decline"},
        "Sekdis": set(),
        "": set(),
    }
    acts.answer(house, who(house, "kabid"), found["kabid"]["_id"], Answer("done", "Selesai."))
    acts.answer(house, who(house, "sekdis"), found["sekdis"]["_id"], Answer("declined", "Bukan kami."))
    assert can("kabid")["Kabid"] == {"resume"}
    assert can("kadis") == {"Kadis": set(), "Kabid": set(), "Sekdis": set(), "": {"reopen"}}


def test_an_answering_letter_is_named_by_its_number_or_address(house: House) -> None:
    one, other = a_letter(house), a_letter(house)
    for id in (one, other):
        letter = house.store.load(Letter, id)
        letter.fields["reference_number"] = FieldValue(value="005/12/DINAS/2026", confidence=90.0)
        settled(letter)
        house.store.commit(Changes.of(letter))
        if id == one:
            assert letter_meant(house, who(house, "kadis"), " 005/12/DINAS/2026 ") == one
    with pytest.raises(WrongUse, match="Several"):
        letter_meant(house, who(house, "kadis"), "005/12/DINAS/2026")
    assert letter_meant(house, who(house, "kadis"), f"http://surat.example/letters/{other}?tab=text") == other
    assert letter_meant(house, who(house, "kadis"), "  ") is None
    for person, named in (("kadis", "005/99"), ("kades", one), ("kades", "005/12/DINAS/2026")):
        with pytest.raises(NotFound):
            letter_meant(house, who(house, person), named)


def test_positions_and_assignments_are_named(house: House) -> None:
    assert positions_meant(house, ["KABID", "sekdis"]) == ["kabid", "sekdis"]
    with pytest.raises(NotFound):
        positions_meant(house, ["nobody"])
    letter, entry = registered(house)
    root = Assignment.root(entry)
    for person in ("kadis", "agendaris"):
        assert assignment_meant(house, who(house, person), letter)["_id"] == root
    asked(house, "kadis", entry, "kabid")
    made = assignments(house, entry)
    assert assignment_meant(house, who(house, "kabid"), letter)["_id"] == made["kabid"]["_id"]
    with pytest.raises(NotTheirs):
        assignment_meant(house, who(house, "kasi"), letter)
