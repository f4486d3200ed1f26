"""Each threat of docs/threats.md has a test, and each test that it names is there."""

import re

import pytest

from tests.serving import ROOT

PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")
CLOSED = PAGE.partition("## Not closed yet")[0]
ROWS = [line for line in CLOSED.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
NAMED = sorted(set(re.findall(r"`(tests/[^`]+)`", CLOSED)))


def test_each_threat_has_a_test() -> None:
    assert len(ROWS) > 30
    assert [row for row in ROWS if "`tests/" not in row] == []


@pytest.mark.parametrize("named", NAMED)
def test_each_test_is_there(named: str) -> None:
    file, _, name = named.partition("::")
    path = ROOT / file
    assert path.exists()
    assert not name or f"def {name}(" in path.read_text("utf-8")
