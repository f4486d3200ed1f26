"""Letters that different people may read, and what an answer gives away of those that its reader may not.

Each letter has a word of its own in its text, its fields, its tag and the name of its file. So whatever is answered,
in whatever shape: where the word or the id of a letter stands in it that the reader may not read, it is betrayed.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lontar.followers import rebuild
from lontar.wiring import House
from office.access import Reader
from schemas.letter import Letter, LetterFile, Note
from schemas.letter_text import LetterText
from schemas.stored import new_id, now
from search import tokens
from store.changes import Changes, PutRow

KEYS = ("unit:a", "unit:b", "person:c", "position:d", "unit:e")
LETTERS = 40
_CONSONANTS, _VOWELS = "bdfgklmn", "aeiou"
TOPICS = ("jembatan rusak", "jalan desa", "undangan rapat", "bantuan bibit padi")


@dataclass(frozen=True)
class Archive:
    """`grants` and `secrets`: of each letter by its id, the keys that open it and the word that it alone has."""

    house: House
    grants: dict[str, frozenset[str]]
    secrets: dict[str, str]

    def readable(self, keys: Collection[str]) -> set[str]:
        return {id for id, grants in self.grants.items() if not grants.isdisjoint(keys)}

    def betrayed(self, said: Any, keys: Collection[str]) -> set[str]:
        """The letters that an answer (anything that can be JSON, or text) tells of though its reader has no key."""
        text = (said if isinstance(said, str) else json.dumps(said, default=str, ensure_ascii=False)).lower()
        hidden = self.grants.keys() - self.readable(keys)
        return {id for id in hidden if id.lower() in text or self.secrets[id] in text}


def reader(keys: Collection[str]) -> Reader:
    return Reader("person-x", "Reader", frozenset(keys), frozenset({"staff"}), "a")


def secret(number: int) -> str:
    """A word that is near no other: three syllables, each of which says the number in its way; any two of the first
    forty are three letters apart."""
    ways = [number, number // 8 - number, -number], [number, number // 5 - number, number // 25 - number]
    return "".join(f"{_CONSONANTS[one % 8]}{_VOWELS[other % 5]}xq" for one, other in zip(*ways, strict=True))


def archive(house: House) -> Archive:
    """Understood letters of four topics; which keys open a letter follows from its number."""
    made = [_letter(number) for number in range(LETTERS)]
    puts = [PutRow(kind, row) for letter, text in made for kind, row in ((Letter, letter), (LetterText, text))]
    house.store.commit(Changes(puts=tuple(puts)))
    rebuild(house)
    rows = [letter for letter, _ in made]
    grants = {row["_id"]: frozenset(row["grants"]) for row in rows}
    return Archive(house, grants, {row["_id"]: secret(number) for number, row in enumerate(rows)})


def _letter(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A letter and its text as rows. Each refers to the number of the one before."""
    own, topic = secret(number), TOPICS[number % 4]
    values: dict[str, Any] = {
        "subject": f"{topic} {own}",
        "sender": f"Dinas {own}",
        "recipients": [f"Camat {own}"],
        "reference_number": f"005/{number}/{own}/2019",
        "references": [f"005/{number - 1}/2019"],
        "date": 20190101 + 100 * (number % 12),
    }
    letter = Letter(
        files=[LetterFile(no=1, name=f"{own}.pdf", sha256=f"{number:064x}", size=1, kind="application/pdf", pages=1)],
        unit="a",
        stage="understood",
        tags=[own],
        notes=[Note(by="person-x", text=f"catatan {own}")],
        added_at=now(),
    ).packed()
    fields = {name: {"value": value, "confidence": 90.0} for name, value in values.items()}
    opening = [KEYS[number % 5], KEYS[number // 5 % 5]] if number % 3 else [KEYS[number % 5]]
    row = letter | {"_id": new_id(), "grants": opening, "fields": fields}
    text = f"Surat tentang {topic} nomor 005/{number}/{own}/2019 {own} jernbatan"
    kept = {"text": text, "pages": [[1, 1, 0]], "tokens": tokens.pack(text), "analysis": tokens.VERSION}
    kept |= {"suggested": [[len(text) - 9, len(text), "jembatan"]]}
    return row, {"_id": row["_id"], "version": 0, "schema": 1, **kept}
