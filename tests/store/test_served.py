"""What the store serves, SQLite answers by an index: no walk over all documents, nothing sorted but what is said."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from schemas.disposition import Disposition
from schemas.documents import every_document
from schemas.letter import Letter
from schemas.page import Page
from schemas.stored import Stored
from schemas.unit import Unit
from schemas.work import Work
from store.contract import total
from store.errors import Unserved
from store.fields import fields_of, indexes_of
from store.served import BY_ID, index_for
from store.sqlite import SqliteStore
from tests.examples import examples
from work import lease
from work.settings import Settings

OPERATORS = ("=", "=", "=", "$in", "$gt", "$gte", "$lt", "$lte", "$exists")
Question = tuple[type[Stored], dict[str, Any], list[tuple[str, int]]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path_factory.mktemp("store") / "lontar.db")
    yield store
    store.close()


def plan(store: SqliteStore, ask: Any) -> list[str]:
    """How SQLite goes about the question that `ask` puts to the store, step by step. Raises Unserved."""
    asked, rows = [], store._rows
    store._rows = lambda sql, values=(): asked.append((sql, values)) or rows(sql, values)
    try:
        ask(store)
    finally:
        store._rows = rows
    ((sql, values),) = asked
    return [str(row[3]) for row in rows(f"EXPLAIN QUERY PLAN {sql}", values)]


@st.composite
def wheres(draw: st.DrawFn, paths: list[str], depth: int = 1) -> dict[str, Any]:
    where: dict[str, Any] = {}
    for path in draw(st.lists(st.sampled_from(paths), max_size=3, unique=True)):
        operator = draw(st.sampled_from(OPERATORS))
        where[path] = {operator: ["a", "b"] if operator == "$in" else "a"} if operator != "=" else "a"
    for joint in ("$and", "$or") if depth else ():
        if draw(st.integers(0, 4)) == 0:
            where[joint] = draw(st.lists(wheres(paths, depth - 1).filter(bool), min_size=1, max_size=2))
    return where


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Of any kind, by conditions and orders that its indexes nearly or wholly serve."""
    kind = draw(st.sampled_from([one for one in every_document() if indexes_of(one)]))
    paths = ["_id", *fields_of(kind)]
    keys = list(draw(st.sampled_from(indexes_of(kind))).keys)
    keys = keys[draw(st.integers(0, len(keys))) : draw(st.integers(0, len(keys)))]
    way = draw(st.sampled_from((1, -1)))
    single = [(path, way * other) for path, other in keys if not fields_of(kind)[path].many]
    by_id = draw(st.sampled_from(([], [("_id", 1)], [("_id", -1)])))
    return kind, draw(wheres(paths)), [*draw(st.permutations(single)), *by_id]


def is_array(kind: type[Stored], index: Any) -> bool:
    return index is not BY_ID and fields_of(kind)[index.keys[0][0]].many


@settings(max_examples=examples(120, 300), deadline=None, suppress_health_check=list(HealthCheck))
@given(question=questions())
@example(question=(Disposition, {"letter": {"$in": ["a", "b"]}, "made_at": "a", "$and": [{"letter": "a"}]}, []))
def test_a_list_is_read_by_an_index_and_in_its_order(store: SqliteStore, question: Question) -> None:
    kind, where, sort = question
    try:
        steps = plan(store, lambda store: store.find(kind, where, sort=sort))
    except Unserved:
        assume(False)
    index = index_for(kind, where, sort)
    if where:
        assert not [step for step in steps if step.startswith("SCAN")], steps
    sorted_ = [step for step in steps if "TEMP B-TREE" in step]
    by = total(sort)[:-1]
    few = (index.unique and "$in" in str(where) and not by) or "MULTI-INDEX OR" in steps
    if not (few or (is_array(kind, index) and by)):
        assert sorted_ in ([], ["USE TEMP B-TREE FOR LAST TERM OF ORDER BY"]), steps


@settings(max_examples=examples(120, 300), deadline=None, suppress_health_check=list(HealthCheck))
@given(question=questions())
def test_a_count_is_read_by_an_index(store: SqliteStore, question: Question) -> None:
    kind, where, _ = question
    assume(where)
    try:
        steps = plan(store, lambda store: store.count(kind, where))
    except Unserved:
        assume(False)
    assert not [step for step in steps if step.startswith("SCAN")], steps


@pytest.mark.parametrize(
    ("kind", "where", "sort"),
    [
        (Letter, {}, [("added_at", -1)]),
        (Letter, {"unit": "a"}, [("added_at", -1)]),
        (Letter, {"stage": "failed", "unit": {"$in": ["a", "b"]}}, [("added_at", 1)]),
        (Letter, {"added_at": {"$gt": 1}}, [("added_at", 1)]),
        (Letter, {"files.sha256": "a" * 64}, []),
        (Letter, {"files.sha256": {"$in": ["a" * 64]}, "stage": "read"}, []),
        (Letter, {"_id": {"$gt": "a"}}, []),
        (Letter, {"_id": {"$lt": "a"}}, [("_id", -1)]),
        (Page, {"to_review": True}, [("confidence", 1)]),
        (Work, {"state": "waiting", "not_before": {"$lte": 1}}, lease.ORDER),
        (Work, {"state": "working", "lease_until": {"$lt": 1}}, [("lease_until", 1)]),
        (Unit, {"path": "a"}, [("code", 1)]),
        (Unit, {"code": {"$in": ["a", "b"]}}, []),
    ],
)
def test_what_the_rooms_ask_is_served(store: SqliteStore, kind: Any, where: Any, sort: Any) -> None:
    assert not [
        step for step in plan(store, lambda store: store.find(kind, where, sort=sort)) if "SCAN" in step and where
    ]


def test_a_claim_sorts_nothing(store: SqliteStore) -> None:
    (step,) = plan(store, lambda store: lease.claim(store, "a worker", Settings()))
    assert step == "SEARCH work USING INDEX work:state,priority,not_before (state=?)"


def test_a_page_further_on_begins_where_the_one_before_ended(store: SqliteStore) -> None:
    """The index is entered at the cursor, not at its end."""
    (step,) = plan(store, lambda store: store.find(Letter, sort=[("added_at", -1)], after=[1, "a"]))
    assert step == "SEARCH letters USING INDEX letters:added_at (added_at<?)"
