"""An archive outgrows its machine: into MongoDB, killed on the way there, and back again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lontar.faults import faults
from lontar.finding.find import find
from lontar.followers import IndexFollower, rebuild
from lontar.journey import arrive
from lontar.main import lontar
from lontar.move import Place, move
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_kept
from office.access import Reader
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.move import MOVE, Move
from store import fixity
from store.mongo import MongoStore
from store.opening import open_originals, open_store
from tests import files
from tests.lontar.moving import fill, held, kept, opened
from tests.store.killing import acknowledged_by_the_killed
from tests.store.mongo_stores import database

LETTERS = 40
"""So many that a move is killed four times before its end."""


@pytest.fixture
def address(mongodb_url: str) -> Iterator[str]:
    with database(mongodb_url, "moved") as address:
        yield address


def moved(home: Path, to: str, *more: str, **engines: str) -> dict[str, Any]:
    """What the command says of a move to its end."""
    env = {"LONTAR_HOME": str(home)} | engines
    said = CliRunner().invoke(lontar, ["move", "--to", to, "--json", *more], env=env)
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_an_office_moves_and_works_on_and_moves_back(
    house: House, address: str, console: Reader, tmp_path: Path
) -> None:
    fill(house, console, 3)
    settle(house, 1)
    before, home = kept(house.store), house.settings.home
    said = moved(home, address)
    assert (said["moved"], said["originals"], said["documents"]["letters"]) == (True, 3, 3)
    assert said["settings"] == {"LONTAR_STORE": address, "LONTAR_ORIGINALS": "gridfs:"}
    assert kept(house.store) == before

    engines = {"LONTAR_STORE": address, "LONTAR_ORIGINALS": "gridfs:"}
    new = opened(home, **engines, LONTAR_INDEX=f"tantivy://{tmp_path}/new-index")
    held(new.store, before)
    assert list(fixity.check(new.store, new.originals)) == []
    rebuild(new)
    path = files.written(tmp_path, "surat.pdf", files.pdf())
    (arrived,) = arrive(new, path, "surat.pdf", console, direction="incoming")
    settle(new, 1)
    (entry,) = new.store.find(RegisterEntry, {"letter": arrived.id}, sort=[("received_at", 1)])
    assert entry["agenda_number"] == 4
    assert [hit["id"] for hit in find(new, console, "perbaiki gantung")["hits"]] == [arrived.id]
    assert len(find(new, console, "jembatan")["hits"]) == 4
    IndexFollower(new).catch_up()
    assert list(faults(new, lambda said: None)) == []
    there = kept(new.store)
    new.close()

    back = f"sqlite://{tmp_path}/back.db"
    moved(home, back, "--originals", f"file://{tmp_path}/back", **engines)
    again = opened(home, LONTAR_STORE=back, LONTAR_ORIGINALS=f"file://{tmp_path}/back")
    held(again.store, there)
    assert list(fixity.check(again.store, again.originals)) == []
    again.close()


def test_a_wrong_password_is_said_and_not_shown(house: House, address: str, console: Reader) -> None:
    fill(house, console, 1)
    to = address.replace("://", "://budi:rahasia@")
    said = CliRunner().invoke(lontar, ["move", "--to", to], env={"LONTAR_HOME": str(house.settings.home)})
    assert (said.exit_code, "does not accept the user and password in --to" in said.output) == (2, True)
    assert "rahasia" not in said.output


def both(home: Path, address: str) -> tuple[Place, Place]:
    store, originals = open_kept(load({"LONTAR_HOME": str(home)}, home))
    target = open_store(address, home)
    return Place("old", store, originals), Place("new", target, open_originals("gridfs:", home, address))


def told_move(home: Path, address: str, told: Any) -> None:
    move(*both(home, address), "wira", told.send)


def test_a_killed_move_goes_on_and_ends_whole(house: House, address: str, console: Reader) -> None:
    fill(house, console, LETTERS)
    before, home = kept(house.store), house.settings.home
    said = acknowledged_by_the_killed(told_move, home, address)
    assert any(one.startswith("Copied: originals") for one in said)
    moved(home, address)
    store = MongoStore(address)
    held(store, before)
    assert store.count(Letter) == LETTERS
    assert store.get(Move, MOVE) is None
    new = opened(home, LONTAR_STORE=address, LONTAR_ORIGINALS="gridfs:")
    assert list(fixity.check(new.store, new.originals)) == []
    new.close()
    store.close()
