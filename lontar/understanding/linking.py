"""A person's word on which letters belong together: this reference means that letter, it does not mean that one, and
two letters that look alike are two. Each is one event, can be undone, and wins for ever over what would be found."""

from collections.abc import Callable

from ingest.fields import number_key
from lontar.act import act, happened
from lontar.errors import NoSuchReference
from lontar.facts import ties_said, unlike_said
from lontar.letters import letter_for
from lontar.understanding.keys import citations
from lontar.wiring import House
from office.access import Reader
from schemas.errors import NotFound, WrongUse
from schemas.letter import Letter, Tie
from store.changes import Happened


def link(house: House, reader: Reader, id: str, number: str, other: str) -> list[int]:
    """The reference `number` of a letter means the letter `other`. Raises NoSuchReference, NotFound, Forbidden."""
    _demand_other(house, reader, id, other)

    def put(tie: Tie) -> None:
        tie.letter, tie.others = other, [one for one in tie.others if one != other]

    return _tied(house, reader, id, number, put)


def unlink(house: House, reader: Reader, id: str, number: str, other: str) -> list[int]:
    """The reference `number` of a letter does not mean the letter `other`; what else it may mean is looked for."""
    _demand_other(house, reader, id, other)

    def put(tie: Tie) -> None:
        tie.letter = None if tie.letter == other else tie.letter
        tie.others = [*tie.others, *([] if other in tie.others else [other])]

    return _tied(house, reader, id, number, put)


def tell_apart(house: House, reader: Reader, id: str, other: str) -> list[int]:
    """The letter and `other` are two, however much they look alike: neither is shown as the other's double again."""
    _demand_other(house, reader, id, other)

    def change(letter: Letter) -> list[Happened]:
        if other in letter.unlike:
            return []
        before = unlike_said(letter, {})
        letter.unlike = [*letter.unlike, other]
        return [happened(reader, "letter.told_apart", id, before=before, after=unlike_said(letter, {}))]

    return act(house, reader, id, "letter.describe", change)


def _tied(house: House, reader: Reader, id: str, number: str, put: Callable[[Tie], None]) -> list[int]:
    key = number_key(number)

    def change(letter: Letter) -> list[Happened]:
        if key not in {number_key(one.name) for one in citations(dict(letter.to_mongo()))}:
            raise NoSuchReference(number=number, field="number")
        before = ties_said(letter, {"ties": {key: None}})
        tie = next((one for one in letter.ties if one.key == key), None)
        if tie is None:
            tie = Tie(key=key)
            letter.ties.append(tie)
        put(tie)
        after = ties_said(letter, before)
        return [] if after == before else [happened(reader, "letter.tied", id, before=before, after=after)]

    return act(house, reader, id, "letter.describe", change)


def _demand_other(house: House, reader: Reader, id: str, other: str) -> None:
    """Raises NotFound for a letter that the reader may not read, WrongUse for the same one."""
    if not other:
        raise NotFound(what="Letter")
    letter_for(house, reader, other)
    if other == id:
        raise WrongUse(what="A letter", why="it cannot be linked to itself", field="letter")
