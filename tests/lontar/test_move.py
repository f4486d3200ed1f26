"""An archive moves into another store: what it refuses, what it finds, what it leaves alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lontar.errors import HalfMoved, WrittenMeanwhile
from lontar.main import lontar
from lontar.move import Place, move
from lontar.supervisor import only_one
from lontar.wiring import House
from office.access import Reader
from schemas.errors import WrongUse
from schemas.letter import Letter
from schemas.move import MOVE, Move
from schemas.unit import Unit
from schemas.work import Work
from store import fixity
from store.changes import Changes, Put
from store.directory import DirectoryOriginals
from store.sqlite import SqliteStore
from tests.lontar.moving import bring, damage, fill, held, kept, new_place, opened, other_archive, place

LETTERS = 3


@pytest.fixture
def archive(house: House, console: Reader) -> House:
    fill(house, console, LETTERS)
    return house


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Place]:
    target = new_place(tmp_path)
    yield target
    target.store.close()


def quiet(said: str) -> None:
    """Nobody looks."""


def once(when: str, act: Callable[[], object]) -> Callable[[str], None]:
    """Does something the first time that progress says this."""
    waiting = [act]
    return lambda said: waiting.pop()() if waiting and said.startswith(when) else None


def test_the_new_store_is_the_old_one_and_one_event_more(archive: House, target: Place) -> None:
    before = kept(archive.store)
    found = move(place(archive), target, "wira", quiet)
    assert (found.differing, found.before, found.originals) == ([], [], LETTERS)
    last = held(target.store, before)
    assert last["operator"] == "wira"
    values = target.store.events(last["sequence"] - 1)[0]["values"]["after"]
    assert (values["from"], values["originals"], values["documents"]["letters"]) == ("sqlite:", LETTERS, LETTERS)
    assert list(fixity.check(target.store, target.originals)) == []
    assert kept(archive.store) == before
    assert move(place(archive), target, "wira", quiet).already
    held(target.store, before)


def test_half_an_archive_is_opened_by_nothing_and_the_move_goes_on(
    archive: House, target: Place, tmp_path: Path
) -> None:
    def end() -> None:
        raise KeyboardInterrupt

    before = kept(archive.store)
    for when in ("Copied: letters", "Copied: originals 2", "Compared: letters"):
        with pytest.raises(KeyboardInterrupt):
            move(place(archive), target, "wira", once(when, end))
        with pytest.raises(HalfMoved, match="lontar move"):
            opened(tmp_path / "home", LONTAR_STORE=f"sqlite://{tmp_path}/new.db")
    move(place(archive), target, "wira", quiet)
    held(target.store, before)


def test_what_changed_between_two_halves_is_brought_too(archive: House, target: Place, console: Reader) -> None:
    """Also where a unique key went from one document to another."""

    def end() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(place(archive), target, "wira", once("Compared", end))
    first, second = archive.store.load(Unit, "dpu"), archive.store.load(Unit, "cempaka")
    first.code, second.code, taken = "FREE", "DPU", first.code
    assert taken == second.code
    archive.store.commit(Changes.of(first))
    archive.store.commit(Changes.of(second))
    bring(archive, console, [LETTERS])
    assert not move(place(archive), target, "wira", quiet).differing
    held(target.store, kept(archive.store))


@pytest.mark.parametrize("kind", [Letter, Work])
def test_a_store_that_is_written_to_meanwhile_is_no_end(archive: House, target: Place, kind: type[Letter]) -> None:
    other = SqliteStore(archive.settings.home / "lontar.db")  # as another process has it

    def write() -> None:
        row = next(other.every(kind))
        other.commit(Changes(puts=(Put(other.load(kind, row["_id"])),)))

    with pytest.raises(WrittenMeanwhile, match="Nothing is lost"):
        move(place(archive), target, "wira", once("Compared: work", write))
    assert target.store.get(Move, MOVE)
    assert not move(place(archive), target, "wira", quiet).differing
    held(target.store, kept(archive.store))
    other.close()


def test_what_differs_is_named_and_then_brought(archive: House, target: Place) -> None:
    row = next(target_row for target_row in archive.store.every(Letter))

    def meddle() -> None:
        target.store.receive(Letter, [row | {"tags": ["meddled"]}], gone=[row["_id"]])
        target.store.advance("notices", 5)

    found = move(place(archive), target, "wira", once("Compared: entries", meddle))
    assert [str(fault) for fault in found.differing] == [
        f"altered  letters/{row['_id']}: the new store has another one",
        "altered  cursors/notices: 5 instead of 4",
    ]
    assert target.store.get(Move, MOVE)
    assert not move(place(archive), target, "wira", quiet).differing
    held(target.store, kept(archive.store))


def test_what_was_damaged_before_is_named_and_the_rest_is_moved(archive: House, target: Place) -> None:
    (sha256, _), *_ = archive.originals.every()
    assert isinstance(archive.originals, DirectoryOriginals)
    damage(archive.originals, sha256)
    found = move(place(archive), target, "wira", quiet)
    assert (found.differing, [fault.thing for fault in found.before]) == ([], [f"originals/{sha256}"])
    assert (found.originals, target.originals.has(sha256)) == (LETTERS - 1, False)
    held(target.store, kept(archive.store))


def test_a_target_that_holds_anything_else_is_left_alone(
    archive: House, target: Place, tmp_path: Path, console: Reader
) -> None:
    other = other_archive(tmp_path, console)
    before = kept(other.store)
    for store, originals, why in (
        (archive.store, archive.originals, "the store of this archive"),
        (other.store, archive.originals, "something is in it already"),
        (target.store, other.originals, "originals are there"),
    ):
        with pytest.raises(WrongUse, match=why):
            move(place(archive), Place("it", store, originals), "wira", quiet)
    target.store.commit(Changes.of(Move(id=MOVE, archive="another")))
    with pytest.raises(WrongUse, match="half of another archive"):
        move(place(archive), target, "wira", quiet)
    assert kept(other.store) == before
    assert archive.store.get(Move, MOVE) is None
    other.close()


def test_nothing_is_not_moved(house: House, target: Place) -> None:
    with pytest.raises(WrongUse, match="set LONTAR_STORE to the new address"):
        move(place(house), target, "wira", quiet)


def called(house: House, *options: str, given: str = "") -> Result:
    env = {"LONTAR_HOME": str(house.settings.home)}
    return CliRunner().invoke(lontar, ["move", *options], env=env, input=given)


def test_the_command_names_what_comes_next_and_hides_the_password(archive: House, tmp_path: Path) -> None:
    said = called(archive, "--to", "-", "--originals", "file:", given=f"sqlite://{tmp_path}/new.db\n")
    assert said.exit_code == 0, said.output
    assert f"set LONTAR_STORE=sqlite://{tmp_path}/new.db\n  set LONTAR_ORIGINALS=file:\n  lontar reindex" in said.output
    assert "The archive it was copied from is untouched" in said.output
    house = opened(tmp_path / "home", LONTAR_STORE=f"sqlite://{tmp_path}/new.db")
    assert house.store.count(Letter) == LETTERS
    house.close()


@pytest.mark.parametrize(
    ("to", "more", "why"),
    [
        ("sqlite:", (), "it is the store of this archive"),
        ("elsewhere", (), "--to=elsewhere cannot be used"),
        ("mongodb://[::1/letters", (), "--to=mongodb://[::1/letters cannot be used"),
        ("mongodb://ani:rahasia@127.0.0.1:1/", (), "--to cannot be used: it must name a database"),
        ("sqlite:new.db", ("--originals", "gridfs:"), "--originals=gridfs: cannot be used"),
    ],
)
def test_an_address_that_cannot_be_is_a_sentence(
    archive: House, monkeypatch: pytest.MonkeyPatch, to: str, more: tuple[str, ...], why: str
) -> None:
    monkeypatch.chdir(archive.settings.home)  # new.db is opened before the originals are refused
    said = called(archive, "--to", to, *more)
    assert said.exit_code == 2
    assert why in said.output
    assert "rahasia" not in said.output


def test_an_archive_in_use_is_not_moved(archive: House, tmp_path: Path) -> None:
    with only_one(archive.settings.home):
        said = called(archive, "--to", f"sqlite://{tmp_path}/new.db")
    assert (said.exit_code, "Another `lontar run`" in said.output) == (3, True)
    assert not (tmp_path / "new.db").exists()
