"""Which letters are a unit's own, so that it sends them, and what stands in the way."""

from lontar.letters import letter_for
from lontar.routing.acts import entries_of
from lontar.routing.desk import registrar
from lontar.wiring import House
from office.access import Reader, may, may_see
from office.grants import OWN
from routing.errors import LetterWithdrawn, NotOutgoing, NotSigned, Overtaken
from schemas.errors import NotFound
from schemas.issued import Issued
from store.contract import Row

ACTION = "letter.send"


def own_entry(house: House, reader: Reader, letter: str) -> Row | None:
    """The entry by which a letter is a unit's own whose registers the reader keeps."""
    rows = (row for row in entries_of(house, letter) if row["direction"] in OWN and not row.get("cancelled"))
    return next((row for row in rows if registrar(reader, row["unit"])), None)


def to_send(house: House, reader: Reader, id: str) -> tuple[Row, str]:
    """A letter that the reader may send, and the unit whose own it is. Raises NotFound, Forbidden, NotOutgoing,
    LetterWithdrawn, NotSigned, Overtaken."""
    row = letter_for(house, reader, id, ACTION)
    entry = own_entry(house, reader, id)
    if entry is None:
        raise NotOutgoing
    if row.get("withdrawn"):
        raise LetterWithdrawn
    if any(not one.get("sha256") for one in issued_of(house, id)):
        raise NotSigned
    if row.get("overtaken"):
        raise Overtaken
    return row, str(entry["unit"])


def issued_of(house: House, letter: str) -> list[Row]:
    """The tokens by which anybody may ask whether a letter is genuine; one, where it was signed here."""
    return house.store.find(Issued, {"letter": letter}, limit=10)


def may_send(house: House, reader: Reader, letter: Row) -> bool:
    """Whether it is a letter that the reader sends, be it that something stands in the way now."""
    return may(reader, ACTION, letter) and own_entry(house, reader, letter["_id"]) is not None


def senders(house: House, reader: Reader, letter: Row) -> list[str]:
    """The units of the reader's whose own the letter is: they see how far it is. Raises NotFound where there
    is none."""
    if not may_see(reader, letter):
        raise NotFound(what="Letter")
    rows = (row for row in entries_of(house, letter["_id"]) if row["direction"] in OWN and not row.get("cancelled"))
    units = [row["unit"] for row in rows if reader.units is None or row["unit"] in reader.units]
    if not units:
        raise NotFound(what=f"Letter {letter['_id']}")
    return units


def is_sender(house: House, reader: Reader, letter: Row) -> bool:
    try:
        return bool(senders(house, reader, letter))
    except NotFound:
        return False
