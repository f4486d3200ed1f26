"""The access rule: what a person may not read does not exist for them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.access import ACTIONS, demand, installation, may, may_see, reader_of
from office.errors import Unready
from office.grants import Routed, grants_of
from schemas.delegation import Delegation
from schemas.errors import Forbidden, NotFound
from schemas.letter import CLASSES
from schemas.person import ROLES, Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from store.sqlite import SqliteStore

DAY = timedelta(days=1)

# regency > agency > section, and a village beside the agency
TREE = {"regency": None, "agency": "regency", "section": "agency", "village": "regency"}


def path_of(unit: str) -> list[str]:
    above = TREE[unit]
    return [*(path_of(above) if above else []), unit]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """One head in each unit, one person of each role in the agency, a delegate."""
    store = SqliteStore(Path(tmp_path_factory.mktemp("office")) / "lontar.db")
    units = [Unit(id=name, code=name, name=name, parent=above, path=path_of(name)) for name, above in TREE.items()]
    heads = [Position(id=f"head-{unit}", code=f"H-{unit}", unit=unit, title="Kepala", head=True) for unit in TREE]
    desk = Position(id="desk", code="D", unit="section", title="Analis")
    people = [Person(id=f"head-of-{u}", name=u, login=f"{u}@example.org", unit=u, roles=["manager"]) for u in TREE]
    people += [Person(id=role, name=role, login=f"{role}@example.org", unit="agency", roles=[role]) for role in ROLES]
    people += [Person(id="analyst", name="a", login="a@example.org", unit="section", roles=["staff"])]
    people += [Person(id="gone", name="g", login="g@example.org", unit="agency", roles=["staff"], active=False)]
    holdings = [Holding(person=f"head-of-{unit}", position=f"head-{unit}", since=now() - DAY) for unit in TREE]
    holdings += [Holding(person="analyst", position="desk", since=now() - DAY)]
    holdings += [Holding(person="staff", position="desk", since=now() - 3 * DAY, until=now() - DAY)]
    standing_in = Delegation(form="Plh.", position="head-village", person="clerk", since=now() - DAY, until=now() + DAY)
    store.commit(Changes.of(*units, *heads, desk, *people, *holdings, standing_in))
    yield store
    store.close()


DESK, TO_AGENCY = Routed("section", "desk"), Routed("agency", whole=True)
SECTION_WHOLE = Routed("section", whole=True)


def letter(unit: str = "agency", routed: tuple[Routed, ...] = (), **more: Any) -> dict[str, Any]:
    plain = {"unit": unit, "security_class": "B", "direction": "incoming", "added_by": "archivist"} | more
    return plain | {"grants": grants_of(plain, more.get("office"), routed)}


def readers_of(store: SqliteStore, thing: dict[str, Any]) -> set[str]:
    people = [row["_id"] for row in store.every(Person) if row["active"]]
    return {person for person in people if may(reader_of(store, person), "letter.read", thing)}


AGENCY = {"archivist", "clerk", "staff", "manager", "administrator", "auditor", "head-of-agency", "head-of-regency"}

SECTION = {"analyst", "head-of-section", "head-of-agency", "head-of-regency", "auditor"}
VILLAGE = {"head-of-village", "head-of-regency", "clerk"}
HEADS = {"head-of-section", "head-of-agency", "head-of-regency"}
LIMITED = {"archivist", "clerk", "auditor", "head-of-agency", "head-of-regency"}


@pytest.mark.parametrize(
    ("thing", "readers"),
    [
        (letter(), AGENCY),
        (letter(unit="section"), SECTION),
        (letter(unit="village"), VILLAGE),
        (letter(unit="village", routed=(SECTION_WHOLE,)), VILLAGE | SECTION),
        (letter(unit="village", routed=(DESK,)), VILLAGE | {"analyst", "auditor"} | HEADS),
        (letter(security_class="T"), LIMITED),
        (letter(unit="village", security_class="T", routed=(DESK,)), VILLAGE | {"analyst", "auditor"} | HEADS),
        (letter(unit="village", security_class="T", routed=(TO_AGENCY,)), VILLAGE | LIMITED),
        (letter(security_class="R"), {"archivist"}),
        (letter(security_class="SR", routed=(DESK, TO_AGENCY)), {"analyst"}),
        (letter(security_class="R", routed=(Routed("agency", "head-agency", whole=True),)), {"head-of-agency"}),
    ],
)  # fmt: skip
def test_who_reads_what(store: SqliteStore, thing: dict[str, Any], readers: set[str]) -> None:
    assert readers_of(store, thing) == readers


def test_a_legacy_collection_may_be_open_to_all_who_work_here(store: SqliteStore) -> None:
    closed = letter(unit="village", direction="legacy")
    opened = letter(unit="village", direction="legacy", office={"open_legacy": True})
    assert "staff" not in readers_of(store, closed)
    assert readers_of(store, opened) == {row["_id"] for row in store.every(Person) if row["active"]}
    assert "staff" not in readers_of(store, letter(unit="village", office={"open_legacy": True}))


def test_a_delegate_reads_for_as_long_as_they_stand_in(store: SqliteStore) -> None:
    thing = letter(unit="village")
    assert may(reader_of(store, "clerk"), "letter.read", thing)
    for at in (now() - 2 * DAY, now() + 2 * DAY):
        assert not may(reader_of(store, "clerk", at), "letter.read", thing)


def test_a_position_that_was_left_opens_nothing(store: SqliteStore) -> None:
    thing = letter(unit="section", security_class="R", routed=(DESK,))
    assert not may(reader_of(store, "staff"), "letter.read", thing)
    assert may(reader_of(store, "staff", now() - 2 * DAY), "letter.read", thing)


def test_what_may_not_be_read_is_not_found_and_what_may_not_be_done_is_forbidden(store: SqliteStore) -> None:
    staff = reader_of(store, "staff")
    demand(staff, "letter.read", letter())
    with pytest.raises(NotFound):
        demand(staff, "letter.read", letter(unit="village"))
    with pytest.raises(NotFound):  # not Forbidden: that would tell that it exists
        demand(staff, "letter.withdraw", letter(unit="village"))
    with pytest.raises(Forbidden):
        demand(staff, "letter.withdraw", letter())
    with pytest.raises(Forbidden):
        demand(staff, "people.manage")


def test_what_belongs_to_a_person_is_theirs_alone(store: SqliteStore) -> None:
    upload = {"person": "staff", "name": "a.pdf"}
    assert may_see(reader_of(store, "staff"), upload)
    assert not may_see(reader_of(store, "archivist"), upload)


def test_the_command_line_opens_everything(store: SqliteStore) -> None:
    console = installation("operator")
    for action in ACTIONS:
        assert may(console, action, letter(unit="village", security_class="SR", routed=(DESK,)))


@pytest.mark.parametrize("person", ["gone", "nobody"])
def test_who_does_not_work_here_reads_nothing(store: SqliteStore, person: str) -> None:
    with pytest.raises(Unready, match=person):
        reader_of(store, person)


def test_every_action_belongs_to_known_roles() -> None:
    assert all(roles and roles <= set(ROLES) for roles in ACTIONS.values())


places = st.sampled_from(sorted(TREE))
routes = st.sampled_from([DESK, Routed("village", "head-village"), SECTION_WHOLE, Routed("village", whole=True)])


@given(unit=places, security=st.sampled_from(CLASSES), routed=st.frozensets(routes))
def test_a_stricter_class_never_opens_a_letter_to_more_people(
    store: SqliteStore, unit: str, security: str, routed: frozenset[Routed]
) -> None:
    stricter = CLASSES[min(CLASSES.index(security) + 1, 3)]
    named = (DESK, *routed)
    wide = readers_of(store, letter(unit, named, security_class=security))
    narrow = readers_of(store, letter(unit, named, security_class=stricter))
    assert narrow <= wide
