"""Files on their way in: begun, carried on in pieces after every cut, and handed to the journey exactly once.

How much is stored stands in the store and never says more than what is on the disk. Whoever sends a piece takes the
upload over: an older request that still hangs on a dead connection finds its version moved and stops.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, Protocol

from lontar.errors import FileTooLarge, TooMany, TooManyCharacters, UploadGone, WrongOffset
from lontar.intake.digitising import demand_own, to_fill
from lontar.intake.keeping import Arrived
from lontar.intake.partials import Partials, write
from lontar.journey import arrive, arrive_as_one
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.box import Folder
from schemas.errors import Conflict, NotAmong, NotFound, Unavailable, WrongUse
from schemas.letter import SPLITS, WAYS
from schemas.stored import now
from schemas.unit import Unit
from schemas.upload import Upload
from store.changes import Changes
from store.contract import Row

READ, KEPT = 64 << 10, 512 << 10
"""Bytes read at once, and bytes after which they are put on the disk: what a killed server can lose of a piece."""
MOST_PARTS, LONGEST_GROUP = 200, 60


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def units_of(house: House, reader: Reader) -> list[Row]:
    """Units a person may bring letters into, their own first."""
    ids = reader.units
    if ids is None:
        found = house.store.find(Unit, sort=[("code", 1)], limit=10_000)
    else:
        found = sorted(house.store.get_many(Unit, ids).values(), key=lambda unit: str(unit["code"]))
    return sorted(found, key=lambda unit: bool(unit["_id"] != reader.unit))


def begin(
    house: House,
    reader: Reader,
    *,
    name: str,
    size: int,
    unit: str | None = None,
    direction: str = "legacy",
    batch: str | None = None,
    split: str | None = None,
    folder: str | None = None,
    group: str | None = None,
    part: int = 1,
    parts: int = 1,
) -> Upload:
    """An upload of `size` bytes. Begun again under the same `group`, a name the sender made up, it is the same upload;
    photos of one letter share their group and say which part of how many they are. `batch`: the name of one of the
    unit, or the id of any, whose unit then counts. `folder`: the id of the folder that its paper lies in.

    Raises FileTooLarge, WrongUse, NotFound, DiskFull, Forbidden."""
    demand(reader, "intake.add")
    most = house.settings.web.upload_bytes
    if size > most:
        raise FileTooLarge(file=name, size=size >> 20, limit=most >> 20)
    if direction not in WAYS:
        raise NotAmong(what=f"direction {direction}", known=", ".join(WAYS))
    if split is not None and split not in SPLITS:
        raise NotAmong(what=f"split {split}", known=", ".join(SPLITS))
    unit = unit or reader.unit
    if batch:
        held = to_fill(house, reader, unit, batch)
        unit, batch = held["unit"], held["name"]
    demand_own(reader, unit)
    if folder:
        held = house.store.get(Folder, folder) or {}
        if not held or not may_see(reader, held) or held["unit"] != unit:
            raise NotFound(what="Folder")
    if group and len(group) > LONGEST_GROUP:
        raise TooManyCharacters(what="group", most=LONGEST_GROUP)
    if parts > MOST_PARTS:
        raise TooMany(what="parts", most=MOST_PARTS)
    if not 1 <= part <= parts:
        raise WrongUse(what=f"part {part}", why="there are fewer parts")
    upload = Upload(person=reader.person, name=name, size=size, unit=unit, direction=direction, split=split)
    upload.folder = folder or None
    upload.part, upload.parts, upload.batch = part, parts, batch or None
    upload.group = f"{reader.person}/{group or upload.id}"
    for row in house.store.find(Upload, {"group": upload.group, "part": part}, limit=1):
        if (row["name"], row["size"]) == (name, size):
            return Upload.unpacked(row)  # the answer to its first beginning was lost
    Partials(house.settings.home).create(upload.id, name, size)
    house.store.commit(Changes.of(upload))
    return upload if size else finish(house, upload, reader)


def append(house: House, upload: Upload, offset: int, stream: Stream, reader: Reader) -> Upload:
    """Keep the bytes from `offset` on, and hand the file on once it is whole. What came before a cut is kept.

    Raises WrongOffset, Conflict (another request took it over), UploadGone, DiskFull, and what the cut raises."""
    if offset != upload.offset:
        raise WrongOffset(file=upload.name, offset=upload.offset)
    if upload.offset < upload.size:
        upload.changed_at = now()
        house.store.commit(Changes.of(upload))  # ours from here on: an older request stops at its next piece
        for piece in _pieces(stream, upload.size - upload.offset):
            _keep(house, upload, piece)
    return finish(house, upload, reader) if upload.offset == upload.size else upload


def _pieces(stream: Stream, most: int) -> Iterator[bytes]:
    """What comes, in pieces worth a write; when the stream breaks, first what came before."""
    piece, broken = bytearray(), None
    while most > 0 and broken is None:
        try:
            chunk = stream.read(min(READ, most))
        except Exception as error:
            broken, chunk = error, b""
        if not chunk:
            break
        piece += chunk
        most -= len(chunk)
        if len(piece) >= KEPT:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)
    if broken is not None:
        raise broken


def _keep(house: House, upload: Upload, piece: bytes) -> None:
    """On the disk first, then in the store; under the file's lock, so that only one request writes."""
    with Partials(house.settings.home).held(upload.id, upload.name) as file:
        held = house.store.get(Upload, upload.id)
        if held is None or held["version"] != upload.version:
            raise Conflict(what=upload.name)
        write(file, upload.offset, piece, upload.name)
        upload.offset += len(piece)
        upload.changed_at = now()
        house.store.commit(Changes.of(upload))


