"""The reference is complete and of today; the dependencies each have their reason."""

import re
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from lontar.docs import DOCS, PAGES
from lontar.main import COMMANDS, lontar
from lontar.settings import load

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.compile(r"(?:^|[`/|] ?)lontar ([a-z]+)((?:\\\n|[^`\n])*)", re.MULTILINE)
"""A command in a block or between ticks, with what follows on its line and the lines it goes on in."""


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_of_today(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run: python -m lontar.docs"


def test_every_command_is_listed_and_there() -> None:
    modules = {path.stem for path in (ROOT / "lontar" / "commands").glob("*.py")} - {"__init__"}
    assert modules == set(COMMANDS)
    said = CliRunner().invoke(lontar, ["--help"]).output
    assert all(f"  {name} " in said for name in COMMANDS)


def test_each_dependency_has_its_reason() -> None:
    page = (DOCS / "dependencies.md").read_text("utf-8").lower()
    for line in (ROOT / "requirements" / "run.in").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            name = re.split(r"[<>=\[]", line.strip().lower())[0]
            assert re.search(rf"\b{re.escape(name)}\b", page), line


def test_commands_that_the_docs_show_can_be_typed() -> None:
    context = click.Context(lontar)
    found = [shown for page in [ROOT / "README.md", *DOCS.glob("*.md")] for shown in SHOWN.findall(page.read_text())]
    assert {"init", "run", "add"} <= {name for name, _ in found}
    for name, rest in found:
        command = lontar.get_command(context, name)
        assert command is not None, f"lontar {name}"
        known = {option for param in command.params for option in param.opts} | {"--help"}
        assert set(re.findall(r"(?<!\S)--[a-z][a-z-]*", rest)) <= known, f"lontar {name} {rest}"


def test_settings_that_the_docs_show_are_settings() -> None:
    with_settings = "office machines moving reading scale notices deadlines operation"
    pages = [f"{name}.md" for name in with_settings.split()]
    page = "".join((DOCS / name).read_text("utf-8") for name in pages)
    known = {one.name for one in load({}, ROOT).all} | {"config"}  # where the settings stand
    shown = {name for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) for name in tomllib.loads(block)}
    assert shown
    assert shown | {name.lower() for name in re.findall(r"LONTAR_([A-Z_]+)", page)} <= known


def test_metrics_that_the_docs_show_are_measured() -> None:
    measured = set(re.findall(r'"(lontar_[a-z_]+)"', (ROOT / "web" / "health" / "metrics.py").read_text()))
    shown = set(re.findall(r"`(lontar_[a-z_]+)", (DOCS / "scale.md").read_text("utf-8")))
    asked = re.search(r"```yaml\n(.*?)```", (DOCS / "operation.md").read_text("utf-8"), re.DOTALL)
    assert asked
    alerts = {name.removesuffix("_bucket") for name in re.findall(r"\b(lontar_[a-z_]+)", asked[1])}
    assert shown
    assert shown | alerts <= measured


def test_pages_of_the_docs_link_to_what_exists() -> None:
    for page in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
