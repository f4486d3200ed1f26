"""Which letter, position or assignment somebody means who names it."""

from collections.abc import Sequence

from ingest.fields import number_key
from lontar.routing.acts import entries_of
from lontar.routing.desk import handler_of, may_act
from lontar.routing.errors import SeveralLetters
from lontar.understanding.threads import Threads
from lontar.wiring import House
from office.access import Reader, may_see
from office.holders import positions_of
from routing.errors import NotTheirs
from routing.route import MOST
from routing.tree import OPEN
from schemas.assignment import Assignment
from schemas.errors import NotFound
from schemas.letter import Letter, values_of
from schemas.position import Position
from schemas.stored import now
from store.contract import Row


def letter_meant(house: House, reader: Reader, named: str) -> str | None:
    """The id of the letter that somebody names: by its reference number, its address or its id; None for nothing.
    Raises NotFound, SeveralLetters."""
    wanted = " ".join(named.split())
    if not wanted:
        return None
    row = house.store.get(Letter, wanted.rstrip("/").rpartition("/letters/")[2].partition("?")[0])
    if row is not None and may_see(reader, row):
        return str(row["_id"])
    like, key = Threads(house, reader).like(wanted), number_key(wanted)
    ids = [one["_id"] for one in like if number_key(str(values_of(one).get("reference_number") or "")) == key]
    if len(ids) > 1:
        raise SeveralLetters(number=wanted, field="letter")
    if not ids:
        raise NotFound(what=f"Letter {wanted}", field="letter")
    return str(ids[0])


def positions_meant(house: House, named: Sequence[str]) -> list[str]:
    """Ids of positions by id or code. Raises NotFound."""
    found = []
    for one in named:
        rows = house.store.find(Position, {"code": one}, sort=[("code", 1)], limit=1, fields=())
        row = rows[0] if rows else house.store.get(Position, one)
        if row is None:
            raise NotFound(what=f"Position {one}", field="recipients")
        found.append(str(row["_id"]))
    return found


def assignment_of(house: House, letter: str, id: str) -> Row:
    """An assignment of this letter. Raises NotFound."""
    row = house.store.get(Assignment, id)
    if row is None or row["letter"] != letter:
        raise NotFound(what="Assignment")
    return row


def assignment_meant(house: House, reader: Reader, letter: str, id: str | None = None) -> Row:
    """What of a letter a reader would pass on: the one that they name; without it what waits for a position of theirs,
    what they passed on already, or the root of an entry that they keep. Raises NotFound, NotTheirs."""
    if id:
        return assignment_of(house, letter, id)
    open_entries = [row["_id"] for row in entries_of(house, letter) if row["handling"] != "closed"]
    rows = house.store.find(Assignment, {"letter": letter}, sort=[("made_at", 1)], limit=MOST)
    mine = [row for row in rows if row["entry"] in open_entries and may_act(house, reader, row)]
    acts_in = positions_of(house.store, reader.person, now())
    waits = [row for row in mine if row["standing"] in OPEN]
    if not waits:
        raise NotTheirs
    return min(waits, key=lambda row: (handler_of(house, row) not in acts_in, row["standing"] != "own"))
