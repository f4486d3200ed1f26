"""What the store serves, MongoDB answers by the index that the store names: no walk over all documents, nothing sorted
but what is said in store/served.py."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from schemas.disposition import Disposition
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.page import Page
from schemas.unit import Unit
from schemas.work import Work
from store.changes import Changes, Remove
from store.contract import total
from store.errors import Unserved
from store.mongo import MongoStore
from store.served import BY_ID, index_for
from tests.contracts.stored import DAY
from tests.examples import examples
from tests.store.test_served import Question, is_array, questions
from work import lease

Plan = dict[str, Any]


@pytest.fixture(scope="module")
def store(mongodb_url: str) -> Iterator[MongoStore]:
    """It writes down how it went about each question."""
    store = MongoStore(mongodb_url.replace("/?", "/plans?"))
    store._database().command("profile", 2)
    yield store
    store._database().client.drop_database("plans")
    store.close()


def plan(store: MongoStore, ask: Callable[[MongoStore], object]) -> Plan:
    """How MongoDB went about the last question that `ask` put to the store. Raises Unserved."""
    ask(store)
    asked = {"op": {"$in": ["query", "command"]}, "ns": {"$ne": "plans.system.profile"}, "planSummary": {"$ne": None}}
    return store._database()["system.profile"].find(asked).sort("$natural", -1).limit(1)[0]


@settings(max_examples=examples(80, 300), suppress_health_check=list(HealthCheck))
@given(question=questions(), further=st.booleans())
@example(
    question=(Disposition, {"letter": {"$in": ["a", "b"]}, "made_at": "a", "$and": [{"letter": "a"}]}, []), further=True
)
def test_a_list_is_read_by_an_index_and_in_its_order(store: MongoStore, question: Question, further: bool) -> None:
    kind, where, sort = question
    try:
        after = ["a"] * len(total(sort)) if further else None
        found = plan(store, lambda store: store.find(kind, where, sort=sort, after=after))
    except Unserved:
        assume(False)
    assert "COLLSCAN" not in found["planSummary"], found["planSummary"]
    index, by = index_for(kind, where, sort), total(sort)[:-1]
    in_part = by and len(by) < len(index.keys)  # equal ones by their id, where the sort ends before the index does
    few = index is BY_ID or (index.unique and not by)
    joined = "$or" in str(where) or "$and" in str(where)  # a joint may also ask what cannot be
    if not (in_part or few or joined or is_array(kind, index)):
        assert not found.get("hasSortStage"), (found["planSummary"], question)


@settings(max_examples=examples(60, 200), suppress_health_check=list(HealthCheck))
@given(question=questions())
def test_a_count_and_a_tally_are_read_by_an_index(store: MongoStore, question: Question) -> None:
    kind, where, _ = question
    by = next(iter(where), "_id")
    try:
        found = [plan(store, lambda store: store.count(kind, where))]
        found += [plan(store, lambda store: store.tally(kind, by, where))] if by not in ("_id", "$and", "$or") else []
    except Unserved:
        assume(False)
    assert not [one for one in found if "COLLSCAN" in one["planSummary"]]


@pytest.mark.parametrize(
    ("kind", "where", "sort", "by"),
    [
        (Letter, {}, [("added_at", -1)], "-added_at"),
        (Letter, {"unit": "a"}, [("added_at", -1)], "unit,-added_at"),
        (Letter, {"files.sha256": "a" * 64}, [], "files.sha256"),
        (Letter, {"_id": {"$lt": "a"}}, [("_id", -1)], "_id_"),
        (Page, {"to_review": True}, [("confidence", 1)], "to_review,confidence"),
        (Work, {"state": "waiting", "not_before": {"$lte": 1}}, lease.ORDER, "state,priority,not_before"),
        (Unit, {"path": "a"}, [("code", 1)], "path,code"),
        (Unit, {"code": {"$gt": "a"}}, [("code", 1)], "code:unique"),
        (RegisterEntry, {"register": "a"}, [("agenda_number", -1)], "register,agenda_number"),
    ],
)
def test_what_the_rooms_ask_sorts_nothing(store: MongoStore, kind: Any, where: Any, sort: Any, by: str) -> None:
    found = plan(store, lambda store: store.find(kind, where, sort=sort))
    assert found["command"]["hint"] == by
    assert found["planSummary"].startswith("IXSCAN")
    assert not found.get("hasSortStage")


@pytest.mark.parametrize("way", [1, -1])
def test_a_page_further_on_begins_where_the_one_before_ended(store: MongoStore, way: int) -> None:
    """The index is entered at the cursor, not at its end."""
    works = [Work(state="working", changed_at=DAY + timedelta(days=day)) for day in range(100)]
    store.commit(Changes.of(*works))
    after = [works[50 + way * 40].changed_at, works[50 + way * 40].id]
    where, sort = {"state": "working"}, [("changed_at", way)]
    found = plan(store, lambda store: store.find(Work, where, sort=sort, after=after))
    assert (found["nreturned"], found["keysExamined"] <= 12) == (9 if way > 0 else 10, True)
    store.commit(Changes(removes=tuple(Remove(Work, work.id, work.version) for work in works)))
