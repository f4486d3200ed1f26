"""Whatever is done to a letter that invites, in any order: its appointments are what its assignments say."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lontar import edits, undoing
from lontar.calendar import acts as calendar
from lontar.routing import acts, recording
from lontar.routing.recording import Book
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import installation
from routing.answering import Answer
from routing.disposing import Order
from schemas.appointment import Appointment
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.errors import LontarError
from schemas.letter import Letter
from store.contract import Row
from tests.examples import examples
from tests.lontar.calendar.inviting import DAY, appointments, followed, invitation
from tests.lontar.routing.offices import POSITIONS, founded

CONSOLE = installation("tests")
WHO = ("kadis", "sekdis", "kabid", "kasi")
ANSWERS = ("read", "in-progress", "done", "declined", "withdrawn")
some = st.integers(0, 5)
steps = st.one_of(
    st.tuples(st.just("ask"), some, st.lists(st.sampled_from(WHO), min_size=1, max_size=2)),
    st.tuples(st.just("answer"), some, st.sampled_from(ANSWERS)),
    st.tuples(st.sampled_from(("resume", "attend", "excuse", "take_back")), some, st.none()),
    st.tuples(st.just("depute"), some, st.sampled_from(WHO)),
    st.tuples(st.just("day"), st.just(0), st.sampled_from(["", DAY, DAY + 1])),
    st.tuples(st.just("time"), st.just(0), st.sampled_from(["", "08.00", "09.00-10.00", "besok"])),
    st.tuples(st.sampled_from(("withdraw", "restore", "close", "reopen", "cancel", "register")), st.just(0), st.none()),
    st.tuples(st.just("follow"), st.just(0), st.none()),
)


@contextmanager
def housed() -> Iterator[House]:
    with TemporaryDirectory(prefix="calendar-") as name:
        house = open_house(load({"LONTAR_HOME": f"{name}/home"}, Path(name)))
        founded(house)
        yield house
        house.close()


def rows_of(house: House, kind: Any, letter: str, order: str) -> list[Row]:
    return house.store.find(kind, {"letter": letter}, sort=[(order, 1)], limit=1000)


def done(house: House, letter: str, step: tuple[str, int, Any]) -> None:
    """One step as the installation, which may all; what cannot be done is refused."""
    name, number, what = step
    asked = rows_of(house, Assignment, letter, "made_at")
    held = rows_of(house, Appointment, letter, "day")
    entry = rows_of(house, RegisterEntry, letter, "received_at")[-1]["_id"]
    assignment = asked[number % len(asked)]["_id"]
    appointment = held[number % len(held)]["_id"] if held else "none"
    does: dict[str, Any] = {
        "ask": lambda: acts.dispose(house, CONSOLE, assignment, Order(what)),
        "answer": lambda: acts.answer(house, CONSOLE, assignment, Answer(what, "sebab")),
        "resume": lambda: acts.resume(house, CONSOLE, assignment),
        "attend": lambda: calendar.attend(house, CONSOLE, appointment),
        "excuse": lambda: calendar.excuse(house, CONSOLE, appointment, "sebab"),
        "take_back": lambda: calendar.take_back(house, CONSOLE, appointment),
        "depute": lambda: calendar.depute(house, CONSOLE, appointment, what),
        "day": lambda: edits.describe(house, CONSOLE, letter, {"event_date": what}),
        "time": lambda: edits.describe(house, CONSOLE, letter, {"event_time": what}),
        "withdraw": lambda: undoing.withdraw(house, CONSOLE, letter, "salah"),
        "restore": lambda: undoing.restore(house, CONSOLE, letter),
        "close": lambda: acts.close(house, CONSOLE, entry, "information"),
        "reopen": lambda: acts.reopen(house, CONSOLE, entry),
        "cancel": lambda: acts.cancel(house, CONSOLE, entry, "salah"),
        "register": lambda: recording.record(house, CONSOLE, letter, Book("dinas")),
        "follow": lambda: followed(house),
    }
    with suppress(LontarError):
        does[name]()


def expected(house: House, letter: str) -> dict[str, tuple[int, str | None]]:
    """By position the day, and the deputy, written from the words of the rule alone."""
    kept = house.store.load(Letter, letter)
    if kept.withdrawn or not kept.value("event_date"):
        return {}
    entries = {row["_id"] for row in rows_of(house, RegisterEntry, letter, "received_at") if not row.get("cancelled")}
    rows = {row["_id"]: row for row in rows_of(house, Assignment, letter, "made_at") if row["entry"] in entries}

    def past(row: Row) -> bool:
        return bool(row.get("past")) or ("parent" in row and past(rows[row["parent"]]))

    live = [row for row in rows.values() if row["state"] not in ("declined", "withdrawn") and not past(row)]
    said = appointments(house, letter)
    found: dict[str, tuple[int, str | None]] = {}
    for row in live:
        mine = {one["_id"] for one in live if one["position"] == row["position"]}
        asked = {one["position"] for one in live if one.get("parent") in mine}
        held = said.get(row["position"], {"state": "invited"})
        if row["position"] in POSITIONS or not asked or held["state"] != "invited":
            found[row["position"]] = (kept.value("event_date"), held.get("deputy"))
        assert held.get("deputy") is None or held["deputy"] in asked
    return found


@settings(max_examples=examples(25, 50))
@given(todo=st.lists(steps, max_size=12))
def test_appointments_are_what_the_assignments_say(todo: list[tuple[str, int, Any]]) -> None:
    with housed() as house:
        letter, _ = invitation(house)
        for step in todo:
            done(house, letter, step)
        followed(house)
        said = appointments(house, letter)
        assert {position: (row["day"], row.get("deputy")) for position, row in said.items()} == expected(house, letter)
        for row in said.values():
            assert (row["state"] == "deputised") == ("deputy" in row)
            assert house.store.get(Assignment, row["assignment"])
        edits.tag(house, CONSOLE, letter, ["lagi"])
        followed(house)
        assert appointments(house, letter) == said
