"""An issued letter replaced or revoked by another one of its unit, and what its readers are told of that."""

from dataclasses import dataclass

from lontar.letters import letter_for
from lontar.sending.own import ACTION, actor_of, issued_of, own_entry
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, may_see
from routing import overtaking as rules
from routing.errors import LetterWithdrawn, NotOutgoing, OfAnotherUnit
from schemas.entry import LONGEST_REASON
from schemas.letter import Letter
from store.again import again
from store.changes import Changes
from store.contract import Row

MOST = 100


@dataclass(frozen=True)
class Overtaken:
    """`standing`: "replaced" or "revoked"; `by`: the letter (as stored) that did it, for who may read that."""

    standing: str
    by: Row | None
    why: str | None


def overtake(house: House, reader: Reader, new: str, old: str, standing: str, *, why: str = "") -> list[int]:
    """A letter of the reader's unit that replaces ("replaced") or revokes ("revoked") an earlier one of the same unit.
    No events where it is so already. Raises NotFound, Forbidden, NotOutgoing, LetterWithdrawn, and what
    routing.overtaking raises."""
    reason = stated("The reason", why, LONGEST_REASON, "why") if why.strip() else ""

    def decide() -> Changes:
        rows = [letter_for(house, reader, id, ACTION) for id in (new, old)]
        entries = [own_entry(house, reader, row) for row in rows]
        units = {entry["unit"] for entry in entries if entry}
        if None in entries:
            raise NotOutgoing
        if len(units) > 1:
            raise OfAnotherUnit(field="letter")
        if rows[0].get("withdrawn"):
            raise LetterWithdrawn
        later, earlier = (Letter.unpacked(row) for row in rows)
        actor = actor_of(house, reader, units.pop())
        return rules.overtaken(earlier, later, standing, reason, actor, issued=issued_of(house, old))

    return again(house.store, decide)


def reinstate(house: House, reader: Reader, old: str, why: str) -> list[int]:
    """A letter stands again that was replaced or revoked by mistake. Raises NotFound, Forbidden, NotOutgoing,
    WrongUse for no reason."""
    reason = stated("The reason", why, LONGEST_REASON, "reason")

    def decide() -> Changes:
        row = letter_for(house, reader, old, ACTION)
        entry = own_entry(house, reader, row)
        if entry is None:
            raise NotOutgoing
        actor = actor_of(house, reader, entry["unit"])
        return rules.reinstated(Letter.unpacked(row), reason, actor, issued=issued_of(house, old))

    return again(house.store, decide)


def overtaken(house: House, reader: Reader, letter: Row) -> Overtaken | None:
    """What became of a letter that the reader may read; None: it stands."""
    if not letter.get("overtaken"):
        return None
    by = house.store.get(Letter, letter["overtaken_by"])
    return Overtaken(letter["overtaken"], by if by and may_see(reader, by) else None, letter.get("overtaken_why"))


def overtakes(house: House, reader: Reader, letter: str) -> list[Row]:
    """The earlier letters that this one replaced or revoked, of those that the reader may read."""
    rows = house.store.find(Letter, {"overtaken_by": letter}, limit=MOST)
    return [row for row in rows if may_see(reader, row)]
