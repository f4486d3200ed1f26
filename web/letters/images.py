"""Page images, made in a sandbox and kept beside the originals: every one can be made again."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from lontar.wiring import House
from paper.sandbox import Sandbox
from schemas.errors import NotFound
from schemas.page import Page
from schemas.stored import new_id
from store.contract import Row

if TYPE_CHECKING:  # drawing is loaded in the sandbox alone
    from paper.page_image import PageImage

SECONDS = 30.0
_local = threading.local()


def image_of(house: House, letter: Row, file: int, number: int, width: int | None) -> bytes:
    """A page of a file as WebP, upright, `width` pixels wide (None: full size). Raises NotFound, FileFault."""
    one = next((one for one in letter["files"] if one["no"] == file), None)
    page = house.store.get(Page, Page.key(letter["_id"], file, number))
    if one is None or page is None or not page.get("width"):
        raise NotFound(what="Page image")
    rotation = int(page.get("rotation") or 0)
    kept: Path = (
        house.settings.home / "images" / one["sha256"][:2] / f"{one['sha256']}-{number}-{rotation}-{width or 0}.webp"
    )
    if kept.exists():
        return kept.read_bytes()
    with house.originals.path(one["sha256"]) as path:
        drawn: PageImage = _sandbox(house).call(
            "paper.page_image:page_image", path, one["kind"], number, rotation=rotation, width=width, seconds=SECONDS
        )
    _keep(kept, drawn.data)
    return drawn.data


def _sandbox(house: House) -> Sandbox:
    """One for each thread of the web; an idle one gives its memory back by itself."""
    if not hasattr(_local, "sandbox"):
        _local.sandbox = Sandbox(house.settings.paper)
    return _local.sandbox  # type: ignore[no-any-return]


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{new_id()}")
    temporary.write_bytes(content)
    temporary.replace(path)
