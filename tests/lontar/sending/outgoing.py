"""A letter of a unit's own, in its book of outgoing letters, with a file that is really there."""

import io

from lontar.routing import recording
from lontar.routing.recording import Book
from lontar.wiring import House
from office.grants import grants_of
from schemas.letter import FieldValue, Letter, LetterFile
from schemas.stored import new_id
from store.changes import Changes
from tests.lontar.routing.offices import who

CONTENT = b"%PDF-1.7\nsigned, byte for byte\n%%EOF\n"


def outgoing(house: House, unit: str = "dinas", clerk: str = "agendaris", security_class: str = "B") -> str:
    """The id of a letter that a unit wrote; its class opens it to whom it is."""
    id = new_id()
    sha256, size = house.originals.put(io.BytesIO(CONTENT))
    file = LetterFile(no=1, name="undangan.pdf", sha256=sha256, size=size, pages=1, kind="application/pdf")
    letter = Letter(id=id, files=[file], unit=unit, stage="understood", security_class="B", added_by=clerk)
    letter.fields["subject"] = FieldValue(value="Undangan rapat anggaran", confidence=95.0)
    letter.fields["reference_number"] = FieldValue(value="005/17/Dinas/2026", confidence=95.0)
    letter.grants = grants_of(dict(letter.to_mongo()), None)
    house.store.commit(Changes.of(letter))
    recording.record(house, who(house, clerk), id, Book(unit, "outgoing"))
    classified(house, id, security_class)
    return id


def classified(house: House, id: str, security_class: str) -> None:
    """As `lontar describe` would: what the class opens follows from it."""
    if security_class == "B":
        return
    from routing.routed import grants_now

    letter = house.store.load(Letter, id)
    letter.security_class = security_class
    letter.grants = grants_now(house.store, letter)
    house.store.commit(Changes.of(letter))
