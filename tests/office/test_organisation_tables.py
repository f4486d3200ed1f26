"""Tables of units, positions and people: what is wrong is told by line, and then nothing at all is taken."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from office import delegations, people_table, position_table, positions, reorganisation
from office.access import Reader
from office.errors import HeadTaken, InACircle
from office.holders import holders
from office.holdings import released
from office.plan import Plan, Sign, carry_out, described
from office.units import is_live, read_table, stated, write_table
from schemas.errors import Conflict, NotAmong
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from store.contract import Store
from store.sqlite import SqliteStore
from tests.office.organised import DAY, LONG_AGO, OPERATOR, TODAY, days, organised, row, who

Table = Callable[[Store, bytes, Reader], Plan]
HEADING = "code,unit,title,head,superior\n"
PEOPLE = "name,login,roles,unit,position,since,until\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with organised(tmp_path) as store:
        yield store


def faults(store: SqliteStore, table: Table, text: str | bytes) -> list[str]:
    before = store.sealed()
    planned = table(store, text.encode() if isinstance(text, str) else text, OPERATOR)
    assert not planned.does_something
    with pytest.raises(Conflict):
        carry_out(store, lambda: planned, "x")
    assert store.sealed() == before
    return [f"{fault.line}: {fault.sentence}" for fault in planned.faults]


def take(store: SqliteStore, table: Table, text: str) -> Plan:
    return carry_out(store, lambda: table(store, text.encode(), OPERATOR), "the table")


@pytest.mark.parametrize("module", [position_table, people_table])
def test_what_was_exported_changes_nothing_when_it_is_imported(store: SqliteStore, module: object) -> None:
    table, write = module.plan, module.write  # type: ignore[attr-defined]
    planned = table(store, write(store).encode(), OPERATOR)
    assert planned.faults == ()
    assert not planned.does_something
    assert {step.sign for step in planned.steps} == {Sign.SAME}


def test_positions_are_added_and_changed_and_the_others_stay(store: SqliteStore) -> None:
    text = HEADING + "D,B,Analis Muda,,S\nN,C,Kaur Umum,,\n"
    planned = take(store, position_table.plan, text)
    assert described(planned)[:2] == ["+ N  Kaur Umum · Desa", "~ D  Analis Muda · Bidang"]
    assert described(planned)[-1].endswith("(not in the table; it stays)")
    assert row(store, "D")["superior"] == "S"
    assert (positions.superior_of(store, row(store, "N")) or {})["code"] == "V"
    assert (positions.superior_of(store, row(store, "S")) or {})["code"] == "H"
    assert store.events()[-1]["verb"] == "positions.imported"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEADING + "N,X,Kaur,,\n,C,Kaur,,\nN,C,,,\n",
         ["2: there is no unit X", "3: code is empty; fill it in", "4: title is empty; fill it in"]),
        (HEADING + "N,C,Kaur,,Z\nM,C,Kaur,perhaps,\nM,C,Dua,,\n",
         ["2: there is no position Z", "3: head must be yes or empty", "4: the code M stands in line 3 already"]),
        (HEADING + "N,C,Kaur,yes,\n", ["2: the unit C is headed by V already; leave the mark with one of them"]),
        (HEADING + "N,C,Kaur,,M\nM,C,Kasi,,N\n",
         ["2: N stands above itself; name another superior", "3: M stands above itself; name another superior"]),
        (HEADING + "N,C," + "x" * 201 + ",,\n", ["2: title has more than 200 characters; shorten it"]),
        ("code,unit,title,head,superior,closed\nS,B,Kepala,yes,,yes\n",
         ["2: S is still held, or acted in, by Budi; end that first"]),
        (HEADING.encode() + b"N,C,Ka\xffur,,\n", ["2: the file is not UTF-8; save it as CSV UTF-8"]),
        ("code,unit\n", ["1: the first line must be: code, unit, title, head, superior, [closed]"]),
        (HEADING, ["1: the table has no line below its heading; add one"]),
    ],
)  # fmt: skip
def test_faults_of_positions_are_told_by_line(store: SqliteStore, text: str | bytes, told: list[str]) -> None:
    assert faults(store, position_table.plan, text) == told


def test_heads_may_change_places_in_one_table(store: SqliteStore) -> None:
    take(store, position_table.plan, HEADING + "V,C,Kepala Desa,,N\nN,C,Pj. Kepala Desa,yes,\n")
    assert (row(store, "N")["head"], row(store, "V")["head"]) == (True, False)


def test_a_position_is_moved_closed_and_opened_again(store: SqliteStore) -> None:
    text = "code,unit,title,head,superior,closed\nD,C,Analis,,,yes\n"
    take(store, position_table.plan, text)
    assert (row(store, "D")["unit"], row(store, "D")["closed"]) == ("village", True)
    take(store, position_table.plan, HEADING + "D,C,Analis Ahli,,\n")
    assert row(store, "D")["closed"]  # a table that does not say so leaves it
    take(store, position_table.plan, text.replace("yes", ""))
    assert not row(store, "D")["closed"]


def test_one_position_follows_the_same_rules(store: SqliteStore) -> None:
    with pytest.raises(HeadTaken, match="Kepala Desa"):
        positions.made(store, {"code": "N", "unit": "village", "title": "Lain", "head": True}, OPERATOR)
    store.commit(positions.changed(store, row(store, "D"), {"superior": "S"}, OPERATOR))
    with pytest.raises(InACircle):
        positions.changed(store, row(store, "S"), {"superior": "D"}, OPERATOR)
    assert not positions.changed(store, row(store, "D"), {"superior": "S"}, OPERATOR)


def test_people_come_with_their_positions(store: SqliteStore) -> None:
    first = TODAY.isoformat()
    text = (
        PEOPLE + f"Fajar,Fajar@a.example,staff clerk,C,D,{first},\n,fajar@a.example,,,,,\nCitra,citra@a.example,,,,,\n"
    )
    planned = take(store, people_table.plan, text)
    assert [step.said for step in planned.of(Sign.ADDED)] == ["Fajar", f"Fajar · {first} · ..."]
    (fajar,) = store.find(Person, {"login": "fajar@a.example"})
    assert (fajar["roles"], fajar["unit"], fajar.get("password")) == (["staff", "clerk"], "village", None)
    found = holders(store, ["D"], now())["D"]
    assert found
    assert (found.person, found.until) == (fajar["_id"], None)


def test_an_official_follows_another_in_one_table(store: SqliteStore) -> None:
    last, first = (day.isoformat() for day in days(-1, 0))
    lines = [
        f"Citra,citra@a.example,staff,B,S,{first},",
        f"Budi,budi@a.example,manager,B,S,{LONG_AGO.isoformat()},{last}",
    ]
    take(store, people_table.plan, PEOPLE + "\n".join(lines))
    found = holders(store, ["S"], now())["S"]
    assert found
    assert found.person == "citra"
    assert len(store.find(Holding, {"position": "S"}, sort=[("since", -1)])) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Fajar,fajar@a.example,,C,,,\n", ["2: fajar@a.example has no account yet; fill in name, roles and unit"]),
        ("Fajar,fajar@a.example,king,C,,,\n", ["2: king is not known here; known are archivist, clerk, staff,"]),
        ("Fajar,fajar,staff,C,,,\n", ["2: fajar cannot be used: it must be an e-mail address"]),
        ("Fajar,fajar@a.example,staff,X,,,\n,,staff,C,,,\n",
         ["2: there is no unit X", "3: login is empty; fill it in"]),
        ("Citra,citra@a.example,staff,B,Z,,\nEka,eka@a.example,,,D,2026-02-30,\n",
         ["2: there is no position Z", "3: since must be a date such as 2023-01-31"]),
        ("Citra,citra@a.example,staff,B,D,2026-02-02,2026-02-01\n",
         ["2: until lies before since; change one of them"]),
        ("Citra,citra@a.example,staff,B,,2026-02-02,\n", ["2: since and until say nothing without a position"]),
        ("Citra,citra@a.example,staff,B,S,,\n", ["2: S is taken in that time by Budi"]),
        ("Citra,citra@a.example,staff,B,D,,\nEka,eka@a.example,clerk,A,D,,\n",
         ["2: D is taken in that time by Eka", "3: D is taken in that time by Citra"]),
        ("Citra,citra@a.example,staff,B,D,,\nRatna,citra@a.example,staff,B,,,\n",
         ["3: line 2 says something else of citra@a.example"]),
        ("Admin,admin@a.example,staff,KAB,,,\n", ["1: the office would have no administrator"]),
    ],
)  # fmt: skip
def test_faults_of_people_are_told_by_line(store: SqliteStore, text: str, told: list[str]) -> None:
    found = faults(store, people_table.plan, PEOPLE + text)
    assert len(found) == len(told), found
    assert all(one.startswith(start) for one, start in zip(found, told, strict=True)), found


def test_what_was_stays_in_the_table_when_a_position_is_closed_and_an_account_disabled(store: SqliteStore) -> None:
    """It is exported, and changes nothing when it comes back; what is new is refused."""
    (mine,) = store.find(Holding, {"position": "S"}, sort=[("since", -1)])
    store.commit(released(store, row(store, "S"), mine, TODAY - DAY, OPERATOR))
    store.commit(positions.changed(store, row(store, "S"), {"closed": True}, OPERATOR))
    gone = store.load(Person, "budi")
    gone.active = False
    store.commit(Changes.of(gone))
    table = people_table.write(store)
    planned = people_table.plan(store, table.encode(), OPERATOR)
    assert (planned.faults, planned.does_something) == ((), False)
    new = "Citra,citra@a.example,staff,B,S,,\nBudi,budi@a.example,,,D,,\n"
    assert faults(store, people_table.plan, PEOPLE + new) == [
        "2: S is closed; open it again first",
        "3: the account of budi@a.example is disabled; enable it first",
    ]


def test_nobody_is_put_beside_a_plt_by_a_table(store: SqliteStore) -> None:
    plt = delegations.made(store, OPERATOR, row(store, "D"), who(store, "eka"), form="Plt.", days=days(0, 9))
    store.commit(plt)
    (found,) = faults(store, people_table.plan, PEOPLE + "Citra,citra@a.example,staff,B,D,,\n")
    assert "taken in that time by Eka" in found


def test_the_state_of_a_unit_stands_in_its_table_where_one_wants_it(store: SqliteStore) -> None:
    heading = "code,name,parent,state\nKAB,Kabupaten,\n"

    def lay(text: str) -> reorganisation.Plan:
        planned = reorganisation.plan(read_table(text), store.every(Unit))
        if planned.does_something:
            store.commit(reorganisation.carried_out(planned, "installation"))
        return planned

    lay(heading + "C,Desa,KAB,preparing\nN,Desa Baru,KAB,\n")
    states = {unit["code"]: unit["state"] for unit in store.every(Unit)}
    assert (states["C"], states["N"], states["A"]) == ("preparing", "live", "live")
    lay("code,name,parent\nKAB,Kabupaten,\nC,Desa Lain,KAB\n")
    (village,) = store.find(Unit, {"code": "C"})
    assert (village["state"], is_live(village)) == ("preparing", False)
    assert not lay(write_table(list(store.every(Unit)))).does_something
    (fault,) = lay(heading + "C,Desa,KAB,lively\n").faults
    assert (fault.line, "use one of preparing, pilot, live" in fault.sentence) == (3, True)


def test_a_unit_comes_on_board_in_steps_and_goes_back(store: SqliteStore) -> None:
    for state, live in (("preparing", False), ("pilot", True), ("live", True), ("pilot", True)):
        store.commit(stated(store.get(Unit, "village") or {}, state, "installation"))
        assert is_live(store.get(Unit, "village") or {}) == live
        assert store.events()[-1]["values"]["after"] == {"state": state}
    assert not stated(store.get(Unit, "village") or {}, "pilot", "installation")
    with pytest.raises(NotAmong):
        stated(store.get(Unit, "village") or {}, "asleep", "installation")


def test_two_heads_made_at_once_are_one(store: SqliteStore) -> None:
    """Both were decided while the unit had none; the second is decided again, and refused."""
    first = positions.made(store, {"code": "X", "unit": "office", "title": "Bupati", "head": True}, OPERATOR)
    second = positions.made(store, {"code": "Y", "unit": "office", "title": "Sekda", "head": True}, OPERATOR)
    store.commit(first)
    with pytest.raises(Conflict):
        store.commit(second)
    assert [one["code"] for one in store.find(Position, {"unit": "office"}, sort=[("title", 1)])] == ["X"]
