"""Page images, made in a sandbox and kept beside the originals: every one can be made again."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from queue import LifoQueue
from typing import TYPE_CHECKING

import paper.settings
from lontar.reading import printed
from lontar.wiring import House
from paper.sandbox import Sandbox
from schemas.errors import NotFound, Unavailable
from schemas.page import Page
from store.contract import Row
from store.disk import demand_room, write_whole

if TYPE_CHECKING:  # drawing is loaded in the sandbox alone
    from paper.page_image import PageImage

SECONDS = 30.0
SANDBOXES = 2
"""So many pages are drawn at once by one process of the web: a letter opened asks for a dozen thumbnails, and a
sandbox for each of its threads would take half a gigabyte."""


@dataclass(frozen=True)
class Drawn:
    """The bytes of a WebP image; `name` differs whenever they may."""

    name: str
    data: bytes


def image_of(house: House, letter: Row, file: int, number: int, width: int | None) -> Drawn:
    """A page of a file as WebP, upright, `width` pixels wide (None: full size). Raises NotFound, FileFault.

    A page that nobody has read yet is drawn as it lies."""
    one = next((one for one in letter["files"] if one["no"] == file), None)
    if one is None:
        raise NotFound(what="Page image")
    page = house.store.get(Page, Page.key(letter["_id"], file, number)) or {}
    rotation = int(page.get("rotation") or 0)
    name = f"{one['sha256']}-{number}-{rotation}-{width or 0}"
    kept = printed.images(house, one["sha256"]) / f"{name}.webp"
    if kept.exists():
        return Drawn(name, kept.read_bytes())
    with _sandbox(house.settings.paper) as sandbox:
        if page.get("width"):
            printed.print_once(house, sandbox, one["sha256"], one["kind"])  # a PDF that was lost is made again
        with printed.opened(house, one["sha256"], one["kind"]) as (path, kind):
            how = {"rotation": rotation, "width": width, "settings": sandbox.settings}
            drawn: PageImage = sandbox.call("paper.page_image:page_image", path, kind, number, **how, seconds=SECONDS)
    with suppress(Unavailable):  # on a full disk it is drawn each time
        demand_room(house.settings.home, len(drawn.data), kept.name)
        write_whole(kept, drawn.data)
    return Drawn(name, drawn.data)


@contextmanager
def _sandbox(settings: paper.settings.Settings) -> Iterator[Sandbox]:
    """One of those of this process, the last one used first; an idle one gives its memory back by itself."""
    free = _free(settings)
    sandbox = free.get()
    try:
        yield sandbox
    finally:
        free.put(sandbox)


@cache
def _free(settings: paper.settings.Settings) -> "LifoQueue[Sandbox]":
    free: LifoQueue[Sandbox] = LifoQueue()
    for _ in range(SANDBOXES):
        free.put(Sandbox(settings))
    return free
