"""The journey of a letter, in the one place where its order is written: arrive, read, understand; then it is indexed.

A letter exists from the moment its bytes are safe. Whatever fails later leaves a letter that can be found, with an
error that says what to do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from ingest.names import file_name
from ingest.unfold import Part, unfold
from lontar import scratch
from lontar.intake.awaited import scanned
from lontar.intake.batches import folders, groups
from lontar.intake.keeping import Arrived, Keeping, kept_file
from lontar.intake.together import divided
from lontar.letters import letter_for
from lontar.paging import in_order, rows_of
from lontar.reading.pages import AGAIN, read_letter, take_apart
from lontar.understanding.understand import understand
from lontar.wiring import House
from office.access import Reader, demand, itself
from paper.kinds import MAIL, ZIP, kind_of
from paper.sandbox import Sandbox
from schemas.box import Folder
from schemas.errors import Conflict, LontarError, Unavailable
from schemas.event import SYSTEM
from schemas.letter import Letter, LetterFile
from schemas.stored import now
from schemas.work import Work
from store.again import again
from store.changes import Changes, Happened, Put
from store.contract import Row
from store.disk import told
from work import lease


def arrive(
    house: House,
    path: Path,
    name: str,
    reader: Reader,
    *,
    unit: str | None = None,
    direction: str = "legacy",
    batch: str | None = None,
    priority: int = lease.PERSON,
    upload: str | None = None,
    split: str | None = None,
    folder: str | None = None,
) -> list[Arrived]:
    """Keep a file and say what became of it: a letter, or one for each file of a ZIP. Raises Forbidden.

    When it returns, what is "registered" survives anything but the loss of the disk. With `upload`, the id of what
    brought the file, asking again after a crash gives the same letters and the same answer. `batch`: the name of
    one of the unit. `split`: it is a batch scan, cut into letters at one of SPLITS once it is read. `folder`: the id of
    the one that its paper lies in."""
    demand(reader, "intake.add")
    keep = Keeping(house, reader, unit or reader.unit, direction, batch, priority, upload, split, folder)
    name = file_name(name)
    try:
        with scratch.folder(house.settings.home, name) as within:
            letters: dict[int, list[Part]] = {}
            for part in _unfolded(house, path, name, within):
                letters.setdefault(part.letter, []).append(part)
            return [arrived for number, group in letters.items() for arrived in keep.letter(group, number)]
    except LontarError as error:
        return [Arrived(name, None, "rejected", error)]


def arrive_as_one(
    house: House,
    files: Sequence[tuple[Path, str]],
    reader: Reader,
    *,
    unit: str | None = None,
    direction: str = "legacy",
    batch: str | None = None,
    upload: str,
    folder: str | None = None,
) -> list[Arrived]:
    """Files (where, name) that are one letter, in this order, as photos of its pages are. Raises Forbidden.

    One that cannot be kept keeps the others out too: a letter that lacks a page is not that letter."""
    demand(reader, "intake.add")
    keep = Keeping(house, reader, unit or reader.unit, direction, batch, lease.PERSON, upload, folder=folder)
    name = files[0][1]
    try:
        with scratch.folder(house.settings.home, name) as within:
            found = _of_one(house, files, within)
            wrong = [part for part in found if part.error]
            return keep.letter(wrong or found, 0)
    except LontarError as error:
        return [Arrived(name, None, "rejected", error)]


def arrive_for(house: House, id: str, files: Sequence[tuple[Path, str]], reader: Reader) -> list[int]:
    """Files (where, name), in this order, as the scan of a letter that awaits it; the number of the event.

    Raises NotFound, Forbidden, HasScan, ScanKnown, and what is wrong with any of the files: then none is kept."""
    letter_for(house, reader, id, "intake.add")
    files_kept = originals_of(house, files)

    def decide() -> Changes:
        letter = Letter.unpacked(letter_for(house, reader, id, "intake.add"))
        return scanned(house, reader, letter, files_kept)

    done = again(house.store, decide)
    house.queue.announce()
    return done


def originals_of(house: House, files: Sequence[tuple[Path, str]]) -> list[LetterFile]:
    """Files (where, name) of one letter with their originals kept. Raises what is wrong with any of them: then none of
    them was kept, but for what a full disk cut short."""
    with scratch.folder(house.settings.home, files[0][1]) as folder:
        found = _of_one(house, files, folder)
        for error in (part.error for part in found if part.error):
            raise error
        return [kept_file(house, number, part) for number, part in enumerate(found, 1)]


def _of_one(house: House, files: Sequence[tuple[Path, str]], folder: Path) -> list[Part]:
    """The parts of files that are one letter."""
    found: list[Part] = []
    for number, (path, name) in enumerate(files):
        into = folder / str(number)
        into.mkdir()
        found += [replace(part, letter=0) for part in _unfolded(house, path, file_name(name), into)]
    return found


def _unfolded(house: House, path: Path, name: str, folder: Path) -> list[Part]:
    """The parts of an upload; what has parts is taken apart in the sandbox."""
    settings = house.settings.ingest
    with told(name):
        if path.stat().st_size == 0 or kind_of(path) not in (ZIP, MAIL):
            return unfold(path, name, folder, settings)
    with told(name), Sandbox(house.settings.paper) as sandbox:
        return take_apart(sandbox, path, name, Path(mkdtemp(dir=folder)), settings)


def advance(house: House, work: Work, sandbox: Sandbox) -> Work:
    """Read and understand the letter of a claimed work, to its end: done, waiting again, or failed.

    Raises LeaseLost when another worker has taken it over, Unavailable when something else than the letter stands in
    the way, as a full disk does; then nothing was written but pages that were read."""
    try:
        letter = house.store.load(Letter, work.id)
        read_letter(house, work, letter, sandbox)
        _understand(house, work, letter)
    except (Conflict, Unavailable):
        raise
    except LontarError as error:
        _fail(house, work, error, again=isinstance(error, AGAIN))
    return work


def _understand(house: House, work: Work, letter: Letter) -> None:
    """Fields, text and tokens of what was read, committed with the end of the work."""
    counted = {file.no: file for file in letter.files}

    def decide() -> Changes:
        if (house.store.get(Work, work.id) or {}).get("fence") != work.fence:
            raise Conflict(what=f"Work {work.id}")  # the lease is lost: what another has done stands
        fresh = house.store.load(Letter, work.id)
        for file in fresh.files:
            read = counted[file.no]
            file.pages, file.error, file.verdict = read.pages, read.error, read.verdict
        rows = rows_of(house, work.id)
        text, changed = understand(house, fresh, rows)
        verb = "letter.understood" if fresh.stage == "understood" else "letter.failed"
        after = {"pages": len(text.pages), "stage": fresh.stage, "at": now()}
        event = Happened(verb, f"letters/{work.id}", SYSTEM, before=changed, after=after)
        return Changes(events=(event,)) + (_cut(house, fresh, rows) or Changes.of(fresh, text)) + lease.finished(work)

    again(house.store, decide)  # a person may edit the letter or correct a page meanwhile


def _cut(house: House, letter: Letter, rows: list[Row]) -> Changes:
    """A batch scan as the letters that are in it; nothing where it is none, or only one."""
    at, letter.split = letter.split, None
    if at is None or letter.withdrawn:
        return Changes()
    pages = in_order(dict(letter.to_mongo())["files"], rows)
    found = groups(pages, at)
    if not found:
        return Changes()
    changes, ids = divided(house, itself(), letter, rows, found)
    return changes + _shelved(house, changes, dict(zip([letter.id, *ids], folders(pages, found), strict=True)))


def _shelved(house: House, changes: Changes, wanted: Mapping[str, str]) -> Changes:
    """The letters of a batch scan in the folders whose sheets lay before them; a sheet of another unit says nothing."""
    events = []
    for put in changes.puts:
        letter = put.document if isinstance(put, Put) else None
        id = wanted.get(letter.id, "") if isinstance(letter, Letter) else ""
        folder = house.store.get(Folder, id) if id else None
        if isinstance(letter, Letter) and folder and folder["unit"] == letter.unit:
            before, letter.folder = letter.folder or "", id
            thing, after = f"letters/{letter.id}", {"folder": id}
            events.append(Happened("letter.shelved", thing, SYSTEM, before={"folder": before}, after=after))
    return Changes(events=tuple(events))


def _fail(house: House, work: Work, error: LontarError, *, again: bool) -> None:
    changes = lease.failed(work, error, house.settings.work_pool, again=again)
    if work.state == "failed":
        changes += gave_up(house, work)
    house.store.commit(changes)


def gave_up(house: House, work: Work) -> Changes:
    """The letter of work that has failed for good says so itself."""
    letter = house.store.load(Letter, work.id)
    letter.stage, letter.error = "failed", work.error
    event = Happened("letter.failed", f"letters/{work.id}", SYSTEM, after={"error": dict(work.error)})
    return Changes.of(letter, events=[event])
