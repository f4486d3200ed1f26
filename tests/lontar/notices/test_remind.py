"""Reminders: before, on and after the day, up the tree, and what waits; each once, on the day that counting day by day
gives, whatever days nobody reminded."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lontar.main import lontar
from lontar.notices import remind as reminding
from lontar.notices.remind import due, remind
from lontar.settings import keep, load
from lontar.wiring import House, open_house
from office.days import DAY
from office.workdays import Workdays
from schemas.assignment import HEAD, Assignment
from schemas.day import day_number
from schemas.notice import Notice
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from tests.examples import examples
from tests.lontar.notices import notices
from tests.lontar.routing.offices import POSITIONS, founded

MONDAY = date(2049, 11, 1)
"""A week without a holiday, later than everybody took up their positions."""
BEFORE, EVERY = 2, 3


def morning(day: date) -> datetime:
    """8.00 in Jakarta."""
    return datetime(day.year, day.month, day.day, 1)  # noqa: DTZ001 - UTC, as the store has it


def assign(house: House, id: str, position: str, due: date | None, **more: Any) -> None:
    unit = position.removeprefix(HEAD) if position.startswith(HEAD) else POSITIONS[position][0]
    made = Assignment(id=id, letter=f"letter-{id}", entry=f"entry-{id}", unit=unit, position=position, since=20260101)
    made.due = day_number(due) if due else None
    for name, value in more.items():
        setattr(made, name, value)
    house.store.commit(Changes.of(made))


def told(house: House) -> list[tuple[str, str, str]]:
    """Kind, person and assignment of what was told, summaries aside."""
    rows = [row for row in notices(house) if row.get("assignment")]
    return sorted((row["kind"], row["person"], row["assignment"]) for row in rows)


@contextmanager
def opened() -> Iterator[House]:
    with TemporaryDirectory(prefix="remind-") as name:
        house = open_house(load({"LONTAR_HOME": f"{name}/home"}, Path(name)))
        founded(house)
        keep(house.settings, {"remind_before": BEFORE, "escalate_after": EVERY})
        yield house
        house.close()


@pytest.fixture
def house() -> Iterator[House]:
    with opened() as house:
        yield house


def expected(due: date, days: list[date], first: date) -> dict[str, date]:
    """On which of the days each kind is told, counted day by day."""
    calendar = Workdays()
    found: dict[str, date] = {}
    for day in days:
        late = calendar.between(due, day)
        if day < due and calendar.between(day, due) <= BEFORE:
            found.setdefault("soon", day)
        if day >= due:
            found.setdefault("due", day)
        if late >= 1:
            found.setdefault("late", day)
        for level in range(1, 4):
            if late >= level * EVERY:
                found.setdefault(f"escalated {level}", day)
    return found


@settings(max_examples=examples(6, 12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.integers(2, 25), min_size=1, max_size=6),
    st.sets(st.integers(0, 40), min_size=5).map(sorted),
)
def test_each_is_told_on_the_first_day_that_is_reminded_on_or_after_its_own(
    dues: list[int], offsets: list[int]
) -> None:
    """Of a village three units deep, so that three stand above whoever has it."""
    with opened() as house:
        start = MONDAY - DAY
        remind(house, morning(start), early=True)
        days = [MONDAY + n * DAY for n in offsets]
        for number, offset in enumerate(dues):
            assign(house, f"a{number}", "kasi", MONDAY + offset * DAY)
        when: dict[tuple[str, str], dict[str, date]] = {}
        for day in days:
            before = {row["_id"] for row in notices(house)}
            remind(house, morning(day))
            for row in notices(house):
                if row["_id"] not in before and row.get("assignment"):
                    when.setdefault((row["assignment"], row["kind"]), {})[row["person"]] = day
        for number, offset in enumerate(dues):
            for kind, day in expected(MONDAY + offset * DAY, days, start).items():
                name, _, level = kind.partition(" ")
                person = ["kabid", "kadis", "sekda"][int(level) - 1] if level else "kasi"
                assert when.get((f"a{number}", name), {}).get(person) == day, (kind, person)


def test_only_what_is_in_somebodys_own_hands_is_told(house: House) -> None:
    for standing in ("own", "passed-on", "done", "dropped"):
        assign(house, standing, "kabid", MONDAY, standing=standing)
    assign(house, "undated", "kabid", None)
    remind(house, morning(MONDAY))
    assert told(house) == [("due", "kabid", "own")]


def test_what_waits_for_the_head_is_told_to_the_head_and_climbs_from_there(house: House) -> None:
    assign(house, "root", f"{HEAD}bidang", MONDAY)
    assign(house, "staff", "analis", MONDAY)
    remind(house, morning(MONDAY))
    remind(house, morning(MONDAY + 3 * DAY))
    remind(house, morning(MONDAY + 4 * DAY))
    climbed = [one for one in told(house) if one[0] == "escalated"]
    assert climbed == [("escalated", "kabid", "staff"), ("escalated", "kadis", "root")]
    assert ("late", "kabid", "root") in told(house)


def test_at_the_top_nobody_is_told_above(house: House) -> None:
    assign(house, "top", "sekda", MONDAY)
    for n in range(30):
        remind(house, morning(MONDAY + n * DAY))
    assert {one[:2] for one in told(house)} == {("due", "sekda"), ("late", "sekda")}


def test_at_first_nobody_is_told_of_all_that_was_overdue_before(house: House) -> None:
    for n in range(100):
        assign(house, f"old{n}", "kabid", MONDAY - (10 + n) * DAY)
    assert remind(house, morning(MONDAY)).total() <= 3  # those that come into a class this very day


def test_each_day_once_and_not_before_seven_in_each_zone(house: House) -> None:
    village = house.store.load(Unit, "desa")
    village.timezone = "Asia/Jayapura"
    house.store.commit(Changes.of(village))
    assign(house, "east", "kades", MONDAY)
    assign(house, "west", "kabid", MONDAY)
    night = datetime(2049, 10, 31, 21, 59)  # noqa: DTZ001 - 4.59 in Jakarta, 6.59 in Jayapura
    assert due(house.store, night) == []
    remind(house, night)
    assert told(house) == []
    remind(house, night + timedelta(minutes=1))
    assert told(house) == [("due", "kades", "east")]
    remind(house, night + timedelta(hours=2, minutes=1))
    assert told(house) == [("due", "kabid", "west"), ("due", "kades", "east")]
    before = notices(house)
    assert due(house.store, morning(MONDAY)) == []
    assert remind(house, morning(MONDAY), early=True) == Counter()
    assert notices(house) == before


def test_a_six_day_week_and_days_off_of_a_unit_are_counted(house: House) -> None:
    village = house.store.load(Unit, "desa")
    village.workdays = 6
    house.store.commit(Changes.of(village))
    friday = MONDAY + 4 * DAY
    for id, position in (("desa", "kades"), ("dinas", "kadis")):
        assign(house, id, position, friday)
    remind(house, morning(friday))
    remind(house, morning(friday + DAY))
    assert ("late", "kades", "desa") in told(house)
    assert ("late", "kadis", "dinas") not in told(house)


def test_a_run_that_is_killed_in_the_middle_is_done_again_and_tells_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(7):
        assign(house, f"a{n}", "kabid", MONDAY)
    monkeypatch.setattr(reminding, "BATCH", 2)
    commit, count = house.store.commit, 0

    def dying(changes: Changes) -> Any:
        nonlocal count
        count += 1
        if count == 3:
            raise KeyboardInterrupt
        return commit(changes)

    with monkeypatch.context() as patched:
        patched.setattr(house.store, "commit", dying)
        with pytest.raises(KeyboardInterrupt):
            remind(house, morning(MONDAY))
    assert len(told(house)) == 4
    assert remind(house, morning(MONDAY))["due"] == 3
    assert len(told(house)) == 7


class TestSummaries:
    """Of what waits: sent only, so there has to be somebody to send it."""

    @pytest.fixture(autouse=True)
    def sent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reminding, "channels_of", lambda _house: ("mail",))

    def summaries(self, house: House) -> dict[tuple[str, str], tuple[int, int]]:
        rows = [row for row in notices(house) if not row.get("assignment")]
        return {(row["kind"], row["person"]): (row["data"]["open"], row["data"]["late"]) for row in rows}

    def test_each_person_and_each_head_gets_what_waits_for_and_below_them(self, house: House) -> None:
        assign(house, "a", "kasi", MONDAY - DAY)
        assign(house, "b", "kasi", None)
        assign(house, "c", "analis", MONDAY + DAY)
        assign(house, "d", f"{HEAD}dinas", None)
        assign(house, "e", "kades", MONDAY - 30 * DAY, standing="done")
        remind(house, morning(MONDAY))
        assert self.summaries(house) == {
            ("waiting", "kasi"): (2, 1),
            ("waiting", "analis"): (1, 0),
            ("waiting", "kadis"): (1, 0),
            ("below", "kabid"): (3, 1),
            ("below", "kadis"): (3, 1),
            ("below", "sekda"): (4, 1),
        }

    def test_they_come_on_working_days_only(self, house: House) -> None:
        assign(house, "a", "kasi", None)
        for n in range(7):
            remind(house, morning(MONDAY + n * DAY))
        days = [row["_id"].split(".")[1] for row in notices(house) if row["kind"] == "waiting"]
        assert days == ["20491101", "20491102", "20491103", "20491104", "20491105"]

    def test_they_are_not_shown_on_the_page(self, house: House) -> None:
        assign(house, "a", "kasi", None)
        remind(house, morning(MONDAY))
        assert all(row["seen"] for row in notices(house))


def test_without_a_way_to_send_them_there_are_no_summaries(house: House) -> None:
    assign(house, "a", "kasi", None)
    assert remind(house, morning(MONDAY)) == Counter()


def test_old_notices_are_forgotten(house: House) -> None:
    old = Notice(person="kasi", kind="late", at=morning(MONDAY) - timedelta(days=91))
    house.store.commit(Changes.of(old, Notice(person="kasi", kind="late", at=morning(MONDAY) - timedelta(days=89))))
    assign(house, "a", "kasi", MONDAY)
    remind(house, morning(MONDAY))
    assert house.store.get(Notice, old.id) is None
    assert house.store.count(Notice) == 2


def test_the_command_says_what_it_would_do_and_does_it_once(house: House) -> None:
    def said(*more: str) -> str:
        environ = {"LONTAR_HOME": str(house.settings.home)}
        answer = CliRunner().invoke(lontar, ["remind", *more], env=environ)
        assert answer.exit_code == 0, answer.output
        return answer.output

    today = now().date()
    for n in range(-1, 3):
        assign(house, f"a{n}", "kasi", today + n * DAY)
    (line, *_) = [json.loads(line) for line in said("--dry-run", "--json").splitlines() if '"due"' in line]
    assert line["person"] == "kasi"
    assert "kasi" in said("--dry-run")
    assert told(house) == []
    counts = json.loads(said("--json"))["notices"]
    assert counts["due"] >= 1
    assert said() == "0 notices\n"
