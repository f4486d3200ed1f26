"""Who may act for whom: by period, one in a place, named by those who may."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from office import delegations, holdings, positions
from office.access import reader_of
from office.days import last_day, zone_of
from office.errors import (
    ClosedAccount,
    ClosedPosition,
    HeldPosition,
    NotVacant,
    Occupied,
    OwnPosition,
    UnknownChoice,
    VacantPosition,
)
from office.holders import holders, positions_of
from schemas.delegation import Delegation
from schemas.errors import Forbidden, NotFound, WrongUse
from schemas.person import Person
from schemas.position import Holding
from schemas.stored import now
from store.changes import Changes
from store.sqlite import SqliteStore
from tests.office.organised import DAY, LONG_AGO, OPERATOR, TODAY, days, organised, row, who


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with organised(tmp_path) as store:
        yield store


def delegate(store: SqliteStore, code: str, person: str, form: str = "Plh.", by: str = "admin", **more: Any) -> None:
    given = {"days": days(0, 3)} | more
    reader = reader_of(store, by)
    store.commit(delegations.made(store, reader, row(store, code), who(store, person), form=form, **given))


def acting(store: SqliteStore, code: str) -> tuple[str, str | None] | None:
    found = holders(store, [code], now())[code]
    return (found.person, found.form) if found else None


def test_a_delegate_acts_from_the_first_day_to_the_last(store: SqliteStore) -> None:
    delegate(store, "S", "citra")
    assert acting(store, "S") == ("citra", "Plh.")
    (made,) = store.find(Delegation, {"position": "S"}, sort=[("since", -1)])
    zone = zone_of(store, "section")
    assert last_day(made["until"], zone) == TODAY + 3 * DAY
    event = store.events()[-1]
    assert (event["verb"], event["thing"], event["actor"]) == ("position.delegated", "positions/S", "admin")


def test_the_position_comes_back_when_the_delegation_is_ended_for_a_reason(store: SqliteStore) -> None:
    delegate(store, "S", "citra")
    (made,) = store.find(Delegation, {"position": "S"}, sort=[("since", -1)])
    with pytest.raises(WrongUse, match="reason"):
        delegations.ended(store, reader_of(store, "budi"), made, " ")
    store.commit(delegations.ended(store, reader_of(store, "budi"), made, "sudah kembali"))
    assert acting(store, "S") == ("budi", None)
    kept = store.load(Delegation, made["_id"])
    assert (kept.ended, kept.end_reason) == (True, "sudah kembali")
    assert not delegations.ended(store, OPERATOR, store.get(Delegation, made["_id"]) or {}, "lagi")


def test_one_that_is_ended_before_it_begins_never_acts_and_makes_room(store: SqliteStore) -> None:
    delegate(store, "S", "citra", days=days(5, 9))
    (made,) = store.find(Delegation, {"position": "S"}, sort=[("since", -1)])
    store.commit(delegations.ended(store, OPERATOR, made, "batal"))
    assert holders(store, ["S"], made["since"])["S"] is not None
    assert positions_of(store, "citra", made["since"]) == {}
    delegate(store, "S", "eka", days=days(5, 9))


def test_a_vacant_position_takes_a_plt_and_no_plh(store: SqliteStore) -> None:
    with pytest.raises(VacantPosition):
        delegate(store, "D", "citra")
    with pytest.raises(VacantPosition):
        delegate(store, "D", "citra", "Sek.")
    delegate(store, "D", "citra", "Plt.")
    assert acting(store, "D") == ("citra", "Plt.")
    with pytest.raises(NotVacant, match="Budi"):
        delegate(store, "S", "citra", "Plt.")


@pytest.mark.parametrize(("first", "last"), [(0, 3), (-5, 0), (3, 9), (1, 2), (-5, 9)])
def test_two_never_stand_in_for_one(store: SqliteStore, first: int, last: int) -> None:
    delegate(store, "S", "citra")
    with pytest.raises(Occupied, match="Citra"):
        delegate(store, "S", "eka", days=days(first, last))
    delegate(store, "S", "eka", days=days(4, 5))  # right behind it there is room


def test_a_secretary_may_stand_beside_a_delegate_but_not_twice(store: SqliteStore) -> None:
    delegate(store, "S", "citra")
    delegate(store, "S", "eka", "Sek.")
    with pytest.raises(Occupied):
        delegate(store, "S", "eka", "Sek.", days=days(1, 2))
    with pytest.raises(Occupied):
        delegate(store, "S", "citra", "Sek.")
    assert acting(store, "S") == ("citra", "Plh.")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"days": days(3, 0)}, WrongUse),
        ({"days": days(-9, -3)}, WrongUse),
        ({"form": "Pj."}, UnknownChoice),
        ({"person": "budi"}, OwnPosition),
        ({"reason": "x" * 501}, WrongUse),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_changed(
    store: SqliteStore, values: dict[str, Any], error: type[Exception]
) -> None:
    before = store.sealed()
    given = {"person": "citra"} | values
    with pytest.raises(error):
        delegate(store, "S", **given)
    assert store.sealed() == before


def test_whoever_has_left_or_what_is_closed_takes_no_delegate(store: SqliteStore) -> None:
    gone = store.load(Person, "citra")
    gone.active = False
    store.commit(Changes.of(gone))
    with pytest.raises(ClosedAccount, match="Citra"):
        delegate(store, "S", "citra")
    store.commit(positions.changed(store, row(store, "D"), {"closed": True}, OPERATOR))
    with pytest.raises(ClosedPosition):
        delegate(store, "D", "eka", "Plt.")


@pytest.mark.parametrize("by", ["budi", "ani", "admin"])
def test_the_holder_the_head_above_and_an_administrator_may_name_one(store: SqliteStore, by: str) -> None:
    delegate(store, "S", "citra", by=by)


def test_the_clerk_of_the_unit_may_name_one_and_nobody_else(store: SqliteStore) -> None:
    for by, code in (("citra", "S"), ("dewi", "S"), ("eka", "S")):
        with pytest.raises(Forbidden):
            delegate(store, code, "dewi" if by != "dewi" else "citra", by=by, days=days(10, 11))
    delegate(store, "H", "citra", by="eka")


def test_a_delegate_hands_on_nothing_of_what_is_only_lent(store: SqliteStore) -> None:
    """The desk is no head: who acts in it gets no say about it."""
    store.commit(holdings.held(store, row(store, "D"), who(store, "citra"), (LONG_AGO, None), OPERATOR))
    delegate(store, "D", "dewi")
    with pytest.raises(Forbidden):
        delegate(store, "D", "eka", by="dewi", days=days(10, 12))


def test_a_delegation_is_there_for_those_whom_it_concerns(store: SqliteStore) -> None:
    delegate(store, "S", "citra")
    ((made, _),) = delegations.delegations(store, OPERATOR)
    for person, sees in {"budi": True, "ani": True, "citra": True, "dewi": False}.items():
        reader = reader_of(store, person)
        assert bool(delegations.delegations(store, reader)) == sees, person
        if not sees:
            with pytest.raises(NotFound):
                delegations.delegation(store, reader, made["_id"])


def test_a_plt_keeps_a_holder_out_until_it_is_ended(store: SqliteStore) -> None:
    delegate(store, "D", "eka", "Plt.")
    with pytest.raises(Occupied, match=r"Eka \(Plt\.\)"):
        holdings.held(store, row(store, "D"), who(store, "citra"), (TODAY, None), OPERATOR)
    ((made, _),) = delegations.delegations(store, OPERATOR)
    store.commit(delegations.ended(store, OPERATOR, made, "pejabat definitif"))
    store.commit(holdings.held(store, row(store, "D"), who(store, "citra"), (TODAY + DAY, None), OPERATOR))


def test_one_holds_a_position_at_a_time(store: SqliteStore) -> None:
    with pytest.raises(Occupied, match="Budi"):
        holdings.held(store, row(store, "S"), who(store, "citra"), (TODAY, None), OPERATOR)
    (mine,) = store.find(Holding, {"position": "S"}, sort=[("since", -1)])
    store.commit(holdings.released(store, row(store, "S"), mine, TODAY - DAY, OPERATOR))
    assert acting(store, "S") is None
    store.commit(holdings.held(store, row(store, "S"), who(store, "citra"), (TODAY, None), OPERATOR))
    assert acting(store, "S") == ("citra", None)
    with pytest.raises(WrongUse):
        holdings.released(store, row(store, "S"), store.get(Holding, mine["_id"]) or {}, TODAY, OPERATOR)


def test_a_position_is_not_closed_while_somebody_holds_it_or_will(store: SqliteStore) -> None:
    with pytest.raises(HeldPosition, match="Budi"):
        positions.changed(store, row(store, "S"), {"closed": True}, OPERATOR)
    delegate(store, "D", "citra", "Plt.", days=days(5, 6))
    with pytest.raises(HeldPosition, match="Citra"):
        positions.changed(store, row(store, "D"), {"closed": True}, OPERATOR)
