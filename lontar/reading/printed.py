"""A .docx or .odt as LibreOffice prints it: a PDF from which its pages are read and drawn.

It is kept beside the page images, under the hash of its original as they are, and like them it can be made again: what
clears away the images of an original clears it away too. Nobody is served it; page images of it are, by the letter.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lontar.wiring import House
from paper import libreoffice
from paper.errors import FileFault, NotPrinted
from paper.kinds import PDF, PRINTED
from paper.sandbox import Sandbox
from store.disk import demand_room, told, write_whole

SECONDS = 90.0
"""A letter takes four seconds on an idle machine, 1,000 pages of plain text 22; less than a lease, which is renewed
behind it."""


def print_once(house: House, sandbox: Sandbox, sha256: str, kind: str) -> NotPrinted | None:
    """Have the PDF made, where the kind has one, LibreOffice is here and it is not yet; the fault if it cannot be.

    Raises NotFound, DiskFull, Unavailable."""
    to = _place(house, sha256)
    if kind not in PRINTED or to.exists() or not libreoffice.command():
        return None
    with house.originals.path(sha256) as path:
        try:
            made = as_pdf(sandbox, path, kind)
        except NotPrinted as fault:
            return fault
    with told(to.name):
        to.parent.mkdir(parents=True, exist_ok=True)
    demand_room(to, len(made), to.name)
    write_whole(to, made)
    return None


def as_pdf(sandbox: Sandbox, path: Path, kind: str) -> bytes:
    """Raises NotPrinted, Unavailable."""
    try:
        made: bytes = sandbox.call("paper.libreoffice:as_pdf", libreoffice.command(), path, kind, seconds=SECONDS)
    except NotPrinted:
        raise
    except FileFault as fault:
        raise NotPrinted(why=fault.title.lower()) from fault
    return made


def is_printed(house: House, file: Mapping[str, Any]) -> bool:
    return file["kind"] in PRINTED and _place(house, file["sha256"]).exists()


@contextmanager
def opened(house: House, sha256: str, kind: str) -> Iterator[tuple[Path, str]]:
    """What the pages of an original are read and drawn from, and its kind: the PDF where there is one.

    Raises NotFound."""
    if kind in PRINTED and (pdf := _place(house, sha256)).exists():
        yield pdf, PDF
        return
    with house.originals.path(sha256) as path:
        yield path, kind


def images(house: House, sha256: str) -> Path:
    """The folder of what is drawn and printed of an original; the names in it begin with its hash."""
    return house.settings.home / "images" / sha256[:2]


def _place(house: House, sha256: str) -> Path:
    return images(house, sha256) / f"{sha256}.pdf"
