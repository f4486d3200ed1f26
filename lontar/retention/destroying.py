"""One letter destroyed: it and its tombstone change places in one commit; then what hung on it is cleared away.

Only lontar/retention/carrying.py comes here, for what a person confirmed, and lontar/retention/tombstones.py, for what
was destroyed before and came back. Whatever cuts it off, clearing goes on from the tombstone."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lontar.act import happened
from lontar.retention.contents import pages_of
from lontar.retention.erasing import erase
from lontar.understanding.lessons import learn
from lontar.wiring import House
from office.access import Reader
from schemas.alert import Alert
from schemas.appointment import Appointment
from schemas.arrival import Arrival
from schemas.assignment import Assignment
from schemas.disposition import Disposition
from schemas.draft import Draft
from schemas.draft_version import DraftVersion
from schemas.entry import RegisterEntry
from schemas.event import EventValues
from schemas.issued import Issued
from schemas.item import Item
from schemas.letter import Letter, values_of
from schemas.letter_text import LetterText
from schemas.notice import Notice
from schemas.page import Page
from schemas.secret_line import SecretLine
from schemas.sending import Mailing
from schemas.signing_attempt import SigningAttempt
from schemas.stored import Stored
from schemas.table_import import ImportPart
from schemas.tombstone import Tombstone
from schemas.upload import Upload
from schemas.work import Work
from store.again import again
from store.changes import Changes, PutRow, Remove
from store.contract import Row, Where

MOST = 10_000
AT_ONCE = 500
"""Documents of one commit."""
WORDS: Sequence[tuple[type[Stored], str, str, tuple[str, ...]]] = (
    (Disposition, "made_at", "letter", ("note",)),
    (Assignment, "made_at", "letter", ("follow_up",)),
    (Appointment, "day", "letter", ("note",)),
    (Mailing, "made_at", "letter", ("why",)),
    (Issued, "", "letter", ("reason",)),
    (Item, "", "letter", ("description", "subject", "reference_number", "number_key", "explained")),
)
"""What stays without its words: kind, the field it is sorted by, the field that names the letter, the words."""
GONE: Sequence[tuple[type[Stored], tuple[tuple[str, int], ...]]] = (
    (Page, (("file", 1), ("page", 1))),
    (SecretLine, (("since", 1),)),
)
"""What goes whole, with the order in which an index has it."""
Decided = Callable[[], Changes]


def tombstone_of(house: House, letter: Row, casefile: Row, **said: Any) -> Tombstone:
    """`said`: proposal, decision, by."""
    drafts = house.store.find(Draft, {"letter": letter["_id"]}, limit=MOST)
    beneath = [f"letters/{letter['_id']}", *(f"drafts/{one['_id']}" for one in drafts)]
    hashes = [file["sha256"] for file in letter["files"]]
    for draft in drafts:
        hashes += _originals_of(house, draft)
    return Tombstone(
        id=letter["_id"],
        unit=letter["unit"],
        grants=letter.get("grants", []),
        sha256=list(dict.fromkeys(hashes)),
        beneath=beneath,
        casefile=casefile["_id"],
        number=casefile["number"],
        code=casefile["code"],
        date=values_of(letter).get("date"),
        files=len(letter["files"]),
        pages=pages_of(letter),
        **said,
    )


def destroyed(house: House, reader: Reader, letter: Row, stone: Tombstone) -> Changes:
    """The commit in which a letter becomes a tombstone: from then on nobody finds or opens it."""
    id, store = letter["_id"], house.store
    changes = Changes(removes=(Remove(Letter, id, letter["version"]),))
    for kind in (LetterText, Work):
        if row := store.get(kind, id):
            changes += Changes(removes=(Remove(kind, id, row["version"]),))
    key = Arrival.key(letter["unit"], [file["sha256"] for file in letter["files"]])
    arrival = store.get(Arrival, key)
    if arrival and arrival["letter"] == id:
        changes += Changes(removes=(Remove(Arrival, key, arrival["version"]),))
    entries = store.find(RegisterEntry, {"letter": id}, sort=[("received_at", 1)], limit=MOST)
    changes += Changes(puts=tuple(PutRow(RegisterEntry, row | {"destroyed": True}) for row in entries))
    return changes + Changes.of(stone, events=[happened(reader, "letter.destroyed", id)])


def clear(house: House, stones: Sequence[Row]) -> None:
    """Everything that hung on letters that are tombstones now; may be called again. Marks the tombstones cleared."""
    for some in _parts(stones):
        ids = {one["_id"] for one in some}
        for one in some:
            _clear_beneath(house, one)
        for kind in (Notice, Alert):
            _remove(house, kind, [row for row in house.store.every(kind) if row.get("letter") in ids])
        _remove(house, Upload, [row for row in house.store.every(Upload) if _brought(row, ids)])
        for row in house.store.every(ImportPart, fields=("results",)):
            if any(result.get("letter") in ids for result in row.get("results", ())):
                _blank(house, row["_id"], ids)
        erase(house, [sha256 for one in some for sha256 in one["sha256"]])
        for one in some:
            _cleared(house, one["_id"])


def _clear_beneath(house: House, stone: Row) -> None:
    id, store = stone["_id"], house.store
    for kind, order in GONE:
        while rows := store.find(kind, {"letter": id}, sort=order, limit=AT_ONCE):
            _remove(house, kind, rows)
    for kind, order_by, field, words in WORDS:
        sort = [(order_by, 1)] if order_by else []
        for row in store.find(kind, {field: id}, sort=sort, limit=MOST):
            _without(house, kind, row, words)
    for thing in stone["beneath"]:
        while rows := store.find(EventValues, {"thing": thing}, limit=AT_ONCE):
            _remove(house, EventValues, rows)
        where, _, draft = thing.partition("/")
        if where == "drafts":
            _forget_draft(house, draft)
    learn(house, id)


def _forget_draft(house: House, id: str) -> None:
    """An outgoing letter is written out in its draft, and in all that the draft ever was."""
    kinds: list[tuple[type[Stored], Where, list[tuple[str, int]]]] = [
        (DraftVersion, {"draft": id}, [("no", 1)]),
        (SigningAttempt, {"draft": id}, [("asked_at", -1)]),
    ]
    for kind, where, sort in kinds:
        while rows := house.store.find(kind, where, sort=sort, limit=AT_ONCE):
            _remove(house, kind, rows)
    if row := house.store.get(Draft, id):
        _remove(house, Draft, [row])


def _originals_of(house: House, draft: Row) -> Iterator[str]:
    yield from draft.get("former", ())
    yield from (file["sha256"] for file in draft.get("enclosures", ()))
    if draft.get("frozen_sha256"):
        yield draft["frozen_sha256"]
    attempts = house.store.find(SigningAttempt, {"draft": draft["_id"]}, sort=[("asked_at", -1)], limit=MOST)
    yield from (one["came_sha256"] for one in attempts if one.get("came_sha256"))


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for at in range(0, len(rows), AT_ONCE):
        yield rows[at : at + AT_ONCE]


def _brought(upload: Row, ids: set[str]) -> bool:
    return any(one.get("id") in ids for one in upload.get("results", ()))


def _remove(house: House, kind: type[Stored], rows: Sequence[Row]) -> None:
    """Documents that others may be at work on: what moved meanwhile is read again."""
    for some in _parts(rows):
        ids = [row["_id"] for row in some]

        def decide(ids: list[str] = ids) -> Changes:
            found = house.store.get_many(kind, ids).values()
            return Changes(removes=tuple(Remove(kind, row["_id"], row["version"]) for row in found))

        again(house.store, decide)


def _blank(house: House, id: str, ids: set[str]) -> None:
    """The rows of a table that was brought in which became these letters: how many cells they had stays."""

    def decide() -> Changes:
        part = house.store.load(ImportPart, id)
        made = [result.get("letter") in ids for result in part.results]
        cells = [[""] * len(row) if gone else list(row) for row, gone in zip(part.cells, made, strict=False)]
        if cells == [list(row) for row in part.cells]:
            return Changes()
        part.cells = cells
        for said in (part.judged, part.results):
            for told, gone in zip(said, made, strict=False):
                told.update({name: [] for name in ("problems", "scans") if gone and name in told})
        return Changes.of(part)

    again(house.store, decide)


def _without(house: House, kind: type[Stored], row: Row, words: tuple[str, ...]) -> None:
    def decide() -> Changes:
        now = house.store.get(kind, row["_id"])
        if now is None or not any(now.get(name) for name in words):
            return Changes()
        return Changes(puts=(PutRow(kind, {name: one for name, one in now.items() if name not in words}),))

    again(house.store, decide)


def _cleared(house: House, id: str) -> None:
    def decide() -> Changes:
        stone = house.store.load(Tombstone, id)
        if stone.cleared:
            return Changes()
        stone.cleared = True
        return Changes.of(stone)

    again(house.store, decide)
