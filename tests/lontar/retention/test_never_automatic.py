"""Nothing is destroyed by itself: the crew and every follower leave what is due, and what is approved, alone."""

from pathlib import Path

import lontar
from lontar.all_followers import Followers
from lontar.crew import Crew
from lontar.retention import carrying, proposals
from lontar.wiring import House
from office import demo
from schemas.casefile import CaseFile
from schemas.letter import Letter
from schemas.tombstone import Tombstone
from tests.lontar.bare import bare, person
from tests.lontar.retention.office import approved, closed, readied

ROOM = Path(lontar.__file__).parent / "retention"


def test_the_crew_and_the_followers_leave_it_alone_until_somebody_begins(house: House) -> None:
    demo.found(house.store)
    readied(house)
    ani, ids = person(house, "arsiparis"), bare(house, 4)
    due, waits = closed(house, ani, "005/1", ids[:1]), closed(house, ani, "005/2", ids[1:2])
    proposals.propose(house, ani, "destroy", [waits], reason="Habis")
    ready = approved(house, ani, [closed(house, ani, "005/3", ids[2:3])])
    crew = Crew(house, 0)
    crew._swept()
    crew._retained()
    followers = Followers(house)
    while followers.follow():
        pass
    assert not list(house.store.every(Tombstone))
    carrying.begin(house, ani, ready.id, str(ready.number))
    crew._retained()
    assert [row["_id"] for row in house.store.every(Tombstone)] == ids[2:3]
    assert house.store.get(Letter, ids[0])
    assert house.store.load(CaseFile, due).state == "closed"


def test_nothing_but_carrying_and_tombstones_comes_to_destroying() -> None:
    """And nothing but a person's command, page or request begins it."""
    importing: dict[str, set[str]] = {"destroying": set(), "begin": set()}
    root = ROOM.parents[1]
    for file in (*(root / "lontar").rglob("*.py"), *(root / "web").rglob("*.py")):
        text = file.read_text("utf-8")
        if "retention.destroying import" in text:
            importing["destroying"].add(file.stem)
        if "carrying.begin(" in text:
            importing["begin"].add(str(file.relative_to(root)))
        assert "retention.destroying" not in text or file.parent == ROOM
    assert importing["destroying"] == {"carrying", "tombstones"}
    assert importing["begin"] == {
        "lontar/commands/retention.py", "web/api/retention.py", "web/retention/proposals.py",
    }  # fmt: skip
