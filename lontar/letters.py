"""How one letter is read and shown, by whoever may."""

from collections.abc import Mapping
from typing import Any

from lontar.errors import Destroyed
from lontar.facts import version_of
from lontar.paging import Leaf, is_whole, left_out_of, pages_of, shows
from lontar.understanding import duplicates, threads
from lontar.understanding.threads import Threads
from lontar.wiring import House
from office.access import Reader, demand, may, may_see
from schemas.errors import LontarError, NotFound
from schemas.letter import Letter
from schemas.letter_text import LetterText
from schemas.page import said
from schemas.times import in_utc
from schemas.tombstone import Tombstone
from schemas.work import Work
from store.contract import Row

MOST_SHARING = 5000
"""Letters over one original, of which each is asked for; one that more share is handed to nobody who sees a part."""


def letter_for(house: House, reader: Reader, id: str, action: str = "letter.read") -> Row:
    """The row of a letter that the reader may do `action` to. Raises NotFound, Destroyed, Forbidden."""
    row = house.store.get(Letter, id)
    if row is None:
        raise missing(house, reader, id)
    demand(reader, action, row, what=f"Letter {id}")
    return row


def missing(house: House, reader: Reader, id: str) -> LontarError:
    """Why there is no such letter: who could read it may know that it was destroyed."""
    stone = house.store.get(Tombstone, id)
    if stone is None or not may_see(reader, stone):
        return NotFound(what=f"Letter {id}")
    return Destroyed(at=stone["destroyed_at"], decision=stone["decision"], number=stone["number"])


def show(house: House, reader: Reader, id: str) -> dict[str, Any]:
    """A letter as `lontar show --json` and the JSON API give it. "version" is that of its facts (lontar/facts.py)."""
    row = letter_for(house, reader, id)
    work = house.store.get(Work, id) or {}
    return {
        "id": id,
        "stage": row["stage"],
        "withdrawn": row.get("withdrawn"),
        "within": within(house, reader, row),
        "overtaken": _overtaken(house, reader, row),
        "direction": row["direction"],
        "unit": row["unit"],
        "security_class": row["security_class"],
        "added_at": in_utc(row["added_at"]),
        "added_by": row.get("added_by"),
        "batch": row.get("batch"),
        "casefile": row.get("casefile"),
        "confidence": row.get("confidence"),
        "error": row.get("error") or work.get("error") or None,
        "files": [_file(file) for file in row["files"]],
        "fields": {name: _field(found) for name, found in (row.get("fields") or {}).items() if found["value"]},
        "none": [name for name, found in (row.get("fields") or {}).items() if not found["value"]],
        "tags": row.get("tags", []),
        "notes": [_note(note) for note in row.get("notes", ())],
        "thread": threads.as_dict(Threads(house, reader).of(row)),
        "duplicates": [duplicates.as_dict(one) for one in duplicates.duplicates(house, reader, row)],
        "version": version_of(house, id),
    }


def within(house: House, reader: Reader, letter: Row) -> str | None:
    """The letter that shows the pages of this one now, for who may read that one."""
    other = house.store.get(Letter, letter["within"]) if letter.get("within") else None
    return str(other["_id"]) if other and may_see(reader, other) else None


def _overtaken(house: House, reader: Reader, letter: Row) -> dict[str, Any] | None:
    """What another letter made of it (routing/overtaking.py); that one is named for who may read it."""
    if not letter.get("overtaken"):
        return None
    other = house.store.get(Letter, letter["overtaken_by"])
    by = str(other["_id"]) if other and may_see(reader, other) else None
    return {"standing": letter["overtaken"], "by": by, "why": letter.get("overtaken_why")}


def original_for(house: House, reader: Reader, letter: Row, no: int) -> Row:
    """The file of a letter whose original the reader may have. Raises NotFound.

    The bytes of a batch scan hold other letters too: who sees a part of it here must be able to read all of them."""
    file: Row | None = next((one for one in letter["files"] if one["no"] == no), None)
    if file is None or not (is_whole(file) or _reads_all(house, reader, file["sha256"])):
        raise NotFound(what="File")
    return file


def may_have(house: House, reader: Reader, letter: Row, no: int) -> bool:
    """Whether the reader may have the original of a file."""
    try:
        return bool(original_for(house, reader, letter, no))
    except NotFound:
        return False


def _reads_all(house: House, reader: Reader, sha256: str) -> bool:
    rows = house.store.find(Letter, {"files.sha256": sha256}, limit=MOST_SHARING + 1, fields=("grants",))
    return len(rows) <= MOST_SHARING and all(may_see(reader, row) for row in rows)


def page_for(reader: Reader, letter: Row, leaf: Leaf) -> None:
    """Raises NotFound for a page that the letter does not show; one left out is there for who may bring it back."""
    files = letter["files"]
    if not shows(files, leaf) and not (leaf in left_out_of(files) and may(reader, "letter.arrange", letter)):
        raise NotFound(what="Page image")


def _file(file: Mapping[str, Any]) -> dict[str, Any]:
    names = ("no", "name", "sha256", "size", "kind", "pages", "part")
    pages = {name: file.get(name) or [] for name in ("leaves", "left_out")}
    said = {name: file.get(name) or None for name in ("error", "verdict")}
    return {name: file.get(name) for name in names} | pages | said


def _note(note: Mapping[str, Any]) -> dict[str, Any]:
    return {"by": note["by"], "at": in_utc(note["at"]), "text": note["text"]}


def _field(found: Mapping[str, Any]) -> dict[str, Any]:
    names = ("value", "printed", "confidence", "file", "page", "box", "by_hand", "learned")
    return {name: found.get(name) for name in names if found.get(name) not in (None, [])}


def text_of(house: House, reader: Reader, id: str) -> str:
    """The text of a letter, pages apart by a form feed."""
    letter_for(house, reader, id)
    return str((house.store.get(LetterText, id) or {}).get("text", ""))


def words_of(house: House, reader: Reader, id: str) -> list[dict[str, Any]]:
    """The pages of a letter with the boxes of their words, in pixels of the page image as served."""
    letter_for(house, reader, id)
    return [_words(page) for page in pages_of(house, id)]


def _words(page: Row) -> dict[str, Any]:
    text, rows = said(page)
    words = [{"text": text[start:end], "box": box, "confidence": confidence} for start, end, *box, confidence in rows]
    return {name: page.get(name) for name in ("file", "page", "width", "height", "source")} | {"words": words}
