"""Work on many letters: counted first, done as the person may, one event a letter, undone as a whole."""

from typing import Any

import pytest

from lontar import edits
from lontar.errors import NoLetters, NotNow
from lontar.many import carrying, jobs, tags
from lontar.many.carrying import Carrier
from lontar.wiring import House
from office.access import Reader
from schemas.errors import Forbidden, NotAmong, NotFound, WrongUse
from schemas.event import Event
from schemas.job import Job
from schemas.person import Person
from store import chain
from store.changes import Changes
from tests.lontar.bare import bare, person
from tests.lontar.jobbing import carried, counted, done, events_of, letter, row
from work.errors import LeaseLost


def test_nothing_happens_before_it_is_confirmed(house: House, ani: Reader, ids: list[str]) -> None:
    edits.tag(house, ani, ids[0], ["banjir"])
    last = house.store.sealed()
    job = counted(house, ani, ids, "tag", tag="banjir")
    said = row(house, job)
    assert (said["state"], said["foreseen"]) == ("asked", {"done": 2, "unchanged": 1, "refused": 0})
    assert house.store.sealed() == last
    assert letter(house, ids[1]).tags == []
    jobs.drop(house, ani, job.id)
    with pytest.raises(NotFound):
        jobs.job_for(house, ani, job.id)


def test_each_letter_has_one_event_that_carries_the_job(house: House, ani: Reader, ids: list[str]) -> None:
    job = done(house, ani, ids, "tag", tag="banjir")
    assert [letter(house, id).tags for id in ids] == [["banjir"]] * 3
    assert sorted(one["thing"] for one in events_of(house, job)) == [f"letters/{id}" for id in ids]
    assert {one["actor"] for one in events_of(house, job)} == {ani.person}
    assert row(house, job)["counts"] == {"done": 3, "unchanged": 0, "refused": 0}
    verbs = [one["verb"] for one in house.store.events() if one["thing"] == f"jobs/{job.id}"]
    assert verbs == ["job.begun", "job.done"]


@pytest.mark.everywhere
def test_the_whole_is_undone_but_what_has_changed_since(house: House, ani: Reader, ids: list[str]) -> None:
    job = done(house, ani, ids, "describe", fields={"subject": "Perbaikan"})
    edits.describe(house, ani, ids[1], {"subject": "Lain"})
    other = jobs.undo(house, ani, job.id)
    carried(house)
    assert row(house, other)["foreseen"] == {"done": 2, "unchanged": 0, "refused": 1}
    jobs.start(house, ani, other.id)
    carried(house)
    assert [letter(house, id).value("subject") for id in ids] == [f"Surat {ids[0]}", "Lain", f"Surat {ids[2]}"]
    assert not letter(house, ids[0]).fields["subject"].by_hand
    (refused,) = [one for one in jobs.listed(house, ani, other.id, 0) if one["outcome"] == "refused"]
    assert (refused["id"], refused["error"]["code"]) == (ids[1], "conflict")
    assert row(house, job)["undone_by"] == other.id


def test_an_undoing_can_be_undone(house: House, ani: Reader, ids: list[str]) -> None:
    job = done(house, ani, ids, "withdraw", reason="salah unit")
    back = jobs.undo(house, ani, job.id)
    carried(house)
    jobs.start(house, ani, back.id)
    carried(house)
    assert [letter(house, id).withdrawn for id in ids] == [None] * 3
    again = jobs.undo(house, ani, back.id)
    carried(house)
    jobs.start(house, ani, again.id)
    carried(house)
    assert [letter(house, id).withdrawn for id in ids] == ["salah unit"] * 3


@pytest.mark.everywhere
def test_letters_of_others_are_refused_as_what_does_not_exist(house: House, ani: Reader, ids: list[str]) -> None:
    (secret,) = bare(house, 1, unit="dpu", grants=["person:nobody"])
    job = done(house, ani, [ids[0], secret, "made-up"], "tag", tag="banjir")
    found = jobs.listed(house, ani, job.id, 0)
    assert [one["id"] for one in found] == [ids[0], None, None]
    assert found[1] == found[2]
    (reason,) = row(house, job)["reasons"]
    assert (reason["letters"], reason["error"]["code"]) == (2, "not-found")
    assert secret not in str(reason)
    assert letter(house, secret).tags == []


