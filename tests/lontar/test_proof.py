"""What docs/proof.md names is there: each test, each measurement, each page."""

import re

import pytest

from lontar.commands.bench import NAMES
from lontar.docs import DOCS

ROOT = DOCS.parent
KINDS = ("real", "stand-in", "not run")


def rows() -> list[tuple[str, str, list[str]]]:
    """Claim, on what it ran, by what."""
    lines = (DOCS / "proof.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [(claim, ran, re.findall(r"`([^`]+)`", by)) for claim, ran, by in cells if claim != "claim"]


@pytest.mark.parametrize(("claim", "ran", "by"), rows(), ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_each_claim_says_on_what_it_ran_and_names_what_is_there(claim: str, ran: str, by: list[str]) -> None:
    assert ran.startswith(KINDS)
    assert by
    for one in by:
        if one.startswith("lontar bench "):
            assert one.split()[2] in NAMES
        elif one.startswith("python -m "):
            module = one.split()[2].replace(".", "/")
            assert (ROOT / f"{module}.py").exists() or (ROOT / module).is_dir()
        else:
            assert (ROOT / one.partition("::")[0]).exists(), one


def test_every_real_server_of_the_tests_is_spoken_of() -> None:
    page = (DOCS / "proof.md").read_text("utf-8")
    assert all(name in page for name in ("MongoDB", "Elasticsearch", "Redis", "veraPDF", "EU DSS", "BSrE", "Docker"))
