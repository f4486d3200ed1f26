"""A letter sent with one act: who gets it, in whose book, on paper or by mail; and what stands in the way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from lontar.routing.acts import entries_of
from lontar.sending import acts, latest, lists, own, wanted
from lontar.sending.wanted import Wanted
from lontar.wiring import House
from office.access import Reader, installation, may_see
from routing.errors import (
    LetterWithdrawn,
    NobodyToSendTo,
    NoMail,
    NotByMail,
    NotOutgoing,
    NotSigned,
    OwnUnit,
)
from routing.routed import grants_now
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.errors import Forbidden, NotFound, WrongUse
from schemas.event import Event
from schemas.issued import Issued
from schemas.letter import Letter
from schemas.person import Person
from schemas.position import Position
from schemas.sending import Mailing, Sending
from schemas.unit import Unit
from store.changes import Changes
from tests.lontar.routing.offices import founded, registered, who
from tests.lontar.routing.test_delivering import preparing
from tests.lontar.sending.outgoing import outgoing

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def by_unit(house: House, letter: str) -> dict[str, RegisterEntry]:
    rows = [row for row in entries_of(house, letter) if row["direction"] == "incoming"]
    return {row["unit"]: house.store.load(RegisterEntry, row["_id"]) for row in rows}


def test_units_and_positions_get_one_entry_each_and_units_not_on_board_paper(house: House) -> None:
    preparing(house, "seksi")
    letter = outgoing(house)
    to = Wanted(units=("desa", "seksi"), positions=("kabid", "analis", "kades"))
    foreseen = acts.preview(house, who(house, "agendaris"), letter, to)
    assert foreseen.counts == {"delivered": 2, "there": 0, "paper": 1, "mail": 0, "left": 0}
    done = acts.send(house, who(house, "agendaris"), letter, to)
    assert done.numbers == {"bidang": 1, "desa": 1}
    entries = by_unit(house, letter)
    assert {unit: set(entry.addressees) for unit, entry in entries.items()} == {
        "bidang": {"kabid", "analis"},
        "desa": {"kades"},
    }
    assert {entry.sending for entry in entries.values()} == {done.sending}
    assert house.store.load(Assignment, Assignment.root(entries["desa"].id)).position == "head:desa"
    row = house.store.get(Letter, letter) or {}
    assert all(may_see(who(house, one), row) for one in ("kades", "juru", "kabid", "analis"))
    kept = house.store.load(Sending, done.sending)
    assert (kept.unit, kept.made_by, list(kept.paper), kept.mailed) == ("dinas", "agendaris", ["seksi"], 0)
    events = house.store.find(Event, {"thing": f"letters/{letter}"}, sort=[("sequence", 1)])
    assert [one["verb"] for one in events] == ["letter.registered", "letter.delivered", "letter.sent"]


def test_a_branch_goes_to_all_below_but_the_sender(house: House) -> None:
    letter = outgoing(house)
    done = acts.send(house, who(house, "agendaris"), letter, Wanted(branches=("dinas",)))
    assert done.numbers == {"bidang": 1, "seksi": 1}
    (left,) = done.plan.of("left")
    assert (left.id, type(left.why)) == ("dinas", OwnUnit)


def test_sent_again_it_goes_to_those_alone_who_have_it_not(house: House) -> None:
    letter, clerk = outgoing(house), who(house, "agendaris")
    acts.send(house, clerk, letter, Wanted(units=("desa",)))
    again = acts.send(house, clerk, letter, Wanted(units=("desa", "bidang"), positions=("kades",)))
    assert again.numbers == {"bidang": 1}
    assert [one.id for one in again.plan.of("there")] == ["desa"]
    with pytest.raises(NobodyToSendTo):
        acts.send(house, clerk, letter, Wanted(units=("desa", "nowhere")))
    assert len(by_unit(house, letter)) == 2


def test_registry_and_head_send_and_only_what_their_unit_wrote(house: House) -> None:
    letter, to = outgoing(house), Wanted(units=("desa",))
    person = house.store.load(Person, "sekdis")
    person.roles = ["staff"]
    house.store.commit(Changes.of(person))
    with pytest.raises(Forbidden):
        acts.send(house, who(house, "sekdis"), letter, to)
    with pytest.raises(NotOutgoing):
        acts.send(house, who(house, "sekda"), letter, to)
    acts.send(house, who(house, "kadis"), letter, Wanted(units=("bidang",)))
    assert [row["made_by"] for row in latest.latest(house, who(house, "kadis"))] == ["kadis"]
    with pytest.raises(NotFound):
        acts.send(house, who(house, "juru"), letter, to)
    acts.send(house, who(house, "agendaris"), letter, to)
    with pytest.raises(NotOutgoing):
        acts.send(house, who(house, "juru"), letter, Wanted(units=("bidang",)))
    came_in, _ = registered(house)
    with pytest.raises(NotOutgoing):
        acts.send(house, who(house, "agendaris"), came_in, to)
    assert not own.may_send(house, who(house, "agendaris"), house.store.get(Letter, came_in) or {})


def test_what_is_withdrawn_or_not_signed_yet_is_not_sent(house: House) -> None:
    letter, clerk, to = outgoing(house), who(house, "agendaris"), Wanted(units=("desa",))
    house.store.commit(Changes.of(issued := Issued(id="token", letter=letter)))
    with pytest.raises(NotSigned):
        acts.send(house, clerk, letter, to)
    issued.sha256 = "0" * 64
    row = house.store.load(Letter, letter)
    row.withdrawn = "Salah."
    house.store.commit(Changes.of(issued, row))
    with pytest.raises(LetterWithdrawn):
        acts.send(house, clerk, letter, to)


def test_a_closed_position_and_one_of_the_sender_are_left_out(house: House) -> None:
    position = house.store.load(Position, "analis")
    position.closed = True
    house.store.commit(Changes.of(position))
    letter = outgoing(house)
    foreseen = acts.preview(house, who(house, "agendaris"), letter, Wanted(positions=("analis", "sekdis")))
    assert [(one.kind, one.id, one.outcome, one.why.code if one.why else "") for one in foreseen.lines] == [
        ("position", "analis", "left", "closed-position"),
        ("position", "sekdis", "left", "own-unit"),
    ]


@pytest.mark.parametrize(
    ("security_class", "reads", "not_for"),
    [
        ("B", {"kades", "juru", "kabid", "analis"}, {"kasi"}),
        ("T", {"kades", "juru", "kabid", "analis"}, {"kasi"}),
        ("R", {"kades", "kabid", "analis", "agendaris"}, {"juru", "kasi"}),
    ],
)
def test_who_may_read_it_follows_from_its_class_and_whom_it_names(
    house: House, security_class: str, reads: set[str], not_for: set[str]
) -> None:
    letter = outgoing(house, security_class="T" if security_class == "T" else "B")
    to = Wanted(units=("desa",), positions=("analis",))
    acts.send(house, who(house, "agendaris"), letter, to)
    one = house.store.load(Letter, letter)
    one.security_class = security_class
    one.grants = grants_now(house.store, one)
    house.store.commit(Changes.of(one))
    row = house.store.get(Letter, letter) or {}
    assert all(may_see(who(house, person), row) for person in reads)
    assert not any(may_see(who(house, person), row) for person in not_for)


def test_a_saved_list_is_its_units_and_may_not_be_used_by_others(house: House) -> None:
    clerk, other = who(house, "agendaris"), who(house, "juru")
    kept = {"units": ["desa", "bidang"], "positions": ["kasi"], "addresses": []}
    id = lists.save(house, clerk, " Semua  kepala ", kept, unit="dinas")
    assert lists.save(house, clerk, "semua Kepala", kept, unit="dinas") == id
    mine = lists.save(house, clerk, "Camat", {"units": ["desa"]})
    assert [row["name"] for row in lists.lists(house, clerk)] == ["Camat", "semua Kepala"]
    to = wanted.named(house, clerk, ["@SEMUA KEPALA"])
    assert acts.send(house, clerk, outgoing(house), to).numbers == {"bidang": 1, "desa": 1, "seksi": 1}
    assert lists.lists(house, other) == []
    for one in (id, mine):
        with pytest.raises(NotFound):
            lists.list_for(house, other, one)
        with pytest.raises(NotFound):
            lists.drop(house, other, one)
    with pytest.raises(NotFound):
        lists.save(house, other, "x", {"units": ["desa"]}, unit="dinas")
    with pytest.raises(WrongUse):
        lists.save(house, clerk, "x", {})
    lists.drop(house, clerk, mine)
    assert [row["_id"] for row in lists.lists(house, clerk)] == [id]


def test_recipients_are_named_by_codes_lists_and_addresses(house: House) -> None:
    clerk = who(house, "agendaris")
    to = wanted.named(house, clerk, ["DESA", "KABID", "Camat@Contoh.Example"], ["DINAS"])
    assert to == Wanted(("desa",), ("dinas",), ("kabid",), (), ("camat@contoh.example",))
    for wrong in ("NOWHERE", "@nothing"):
        with pytest.raises(NotFound):
            wanted.named(house, clerk, [wrong])
    for wrong in ("a@b", "a b@c.example", "a@b.example,c@d.example", "é@contoh.example"):
        with pytest.raises(WrongUse):
            wanted.named(house, clerk, [wrong])


def test_without_a_mail_server_nothing_is_mailed_and_a_restricted_letter_never(house: House) -> None:
    clerk, to = who(house, "agendaris"), Wanted(addresses=("camat@contoh.example",))
    with pytest.raises(NoMail):
        acts.send(house, clerk, outgoing(house), to)
    with pytest.raises(NotByMail):
        acts.send(house, clerk, outgoing(house, security_class="T"), to)
    done = acts.send(house, clerk, outgoing(house, security_class="T"), Wanted(("desa",), addresses=to.addresses))
    assert done.plan.counts["left"] == 1
    assert house.store.count(Mailing) == 0


def test_four_hundred_units_get_it_in_one_act_without_a_gap(house: House) -> None:
    units = [
        Unit(id=f"desa{n}", code=f"D{n}", name=f"Desa {n}", parent="desa", path=["office", "desa", f"desa{n}"])
        for n in range(400)
    ]
    house.store.commit(Changes.of(*units))
    clerk, ids = who(house, "agendaris"), [unit.id for unit in units]
    for number in (1, 2):
        done = acts.send(house, clerk, outgoing(house), Wanted(branches=("desa",)))
        assert dict.fromkeys((*ids, "desa"), number) == done.numbers


def test_of_two_who_send_at_once_each_unit_gets_it_from_one(house: House) -> None:
    letter = outgoing(house)
    clerks = [who(house, "agendaris"), installation("op")] * 3
    start = Barrier(len(clerks))

    def at_once(reader: Reader) -> dict[str, int]:
        start.wait()
        try:
            return acts.send(house, reader, letter, Wanted(units=("desa", "bidang", "seksi"))).numbers
        except NobodyToSendTo:
            return {}

    with ThreadPoolExecutor(len(clerks)) as pool:
        numbers = list(pool.map(at_once, clerks))
    assert sorted(map(len, numbers)) == [0] * (len(clerks) - 1) + [3]
    assert len(by_unit(house, letter)) == 3
    assert house.store.count(RegisterEntry) == 4
    assert house.store.count(Sending) == 1


def test_a_secret_letter_is_sent_by_who_brought_it_in_and_stays_in_sight_for_them(house: House) -> None:
    letter = outgoing(house, security_class="R")
    one = house.store.load(Letter, letter)
    one.added_by = "sekdis"  # who signed it
    one.grants = grants_now(house.store, one)
    house.store.commit(Changes.of(one))
    with pytest.raises(NotFound):
        acts.send(house, who(house, "agendaris"), letter, Wanted(units=("desa",)))
    assert acts.send(house, who(house, "sekdis"), letter, Wanted(units=("desa",))).numbers == {"desa": 1}
    row = house.store.get(Letter, letter) or {}
    assert row["grants"] == ["person:sekdis", "position:kades"]
    assert acts.recall(house, who(house, "sekdis"), letter).taken
