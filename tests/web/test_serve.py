"""The web server by itself, as containers start it: what it cannot begin with is a sentence and an end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT


@pytest.mark.parametrize(
    ("setting", "value", "code", "said"),
    [
        ("LONTAR_STORE", "mongodb://127.0.0.1:1/lontar", 3, "(LONTAR_STORE) cannot be reached: [Errno 111]"),
        ("LONTAR_INDEX", "http://127.0.0.1:port/surat", 2, "LONTAR_INDEX=http://127.0.0.1:port/surat (in the env"),
        ("LONTAR_INDX", "tantivy:", 2, "did you mean LONTAR_INDEX?"),
    ],
)
def test_what_cannot_be_used_ends_it_with_a_sentence(
    setting: str, value: str, code: int, said: str, tmp_path: Path
) -> None:
    environ = os.environ | {"LONTAR_HOME": str(tmp_path / "home"), setting: value}
    command = [sys.executable, "-m", "web.serve"]
    ended = subprocess.run(command, check=False, env=environ, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (code, 1)
    assert said in ended.stderr
