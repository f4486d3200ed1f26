"""Letters that seem to be the same one, taken in twice: of the same bytes, or scanned anew. Shown, never merged by
itself; of a letter that a person may not read nothing follows for what they see."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.fields.bones import bones, near
from lontar.paging import is_whole, pages_of
from lontar.understanding.agreement import agree, is_open
from lontar.understanding.likeness import Said, likeness
from lontar.understanding.threads import SEEN, facts_of
from lontar.understanding.threads import said as letter_said
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter
from schemas.letter_text import LetterText
from schemas.page import said
from store.contract import Row

MOST_LIKE = 500
"""Letters that share a band or a number that are looked at."""
MOST_READ = 12
"""Of these, letters whose words are compared."""
PAGES, WORDS = 3, 1500
"""Pages and words of each that are."""


KINDS = ("file", "scan", "perhaps")
"""Of a duplicate, the surest first."""


@dataclass(frozen=True)
class Duplicate:
    """A letter that seems to be the same: `kind` is "file" for the same bytes, "scan" for another image of the same
    print, of which `likeness` percent of the words are read alike, "perhaps" where its number or its recipients could
    not be read on both, so that it may be another one of the same form."""

    letter: Row
    kind: str
    likeness: int = 100


def duplicates(house: House, reader: Reader, letter: Row) -> list[Duplicate]:
    """The duplicates of a letter that the reader may read, those of the same bytes first."""
    bands = (house.store.get(LetterText, letter["_id"]) or {}).get("bands") or ()
    return _found(house, letter, bands, lambda: pages_of(house, letter["_id"]), lambda row: may_see(reader, row))


def copies(house: House, letter: Row, bands: Sequence[int], pages: Sequence[Row]) -> list[str]:
    """The ids of all letters that seem to be the same one, whoever may read them, while it is understood: its text's
    `bands` and its `pages` in their order are not kept yet. None that only may be it."""
    found = _found(house, letter, bands, lambda: pages, lambda _: True)
    return [one.letter["_id"] for one in found if one.kind != "perhaps"]


def may_be_one(one: Row, other: Row) -> bool:
    """Whether two letters may be one: nobody has told them apart, and what they say of themselves agrees."""
    return _not_told_apart(one, other) and agree(one, other)


def _found(
    house: House,
    letter: Row,
    bands: Sequence[int],
    pages: Callable[[], Sequence[Row]],
    readable: Callable[[Row], bool],
) -> list[Duplicate]:
    def standing(rows: Iterable[Row]) -> dict[str, Row]:
        return {row["_id"]: row for row in rows if not row.get("withdrawn") and readable(row)}

    sharing = standing(row for file in letter["files"] for row in _sharing(house, file)).values()
    same = [row for row in sharing if _not_told_apart(letter, row)]
    ids = {row["_id"] for row in same}
    alike = [row for row in standing(_alike(house, letter, bands)).values() if row["_id"] not in ids]
    found = [Duplicate(row, "file") for row in same]
    mine: list[Said] = []
    for row in [row for row in alike if may_be_one(letter, row)][:MOST_READ]:
        mine = mine or _words(pages())
        its = _words(pages_of(house, row["_id"]))
        share = likeness(mine, its)
        if share is not None:
            kind = "perhaps" if is_open(letter, row, mine, its) else "scan"
            found.append(Duplicate(row, kind, round(100 * share)))
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def _not_told_apart(one: Row, other: Row) -> bool:
    """Whether these are two rows of which nobody has said that they are two letters."""
    told = other["_id"] in (one.get("unlike") or ()) or one["_id"] in (other.get("unlike") or ())
    return one["_id"] != other["_id"] and not told


def as_dict(one: Duplicate) -> dict[str, Any]:
    """As `lontar show --json` and the JSON API give it."""
    return {"letter": letter_said(one.letter), "kind": one.kind, "likeness": one.likeness}


def _sharing(house: House, file: Row) -> list[Row]:
    """Letters that show a page of the same original."""
    rows = house.store.find(Letter, {"files.sha256": file["sha256"]}, limit=MOST_LIKE, fields=(*SEEN, "files"))
    return [row for row in rows if any(_overlap(file, one) for one in row["files"] if one["sha256"] == file["sha256"])]


def _overlap(one: Row, other: Row) -> bool:
    """Whether two files over one original show a page of it both."""
    return is_whole(one) or is_whole(other) or not set(one.get("leaves") or ()).isdisjoint(other.get("leaves") or ())


def _alike(house: House, letter: Row, bands: Sequence[int]) -> list[Row]:
    """Letters that may be another image of this one: of a like number, of a like text, of the day of one without a
    number."""
    facts = facts_of(letter)
    keys = [key for key in near(facts.number, facts.day) if not key.startswith("@")]
    of_day = [] if facts.number else bones("", facts.day)
    return [*_keyed(house, keys), *_worded(house, set(bands)), *_keyed(house, of_day)]


def _keyed(house: House, keys: Sequence[str]) -> list[Row]:
    return house.store.find(Letter, {"bones": {"$in": list(keys)}}, limit=MOST_LIKE, fields=SEEN) if keys else []


def _worded(house: House, bands: set[int]) -> list[Row]:
    """Letters of a like text, the likest first."""
    if not bands:
        return []
    texts = house.store.find(LetterText, {"bands": {"$in": sorted(bands)}}, limit=MOST_LIKE, fields=("bands",))
    likest = sorted(texts, key=lambda row: -len(set(row["bands"]) & bands))
    return list(house.store.get_many(Letter, [row["_id"] for row in likest]).values())


def _words(pages: Sequence[Row]) -> list[Said]:
    """The first words of a letter's pages with their places."""
    return [word for number, page in enumerate(pages[:PAGES]) for word in words_of(number, page)][:WORDS]


def words_of(number: int, page: Row) -> Sequence[Said]:
    """The words of a stored page, number `number` of its letter; without places where it has no image."""
    text, rows = said(page)
    if not rows:
        return [Said(word, float(page.get("confidence") or 0)) for word in text.split()]
    wide = page.get("width") or 0
    return [
        Said(text[start:end], sure, (number, (x0 + x1) / 2 / wide, (y0 + y1) / 2 / wide) if wide else None)
        for start, end, x0, y0, x1, y1, sure in rows
    ]