def finish(house: House, upload: Upload, reader: Reader) -> Upload:
    """Hand a whole file on and note what became of it; asked again, the answer is the first one.

    A photo waits until the others of its letter are whole. Raises Unavailable, DiskFull: then ask again."""
    first = _parts(house, upload)[0]
    try:
        with Partials(house.settings.home).held(first.id, first.name):  # a second one waits here for the answer
            parts = _parts(house, upload)
            if parts[0].state == "uploading" and len(parts) == upload.parts and all(_is_whole(one) for one in parts):
                _hand_on(house, parts, reader)
    except UploadGone:
        if house.store.load(Upload, upload.id).state == "uploading":
            raise
    return house.store.load(Upload, upload.id)


def _parts(house: House, upload: Upload) -> list[Upload]:
    """The uploads of one letter, in their order. Raises NotFound when they were discarded meanwhile."""
    rows = house.store.find(Upload, {"group": upload.group}, sort=[("part", 1)], limit=MOST_PARTS)
    if not rows:
        raise NotFound(what=upload.name)
    return [Upload.unpacked(row) for row in rows]


def _is_whole(upload: Upload) -> bool:
    return bool(upload.offset == upload.size)


def _hand_on(house: House, parts: list[Upload], reader: Reader) -> None:
    """To the journey; what became of it is noted, and only then the bytes go."""
    first, partials = parts[0], Partials(house.settings.home)
    told: dict[str, Any] = {"unit": first.unit, "direction": first.direction, "batch": first.batch}
    told |= {"upload": first.id, "folder": first.folder}
    if len(parts) == 1:
        arrived = arrive(house, partials.path(first.id), first.name, reader, split=first.split, **told)
    else:
        arrived = arrive_as_one(house, [(partials.path(one.id), one.name) for one in parts], reader, **told)
    for again in (one.error for one in arrived if isinstance(one.error, Unavailable)):
        raise again
    for one in parts:
        with partials.path(one.id).open("rb") as file:
            one.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        one.state, one.results, one.changed_at = _outcome(arrived), [result.as_dict() for result in arrived], now()
    house.store.commit(Changes.of(*parts))
    for one in parts:
        partials.remove(one.id)


def _outcome(arrived: list[Arrived]) -> str:
    said = {one.status for one in arrived}
    return "stored" if "registered" in said else "duplicate" if "duplicate" in said else "rejected"
