"""A case file renamed, closed and opened again; each has an event and is undone by another one."""

import pytest

from lontar import undoing
from lontar.errors import ClosedCaseFile
from lontar.finding.find import find
from lontar.followers import IndexFollower
from lontar.many import casefile_acts, casefiles, jobs
from lontar.wiring import House
from office import demo
from office.access import Reader
from schemas.casefile import CaseFile
from schemas.errors import Conflict, Forbidden, NotAmong, NotFound, Taken, WrongUse
from store.changes import Changes, Committed
from tests.lontar.bare import bare, person
from tests.lontar.jobbing import carried, done, events_of, letter, row


@pytest.fixture
def ids(house: House) -> list[str]:
    demo.found(house.store)
    return bare(house, 2)


@pytest.fixture
def ani(house: House, ids: list[str]) -> Reader:
    return person(house, "arsiparis")


@pytest.fixture
def bridge(house: House, ani: Reader) -> str:
    return str(casefiles.make(house, ani, "setda", number="005/1", code="005", title="Jembatan").id)


def test_it_is_renamed_and_its_letters_are_found_by_the_new_name(
    house: House, ani: Reader, ids: list[str], bridge: str
) -> None:
    done(house, ani, ids, "file", casefile=bridge)
    did = casefile_acts.change(house, ani, bridge, {"title": " Gedung  sekolah ", "number": "005/7"})
    IndexFollower(house).catch_up()
    assert find(house, ani, "casefile:gedung")["total"] == 2
    assert find(house, ani, "casefile:jembatan")["total"] == 0
    assert casefiles.casefile(house, ani, "005/7")["title"] == "Gedung sekolah"
    assert did.event is not None
    casefile_acts.undo(house, ani, did.event)
    IndexFollower(house).catch_up()
    assert find(house, ani, "casefile:jembatan")["total"] == 2
    (undone, changed, made) = casefile_acts.events(house, house.store.get(CaseFile, bridge) or {})
    assert [one["verb"] for one in (made, changed, undone)] == ["casefile.made", *["casefile.changed"] * 2]
    assert changed["values"]["before"] == {"title": "Jembatan", "number": "005/1"} == undone["values"]["after"]


def test_a_closed_one_takes_no_letter_until_it_is_opened_again(
    house: House, ani: Reader, ids: list[str], bridge: str
) -> None:
    did = casefile_acts.change(house, ani, bridge, {"state": "closed"})
    assert house.store.load(CaseFile, bridge).closed_at is not None
    assert casefiles.casefiles(house, ani) == []
    assert [one["_id"] for one in casefiles.casefiles(house, ani, "closed")] == [bridge]
    with pytest.raises(ClosedCaseFile, match="005/1 is closed"):
        jobs.ask(house, ani, ids, "file", {"casefile": bridge})
    assert did.event is not None
    casefile_acts.undo(house, ani, did.event)
    assert house.store.load(CaseFile, bridge).closed_at is None
    job = done(house, ani, ids, "file", casefile=bridge)
    assert row(house, job)["counts"]["done"] == 2
    verbs = [one["verb"] for one in casefile_acts.events(house, house.store.get(CaseFile, bridge) or {})]
    assert verbs == ["casefile.reopened", "casefile.closed", "casefile.made"]


def test_one_that_is_closed_while_a_letter_is_put_into_it_takes_none(
    house: House, ani: Reader, ids: list[str], bridge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case file is closed between the decision and its commit, which is then decided anew."""
    job = jobs.ask(house, ani, ids, "file", {"casefile": bridge})
    carried(house)
    jobs.start(house, ani, job.id)
    commit, closed = house.store.commit, []

    def close_first(changes: Changes) -> Committed:
        if changes.holds and not closed:
            closed.append(True)
            casefile_acts.change(house, ani, bridge, {"state": "closed"})
        return commit(changes)

    monkeypatch.setattr(house.store, "commit", close_first)
    carried(house)
    assert closed
    assert row(house, job)["state"] == "stopped"
    assert [letter(house, id).casefile for id in ids] == [None] * len(ids)


def test_nothing_comes_back_into_a_closed_one_by_undoing(
    house: House, ani: Reader, ids: list[str], bridge: str
) -> None:
    done(house, ani, ids, "file", casefile=bridge)
    out = done(house, ani, ids, "file", casefile="")
    casefile_acts.change(house, ani, bridge, {"state": "closed"})
    taken = next(one["sequence"] for one in events_of(house, out) if one["thing"] == f"letters/{ids[0]}")
    with pytest.raises(ClosedCaseFile):
        undoing.undo(house, ani, ids[0], [taken])
    back = jobs.undo(house, ani, out.id)
    carried(house)
    assert row(house, back)["foreseen"] == {"done": 0, "unchanged": 0, "refused": 2}
    assert letter(house, ids[0]).casefile is None


def test_what_says_nothing_new_leaves_no_event(house: House, ani: Reader, bridge: str) -> None:
    did = casefile_acts.change(house, ani, bridge, {"title": "Jembatan", "state": "open"})
    assert did.event is None


def test_what_is_no_longer_so_is_not_undone(house: House, ani: Reader, bridge: str) -> None:
    did = casefile_acts.change(house, ani, bridge, {"title": "Jalan"})
    casefile_acts.change(house, ani, bridge, {"title": "Gedung"})
    assert did.event is not None
    with pytest.raises(Conflict):
        casefile_acts.undo(house, ani, did.event)
    with pytest.raises(NotFound):
        casefile_acts.undo(house, ani, 1)


def test_faulty_values_are_refused_at_their_field(house: House, ani: Reader, bridge: str) -> None:
    casefiles.make(house, ani, "setda", number="005/2", code="005", title="Jalan")
    for values, error, field in (
        ({"title": " "}, WrongUse, "title"),
        ({"code": "ngawur"}, WrongUse, "code"),
        ({"number": "005/2"}, Taken, "number"),
        ({"state": "destroyed"}, NotAmong, None),
    ):
        with pytest.raises(error) as told:
            casefile_acts.change(house, ani, bridge, values)
        assert told.value.params.get("field") == field
    assert (house.store.get(CaseFile, bridge) or {})["number"] == "005/1"


def test_who_may_not_manage_it_changes_nothing(house: House, ani: Reader, bridge: str) -> None:
    did = casefile_acts.change(house, ani, bridge, {"state": "closed"})
    assert did.event is not None
    for login, error in (("kades", NotFound), ("staf", NotFound), ("sekda", Forbidden)):
        with pytest.raises(error):
            casefile_acts.change(house, person(house, login), bridge, {"state": "open"})
        with pytest.raises(error):
            casefile_acts.undo(house, person(house, login), did.event)
    assert (house.store.get(CaseFile, bridge) or {})["state"] == "closed"
