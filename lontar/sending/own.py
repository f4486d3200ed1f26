"""Which letters are a unit's own, so that it sends them, and what stands in the way."""

from lontar.letters import letter_for
from lontar.routing.acts import entries_of
from lontar.routing.desk import actor_for, as_root, may_act
from lontar.wiring import House
from office.access import Reader, may, may_see
from office.actor import Actor
from office.grants import OWN
from routing.errors import LetterWithdrawn, NotOutgoing, NotSigned, NotTheirs, Overtaken
from schemas.assignment import HEAD
from schemas.errors import NotFound
from schemas.issued import Issued
from store.contract import Row

ACTION = "letter.send"


def own_entry(house: House, reader: Reader, letter: Row) -> Row | None:
    """The entry by which a letter (as stored) is a unit's own for which the reader sends it."""
    return next((row for row in _own(house, letter) if sends_for(house, reader, row["unit"], letter)), None)


def sends_for(house: House, reader: Reader, unit: str, letter: Row) -> bool:
    """Whether they send for a unit: its registry, its head or who stands in for them, and who brought the letter in,
    as its signer did: a secret one is open to hardly anybody else."""
    return may_act(house, reader, as_root(HEAD + unit)) or letter.get("added_by") == reader.person


def actor_of(house: House, reader: Reader, unit: str) -> Actor:
    """As whom they send for a unit."""
    try:
        return actor_for(house, reader, as_root(HEAD + unit))
    except NotTheirs:
        return Actor(reader)


def to_send(house: House, reader: Reader, id: str) -> tuple[Row, str]:
    """A letter that the reader may send, and the unit whose own it is. Raises NotFound, Forbidden, NotOutgoing,
    LetterWithdrawn, NotSigned, Overtaken."""
    row = letter_for(house, reader, id, ACTION)
    entry = own_entry(house, reader, row)
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
    return may(reader, ACTION, letter) and own_entry(house, reader, letter) is not None


def senders(house: House, reader: Reader, letter: Row) -> list[str]:
    """The units of the reader's whose own the letter is: they see how far it is. Raises NotFound where there
    is none."""
    if not may_see(reader, letter):
        raise NotFound(what="Letter")
    units = [row["unit"] for row in _own(house, letter) if reader.units is None or row["unit"] in reader.units]
    if not units:
        raise NotFound(what=f"Letter {letter['_id']}")
    return units


def is_sender(house: House, reader: Reader, letter: Row) -> bool:
    try:
        return bool(senders(house, reader, letter))
    except NotFound:
        return False


def _own(house: House, letter: Row) -> list[Row]:
    """The entries by which a letter is some unit's own."""
    rows = entries_of(house, letter["_id"])
    return [row for row in rows if row["direction"] in OWN and not row.get("cancelled")]
