"""The crest of a letterhead: a picture that somebody uploads, drawn in the sandbox before it is kept or shown."""

from pathlib import Path
from typing import TYPE_CHECKING

from lontar.wiring import House
from paper.kinds import JPEG, PNG, kind_of
from paper.sandbox import Sandbox
from paper.settings import WIDTHS
from schemas.errors import WrongUse

if TYPE_CHECKING:  # drawing is loaded in the sandbox alone
    from paper.page_image import PageImage

KINDS = (PNG, JPEG)
LARGEST = 2 * 1024 * 1024
SECONDS = 20.0
DRAW = "paper.page_image:page_image"


def keep(house: House, path: Path, name: str) -> str:
    """The sha256 under which the picture is kept among the originals. Raises WrongUse, FileFault."""
    if path.stat().st_size > LARGEST:
        raise WrongUse(what=name, why="a crest has at most 2 MB", field="crest")
    _drawn(house, path, name)
    sha256, _ = house.originals.put(path, name)
    return sha256


def picture(house: House, sha256: str) -> bytes:
    """The crest as WebP. Raises NotFound."""
    with house.originals.path(sha256) as path:
        return _drawn(house, path, sha256)


def _drawn(house: House, path: Path, name: str) -> bytes:
    kind = kind_of(path)
    if kind not in KINDS:
        raise WrongUse(what=name, why="a crest must be a PNG or JPEG picture", field="crest")
    with Sandbox(house.settings.paper) as sandbox:
        how = {"width": WIDTHS[1], "settings": sandbox.settings}
        drawn: PageImage = sandbox.call(DRAW, path, kind, 1, **how, seconds=SECONDS)
        return drawn.data
