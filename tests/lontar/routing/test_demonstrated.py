"""What a newcomer finds in the inboxes of the demo."""

from collections import Counter
from pathlib import Path

from lontar.journey import arrive
from lontar.routing.demonstrated import begun
from lontar.wiring import House
from office import demo
from office.access import installation
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from tests import files


def test_letters_of_the_demo_stand_in_every_state_and_once(house: House, tmp_path: Path) -> None:
    demo.found(house.store)
    for unit in ("setda", "dpu", "rawabening", "cempaka"):
        for number in range(5):
            path = files.written(tmp_path, f"{unit}{number}.pdf", files.pdf((f"Hal : Jembatan {unit} {number}",)))
            arrive(house, path, path.name, installation("tests"), unit=unit, direction="incoming")
    begun(house)
    handling = Counter(row["handling"] for row in house.store.every(RegisterEntry))
    assert handling == {"waiting": 11, "in-hand": 6, "closed": 3}
    states = Counter(row["state"] for row in house.store.every(Assignment) if row.get("disposition"))
    assert states["unread"] >= 3
    assert states.keys() == {"unread", "in-progress", "done", "declined"}
    last = house.store.sealed()
    begun(house)
    assert house.store.sealed() == last
