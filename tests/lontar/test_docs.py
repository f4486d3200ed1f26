"""The reference is complete and of today; the dependencies each have their reason."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from lontar.docs import DOCS, PAGES
from lontar.main import COMMANDS, lontar

ROOT = Path(__file__).resolve().parents[2]


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
            assert re.search(rf"\b{re.escape(line.strip().lower())}\b", page), line


def test_pages_of_the_docs_link_to_what_exists() -> None:
    for page in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
