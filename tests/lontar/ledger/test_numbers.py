"""Every number of the ledger is that of the list it opens, whoever asks, whatever the office did."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lontar.ledger.calendar import Calendar
from lontar.ledger.follower import rebuild
from lontar.settings import load
from lontar.wiring import open_house
from tests.examples import examples
from tests.lontar.ledger.agreeing import disagreeing, followed, readers, summaries
from tests.lontar.ledger.busy import ACTS, work
from tests.lontar.routing.offices import founded

steps = st.lists(st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 500)), min_size=4, max_size=24)


@settings(max_examples=examples(5, 8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps, st.integers(0, 20))
def test_numbers_are_those_of_lists_and_of_a_rebuilt_summary(done: list[tuple[int, int]], pause: int) -> None:
    with TemporaryDirectory(prefix="ledger-") as home:
        house = open_house(load({"LONTAR_HOME": f"{home}/home"}, Path(home)))
        founded(house)
        for number, (act, choice) in enumerate(done):
            work(house, act, choice)
            if number == pause:
                followed(house)
        followed(house)
        calendar = Calendar.of(house)
        faults = [fault for reader in readers(house) for fault in disagreeing(house, reader, calendar)]
        kept = summaries(house)
        rebuild(house)
        house.close()
        assert faults == []
        assert kept == summaries_of(home)


def summaries_of(home: str) -> dict[str, object]:
    house = open_house(load({"LONTAR_HOME": f"{home}/home"}, Path(home)))
    found = summaries(house)
    house.close()
    return dict(found)