@pytest.mark.everywhere
def test_rights_are_those_of_the_moment_of_doing(house: House, ani: Reader, ids: list[str]) -> None:
    job = counted(house, ani, ids, "tag", tag="banjir")
    one = letter(house, ids[0])
    one.grants = ["unit:dpu"]
    house.store.commit(Changes.of(one))
    jobs.start(house, ani, job.id)
    carried(house)
    assert row(house, job)["counts"] == {"done": 2, "unchanged": 0, "refused": 1}
    assert letter(house, ids[0]).tags == []


def test_who_is_gone_meanwhile_changes_nothing_more(house: House, ani: Reader, ids: list[str]) -> None:
    job = counted(house, ani, ids, "tag", tag="banjir")
    jobs.start(house, ani, job.id)
    gone = house.store.load(Person, ani.person)
    gone.active = False
    house.store.commit(Changes.of(gone))
    carried(house)
    said = row(house, job)
    assert (said["state"], said["error"]["code"], said["counts"]["done"]) == ("stopped", "unknown-person", 0)
    assert letter(house, ids[0]).tags == []


def test_a_role_that_may_not_do_it_is_told_at_once(house: House, ids: list[str]) -> None:
    auditor = person(house, "pemeriksa")
    with pytest.raises(Forbidden):
        jobs.ask(house, auditor, ids, "withdraw", {"reason": "x"})
    with pytest.raises(Forbidden):
        jobs.ask(house, auditor, ids, "describe", {"fields": {"subject": "x"}})
    assert house.store.count(Job) == 0


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("burn", {}),
        ("tag", {}),
        ("tag", {"tag": " "}),
        ("tag", {"tag": "a,b"}),
        ("tag", {"tag": 5}),
        ("tag", {"tag": "x" * 61}),
        ("tag", {"label": "x"}),
        ("retag", {"tag": "a"}),
        ("describe", {}),
        ("describe", {"fields": {"colour": "red"}}),
        ("describe", {"fields": {"date": 20190230}}),
        ("describe", {"fields": {"security_class": ""}}),
        ("describe", {"fields": {"security_class": "T", "subject": "x"}}),
        ("withdraw", {"reason": ""}),
        ("export", {"form": "doc"}),
        ("again", {"profile": "never"}),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything(
    house: House, ani: Reader, ids: list[str], act: str, values: dict[str, Any]
) -> None:
    with pytest.raises(WrongUse):
        jobs.ask(house, ani, ids, act, values)
    assert house.store.count(Job) == 0


def test_a_job_of_no_letter_is_none(house: House, ani: Reader) -> None:
    with pytest.raises(NoLetters):
        jobs.ask(house, ani, [], "tag", {"tag": "x"})
    with pytest.raises(NoLetters):
        tags.everywhere(house, ani, "tidak ada")


def test_a_job_is_its_persons_alone(house: House, ani: Reader, ids: list[str]) -> None:
    job = counted(house, ani, ids, "tag", tag="banjir")
    other = person(house, "agendaris")
    for act in (jobs.start, jobs.stop, jobs.drop, jobs.undo):
        with pytest.raises(NotFound):
            act(house, other, job.id)
    assert jobs.jobs(house, other) == []


def test_what_a_job_is_not_ready_for_is_refused(house: House, ani: Reader, ids: list[str]) -> None:
    job = jobs.ask(house, ani, ids, "tag", {"tag": "banjir"})
    for act in (jobs.start, jobs.stop, jobs.undo):
        with pytest.raises(NotNow):
            act(house, ani, job.id)
    carried(house)
    jobs.start(house, ani, job.id)
    carried(house)
    for act in (jobs.start, jobs.stop, jobs.drop):
        with pytest.raises(NotNow):
            act(house, ani, job.id)


