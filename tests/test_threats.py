"""Each threat of docs/threats.md has a test, and each test that it names is there."""

import re

import pytest

from tests.serving import ROOT

PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
NAMED = sorted(set(re.findall(r"`(tests/[^`]+)`", PAGE)))


def test_each_threat_has_a_test() -> None:
    assert len(ROWS) > 30
    assert [row for row in ROWS if "`tests/" not in row] == []


@pytest.mark.parametrize("named", NAMED)
def test_each_test_is_there(named: str) -> None:
    file, *names = named.split("::")
    path = ROOT / file
    assert path.exists()
    assert [name for name in names if not re.search(rf"(def|class) {name}\b", path.read_text("utf-8"))] == []
