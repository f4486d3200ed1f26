"""LibreOffice for tests: a tiny stand-in named soffice on the PATH, or the real one where it is installed.

The stand-in shows what is done around the program. What the program itself does is asked of the real one alone.
"""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from paper import libreoffice
from tests import files

REAL = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(REAL is None, reason="LibreOffice (soffice) is not installed here")
SCRIPT = """#!{python}
import json, os, sys, time
from pathlib import Path
folder, profile = Path(sys.argv[-2]), Path(sys.argv[1].partition("file://")[2])
seen = {{"args": sys.argv[1:], "environ": dict(os.environ), "folder": str(folder), "source": sys.argv[-1],
        "profile": (profile / "user" / "registrymodifications.xcu").read_text()}}
with Path({log!r}).open("a") as log:
    log.write(json.dumps(seen) + "\\n")
{does}
"""
PRINTS = "(folder / 'document.pdf').write_bytes(Path({pdf!r}).read_bytes())"


class StandIn:
    """What it prints is always the same PDF, of two pages unless another is given; `does` is Python of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._log = folder, folder / "calls"
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setattr(libreoffice, "PROGRAM", "soffice")
        self.prints(files.pdf(pages=2))

    def prints(self, content: bytes) -> None:
        self.does(PRINTS.format(pdf=str(files.written(self.folder, "printed.pdf", content))))

    def does(self, python: str) -> None:
        program = self.folder / "soffice"
        program.write_text(SCRIPT.format(python=sys.executable, log=str(self._log), does=python))
        program.chmod(0o755)

    @property
    def calls(self) -> list[dict[str, Any]]:
        """What it was given and saw, each time it ran."""
        return [json.loads(line) for line in self._log.read_text().splitlines()] if self._log.exists() else []
