"""`--as PERSON` on every command that knows it: letters of others are not there, whatever is done with them."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from lontar.main import COMMANDS, lontar
from lontar.wiring import House
from tests import files
from tests.demo import demo_house
from tests.lontar.finding import followed, understood

OF_THE_INSTALLATION = {
    "init", "run", "work", "follow", "read", "status", "check", "understand", "reindex", "move", "users", "units",
    "vocabularies", "templates", "samples", "bench", "settings", "remind",
    "sign", "verify", "restore", "tokens",
}  # fmt: skip
"""Commands that work for whoever runs the archive and has its files; none of them shows what a letter says."""
BRINGS = {"add"}
"""Commands that bring letters in."""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    with demo_house(tmp_path) as house:
        yield house


def commands() -> dict[str, click.Command]:
    context = click.Context(lontar)
    return {name: found for name in COMMANDS if (found := lontar.get_command(context, name))}


def test_every_command_is_for_a_person_or_for_the_installation() -> None:
    narrowed = {name for name, one in commands().items() if any("--as" in option.opts for option in one.params)}
    assert narrowed | OF_THE_INSTALLATION == set(COMMANDS)
    assert narrowed & OF_THE_INSTALLATION == set()


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - OF_THE_INSTALLATION - BRINGS))
def test_no_command_tells_of_a_letter_of_another_unit(house: House, name: str) -> None:
    values = {"subject": "Perbaikan jembatan", "tags": ["rahasiaku"]}
    ids = [understood(house, "jembatan rusak", unit="setda", **values) for _ in range(2)]
    followed(house)
    arguments = [one for one in commands()[name].params if isinstance(one, click.Argument)]
    takes_ids = any((one.name or "").startswith("id") for one in arguments)
    asked = ids[: 2 if name == "merge" else 1] if takes_ids else ["rusak"] if name in ("search", "letters") else []
    asked = ["register", *asked] if name == "agenda" else asked
    extra = ["--order", "1"] if name == "arrange" else []
    before = house.store.sealed()
    answer = CliRunner().invoke(lontar, [name, *asked, *extra, "--as", "kades@sukamaju.example"])
    assert "jembatan" not in answer.output
    assert "rahasiaku" not in answer.output
    assert takes_ids or not any(id in answer.output for id in ids)
    assert not takes_ids or answer.exit_code == 1
    assert house.store.sealed() == before


def test_what_a_person_may_not_bring_in_is_refused(house: House) -> None:
    path, before = files.written(house.settings.home, "surat.pdf", files.pdf()), house.store.sealed()
    answer = CliRunner().invoke(lontar, ["add", str(path), "--as", "pemeriksa@sukamaju.example"])
    assert answer.exit_code == 1
    assert house.store.sealed() == before
