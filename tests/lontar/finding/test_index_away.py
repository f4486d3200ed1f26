"""An index on a server that is away: the rest of the archive works, and says what is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.followers import IndexFollower
from lontar.settings import load
from lontar.status import status
from lontar.wiring import House, open_house
from tests.search.pretending import nobody


@pytest.fixture
def without(tmp_path: Path) -> Iterator[House]:
    settings = {"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_INDEX": f"{nobody()}/surat"}
    house = open_house(load(settings, tmp_path))
    yield house
    house.close()


def test_the_status_says_why_and_all_the_rest(without: House) -> None:
    found = status(without)
    assert found["index"]["error"]["code"] == "index-away"
    assert "letters are safe" in found["index"]["error"]["message"]
    assert found["store"]["bytes"] > 0


def test_the_follower_waits_and_says_so_once(without: House, caplog: pytest.LogCaptureFixture) -> None:
    follower = IndexFollower(without)
    assert [follower.follow(), follower.follow()] == [0, 0]
    (said,) = [record.getMessage() for record in caplog.records if record.name == "lontar.index"]
    assert said.startswith("the index waits: Search is away")
