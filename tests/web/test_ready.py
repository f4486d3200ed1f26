"""/readyz names each engine; only where no page can be shown it says so by its status."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lontar.settings import load
from lontar.wiring import House, open_house
from schemas.errors import Unavailable
from tests.search.pretending import nobody
from web.app import create_app


def away(*_: Any) -> None:
    raise Unavailable(what="It", why="it is gone at mongodb://10.0.0.7")


class Gone:
    """An engine that answers nothing that is asked of it here."""

    count = has = staticmethod(away)

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def asked(house: House) -> tuple[int, list[str]]:
    answer = create_app(house).test_client().get("/readyz")
    return answer.status_code, answer.text.splitlines()


@pytest.mark.parametrize("name", ["store", "originals"])
def test_without_store_or_originals_no_page_can_be_shown(tmp_path: Path, name: str) -> None:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    status, lines = asked(replace(house, **{name: Gone(getattr(house, name))}))
    house.close()
    assert (status, lines[0], f"{name}: away" in lines) == (503, "not ready", True)
    assert "10.0.0.7" not in " ".join(lines)  # where an engine is, is nobody's business outside


def test_without_index_and_queue_pages_are_shown(tmp_path: Path) -> None:
    settings = {"LONTAR_INDEX": f"{nobody()}/surat", "LONTAR_WORK": "redis://127.0.0.1:1/0"}
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")} | settings, tmp_path))
    status, lines = asked(house)
    house.close()
    assert (status, lines) == (200, ["ready", "store: ok", "originals: ok", "index: away", "queue: away"])