def test_a_stopped_job_goes_on_where_it_was(house: House, ani: Reader) -> None:
    ids = bare(house, 250, unit="dpu", grants=["unit:setda"])
    job = counted(house, ani, ids, "tag", tag="banjir")
    jobs.start(house, ani, job.id)
    with Carrier(house) as carrier:
        assert carrier.look()
        jobs.stop(house, ani, job.id)
        assert not carrier.look()
    assert [bool(letter(house, id).tags) for id in (ids[99], ids[100])] == [True, False]
    jobs.start(house, ani, job.id)
    carried(house)
    assert row(house, job)["counts"]["done"] == len(events_of(house, job)) == 250


def test_what_was_undone_does_not_go_on(house: House, ani: Reader) -> None:
    job = counted(house, ani, bare(house, 150, unit="dpu", grants=["unit:setda"]), "tag", tag="banjir")
    jobs.start(house, ani, job.id)
    with Carrier(house) as carrier:
        carrier.look()
    jobs.stop(house, ani, job.id)
    back = jobs.undo(house, ani, job.id)
    carried(house)
    jobs.start(house, ani, back.id)
    carried(house)
    assert row(house, back)["counts"]["done"] == 100
    with pytest.raises(NotNow):
        jobs.start(house, ani, job.id)


def test_a_job_of_another_is_not_undone(house: House, ani: Reader, ids: list[str]) -> None:
    job = done(house, ani, ids, "tag", tag="banjir")
    with pytest.raises(NotFound):
        jobs.ask(house, person(house, "agendaris"), ids, "undo", {"job": job.id})


def overdue(house: House, job: Job) -> None:
    """Its worker was silent for too long."""
    held = house.store.load(Job, job.id)
    held.next_at = held.made_at
    house.store.commit(Changes.of(held))


@pytest.mark.everywhere
def test_a_worker_that_was_thought_dead_writes_nothing(house: House, ani: Reader, ids: list[str]) -> None:
    job = counted(house, ani, ids, "tag", tag="banjir")
    jobs.start(house, ani, job.id)
    first = carrying.claim(house)
    overdue(house, job)
    second = carrying.claim(house)
    assert first
    assert second
    with pytest.raises(LeaseLost):
        carrying.step(house, job.id, first.fence)
    assert letter(house, ids[0]).tags == []
    carrying.step(house, job.id, second.fence)
    assert row(house, job)["counts"]["done"] == len(events_of(house, job)) == 3


def test_a_step_that_never_ends_is_given_up(house: House, ani: Reader, ids: list[str]) -> None:
    job = jobs.ask(house, ani, ids, "tag", {"tag": "banjir"})
    for _ in range(carrying.ATTEMPTS):
        overdue(house, job)
        assert carrying.claim(house)
    overdue(house, job)
    assert carrying.claim(house) is None
    assert (row(house, job)["state"], row(house, job)["error"]["code"]) == ("failed", "job-stuck")
    jobs.start(house, ani, job.id)
    carried(house)
    assert row(house, job)["state"] == "asked"  # it had not been counted to its end, so nothing is done yet
    assert (row(house, job)["foreseen"]["done"], letter(house, ids[0]).tags) == (3, [])


def test_what_nobody_confirmed_is_forgotten(house: House, ani: Reader, ids: list[str]) -> None:
    old, new = (counted(house, ani, ids, "tag", tag=tag) for tag in ("a", "b"))
    held = house.store.load(Job, old.id)
    held.made_at -= jobs.LEFT * 2
    house.store.commit(Changes.of(held))
    jobs.sweep(house)
    assert [one["_id"] for one in jobs.jobs(house, ani)] == [new.id]


def test_an_unknown_filter_is_told(house: House, ani: Reader) -> None:
    with pytest.raises(NotAmong):
        jobs.found(house, ani, "", filters={"colour": ["red"]})


def test_the_events_of_a_job_stand_in_the_chain(house: House, ani: Reader, ids: list[str]) -> None:
    done(house, ani, ids, "tag", tag="banjir")
    assert list(chain.verify(house.store)) == []
    event = house.store.load(Event, chain.event_id(house.store.sealed() - 1))
    event.job = "another"
    house.store.commit(Changes.of(event))
    assert [fault.kind for fault in chain.verify(house.store)] == ["altered"]
