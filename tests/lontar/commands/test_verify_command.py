"""lontar verify: one line a file, in the sandbox, whatever the files are."""

import json
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.signed import Authorities
from lontar.main import lontar
from signing.authority import SINCE
from tests.files import pdf

NOW = datetime.now(UTC)
THEN = datetime(2023, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def office() -> Authorities:
    return Authorities()


def verify(home: Path, *words: str) -> Result:
    with chdir(home):
        return CliRunner().invoke(lontar, ["verify", *words], env={"LONTAR_HOME": str(home / "home")})


def test_each_file_has_a_line_and_those_that_fail_are_named(office: Authorities, tmp_path: Path) -> None:
    good = office.sign(pdf(), "B-LT")
    (tmp_path / "good.pdf").write_bytes(good)
    (tmp_path / "plain.pdf").write_bytes(pdf())
    (tmp_path / "torn.pdf").write_bytes(good.replace(b"72 760", b"72 761", 1)[:-200])
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    trust = office.trust(tmp_path / "roots")
    files = ("good.pdf", "away.pdf", "plain.pdf", "torn.pdf", "noise.bin", str(trust))
    done = verify(tmp_path, *files, "--trust", "roots", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.exit_code, [row["file"] for row in rows]) == (1, list(files))
    assert [row.get("verdict") for row in rows] == ["valid", None, "unsigned", "unverifiable", "unverifiable", None]
    assert [row["error"]["code"] for row in rows if "error" in row] == ["not-found", "wrong-use"]
    (one,) = rows[0]["signatures"]
    names = {"signer", "intact", "trusted", "level", "time", "coverage", "changes", "chain", "algorithms"}
    assert names <= one.keys()
    assert (one["signer"], one["intact"], one["trusted"], one["level"]) == ("Sri Contoh", True, True, "B-LT")
    assert rows[0]["at"].startswith(str(NOW.year))
    assert rows[4]["reasons"][0]["code"] == "not-a-pdf"
    told = verify(tmp_path, "good.pdf", "plain.pdf", "--trust", "roots")
    assert (told.exit_code, told.stdout.count("\n")) == (0, 2)
    assert told.stdout.startswith("good.pdf: valid; Sri Contoh (B-LT, ")


def test_the_folder_of_the_office_and_the_moment_that_is_asked_for(office: Authorities, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    office.trust(tmp_path / "home" / "trust", THEN)
    gone = office.signer(valid=(SINCE, THEN + timedelta(days=30)))
    (tmp_path / "old.pdf").write_bytes(office.sign(pdf(), "B-B", gone, at=THEN))
    said = {}
    for moment in ("2023-06-01", "2023-06-02T09:00+07:00", "2030-01-01"):
        (row,) = map(json.loads, verify(tmp_path, "old.pdf", "--at", moment, "--json").stdout.splitlines())
        said[moment] = (row["verdict"], [why["code"] for why in row["reasons"]], row["at"])
    assert said == {
        "2023-06-01": ("valid", [], "2023-06-01T23:59:59.999+00:00"),
        "2023-06-02T09:00+07:00": ("valid", [], "2023-06-02T02:00:00.000+00:00"),
        "2030-01-01": ("unverifiable", ["expired"], "2030-01-01T23:59:59.999+00:00"),
    }


def test_wrong_use_is_said(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(pdf())
    for words in ((), ("plain.pdf", "--at", "soon"), ("plain.pdf", "--trust", "nowhere")):
        assert verify(tmp_path, *words).exit_code == 2, words
