"""Letters for tests of threads, as they stand once they were read: fields given, nothing behind them."""

from typing import Any

from lontar.understanding.keys import give_keys
from lontar.wiring import House
from office.access import EVERYBODY, Reader
from schemas.letter import FieldValue, Letter, LetterFile
from store.changes import Changes

ALL = Reader("ani", "Ani", None, EVERYBODY, "office")


def reader(*keys: str) -> Reader:
    return Reader("budi", "Budi", frozenset(keys), EVERYBODY, "office")


def keep(house: House, id: str, number: str, day: int, *, grants: tuple[str, ...] = ("unit:a",), **fields: Any) -> str:
    """A letter. `cites`: passages of the text, each with the number that it holds, as pairs."""
    cites = fields.pop("cites", ())
    values = {"reference_number": number, "date": day, **fields}
    said = {name: FieldValue(value=value, confidence=90.0) for name, value in values.items() if value}
    if cites:
        numbers, passages = zip(*cites, strict=True)
        said["references"] = FieldValue(value=list(numbers), printed="\n".join(passages), confidence=90.0)
    file = LetterFile(no=1, name=f"{id}.pdf", sha256="0" * 63 + str(len(id) % 10), size=1, kind="application/pdf")
    letter = Letter(id=id, unit="office", stage="understood", grants=list(grants), fields=said, files=[file])
    give_keys(letter)
    house.store.commit(Changes.of(letter))
    return id
