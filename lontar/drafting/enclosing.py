"""Files that go with a draft: looked at in the sandbox before they are kept, byte for byte."""

from pathlib import Path

from drafting import enclosing
from drafting.drafting import demand_state
from drafting.errors import NotEnclosed
from ingest.errors import EmptyFile
from ingest.names import file_name
from lontar import scratch
from lontar.arriving import arriving
from lontar.drafting.acts import draft_for, on
from lontar.errors import FileTooLarge, TooMany
from lontar.intake.uploads import MOST_PARTS
from lontar.reading.pages import count_pages
from lontar.reading.printed import as_pdf
from lontar.wiring import House
from office.access import Reader
from office.actor import Actor
from paper import libreoffice
from paper.errors import Damaged, FileFault, Locked, PageTooLarge, TooManyPages
from paper.kinds import IMAGES, PDF, PRINTED, is_locked_office, kind_of
from paper.sandbox import Sandbox
from schemas.draft import WRITABLE, Draft, Enclosure
from schemas.errors import NotFound
from schemas.stored import now
from store.changes import Changes
from store.disk import told

ACTION = "draft.write"
DRAW_SECONDS, DRAWN = 30.0, 160
SAID = (Damaged, EmptyFile, Locked, PageTooLarge, TooManyPages)
"""Faults whose own words hold for a file that is not kept."""


def enclose(house: House, reader: Reader, id: str, path: Path, name: str) -> list[int]:
    """One file more, the last one; nothing where the draft has it already.

    Raises NotFound, Forbidden, DraftElsewhere, TooMany, FileTooLarge, DiskFull, and FileFault for what is no PDF, no
    picture nor a document that is printed here, or cannot be read."""
    _demand_room(Draft.unpacked(draft_for(house, reader, id, ACTION)))
    name, most = file_name(name), house.settings.web.upload_bytes
    with told(name):
        size = path.stat().st_size
    if size > most:
        raise FileTooLarge(file=name, size=size >> 20, limit=most >> 20)
    kind, pages = _looked_at(house, path, name)
    sha256, size = house.originals.put(path, name)
    file = Enclosure(name=name, sha256=sha256, size=size, kind=kind, pages=pages, added_by=reader.person)

    def decide(draft: Draft) -> Changes:
        _demand_room(draft)
        return enclosing.enclosed(draft, Actor(reader), file, now()) + arriving(house, {sha256: path})

    return on(house, reader, id, ACTION, decide)


def leave_out(house: House, reader: Reader, id: str, sha256: str) -> list[int]:
    """Raises NotFound, Forbidden, DraftElsewhere."""
    return on(house, reader, id, ACTION, lambda draft: enclosing.left_out(draft, Actor(reader), sha256, now()))


def move(house: House, reader: Reader, id: str, sha256: str, to: int) -> list[int]:
    """As number `to` of them. Raises NotFound, Forbidden, DraftElsewhere, WrongUse."""
    return on(house, reader, id, ACTION, lambda draft: enclosing.moved(draft, Actor(reader), sha256, to, now()))


def put_back(house: House, reader: Reader, id: str, sequence: int) -> list[int]:
    """What the event of this number left out, where it was. Raises NotFound, Forbidden, DraftElsewhere, TooMany."""
    event = next(iter(house.store.events(sequence - 1, 1)), {}) if sequence > 0 else {}
    before = (event.get("values") or {}).get("before")
    if (event.get("verb"), event.get("thing")) != (f"draft.{enclosing.LEFT_OUT}", f"drafts/{id}") or not before:
        raise NotFound(what="Enclosure")

    def decide(draft: Draft) -> Changes:
        _demand_room(draft)
        return enclosing.enclosed(draft, Actor(reader), Enclosure(**before["file"]), now(), before["place"])

    return on(house, reader, id, ACTION, decide)


def _demand_room(draft: Draft) -> None:
    """Raises DraftElsewhere, TooMany."""
    demand_state(draft, *WRITABLE)
    if len(draft.enclosures) >= MOST_PARTS - 1:  # the letter itself is one of its files
        raise TooMany(what="Enclosures", most=MOST_PARTS - 1)


def _looked_at(house: House, path: Path, name: str) -> tuple[str, int]:
    """The kind of a file and its number of pages, of which the first was drawn. Raises FileFault, naming it."""
    try:
        with told(name):
            kind = _kind(path)
        with Sandbox(house.settings.paper) as sandbox, scratch.folder(house.settings.home, name) as folder:
            drawn, shown = path, kind
            if kind in PRINTED:
                drawn, shown = folder / "printed.pdf", PDF
                drawn.write_bytes(as_pdf(sandbox, path, kind))
            pages = count_pages(sandbox, drawn, shown)
            how = {"width": DRAWN, "settings": sandbox.settings}
            sandbox.call("paper.page_image:page_image", drawn, shown, 1, **how, seconds=DRAW_SECONDS)
    except (NotEnclosed, *SAID) as fault:
        raise fault.named(name) from fault
    except FileFault as fault:
        raise NotEnclosed(file=name, why=fault.title) from fault
    return kind, pages


def _kind(path: Path) -> str:
    """Raises EmptyFile, Locked, NotEnclosed."""
    if path.stat().st_size == 0:
        raise EmptyFile
    kind = kind_of(path)
    if kind in {PDF, *IMAGES} or (kind in PRINTED and libreoffice.command()):
        return str(kind)
    if kind is None and is_locked_office(path):
        raise Locked
    raise NotEnclosed(why="it is of no kind that has pages")
