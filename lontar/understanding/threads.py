"""Threads: the letters that a letter answers, those that answer it, and the whole affair, as one person may read them.

Nothing is stored of it but the keys of numbers and the word of people: who a reference means is decided whenever
somebody looks, among the letters that they may read. So a reference finds its letter by itself when that arrives, a
correction of either side counts at once, and of what a person may not read nothing follows for what they see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.fields import number_key
from ingest.fields.bones import bones, is_part, near
from ingest.fields.citation import Citation
from lontar.understanding.keys import by_number, citations, may_cite
from lontar.understanding.resolution import Facts, decide
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter, values_of
from store.contract import Row

MOST_LIKE = 2000
"""Letters of numbers like the one looked for that are looked at."""
MOST_CITING = 60
"""Letters that cite one letter and are shown with it."""
MOST = 40
"""Letters of one affair that are walked through."""
SEEN = ("fields", "grants", "withdrawn", "within", "ties", "unlike", "unsure", "cited")
"""Members of a letter that threads are made of."""


@dataclass(frozen=True)
class Reference:
    """What a letter says of another one, and the letter that it means: None where none is found that the person may
    read. `by_hand`: a person said so; `sure`: its number says so, and not its day and sender alone."""

    cited: Citation
    letter: Row | None
    by_hand: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Citing:
    """A letter that cites another one, as surely as it means that."""

    letter: Row
    sure: bool = True


@dataclass(frozen=True)
class Thread:
    """`references`: in the order of the text; `citing`: letters that cite this one; `affair`: all letters that surely
    hang together, this one too, by their days."""

    references: tuple[Reference, ...]
    citing: tuple[Citing, ...]
    affair: tuple[Row, ...]


class Threads:
    """What one person sees, each letter looked up once."""

    def __init__(self, house: House, reader: Reader) -> None:
        self.house, self.reader = house, reader
        self._referred: dict[str, tuple[Reference, ...]] = {}
        self._citing: dict[str, tuple[Citing, ...]] = {}

    def of(self, letter: Row) -> Thread:
        return Thread(self.references(letter), self.citing(letter), self.affair(letter))

    def references(self, letter: Row) -> tuple[Reference, ...]:
        """What the letter cites."""
        if letter["_id"] not in self._referred:
            self._referred[letter["_id"]] = tuple(self._resolved(letter, one) for one in citations(letter))
        return self._referred[letter["_id"]]

    def citing(self, letter: Row) -> tuple[Citing, ...]:
        """The letters that cite it, by their days."""
        if letter["_id"] not in self._citing:
            number, day = _number(letter)
            keys = near(number, day)
            tied = self._found({"ties.letter": letter["_id"]})
            others = self._found({"cited": {"$in": keys}}) if keys else []
            may = [row for row in others if may_cite(row.get("cited") or (), number, day)]
            rows = in_order(self._readable([*tied, *may])[:MOST_CITING])
            found = [(row, self._means(row, letter["_id"])) for row in rows]
            self._citing[letter["_id"]] = tuple(Citing(row, one.sure) for row, one in found if one)
        return self._citing[letter["_id"]]

    def affair(self, letter: Row) -> tuple[Row, ...]:
        """All that hangs together with it, walked both ways; nothing where it stands alone."""
        found, waiting = {letter["_id"]: letter}, [letter]
        while waiting and len(found) < MOST:
            one = waiting.pop(0)
            cited = [reference.letter for reference in self.references(one) if reference.letter and reference.sure]
            for other in [*cited, *(citing.letter for citing in self.citing(one) if citing.sure)]:
                if other["_id"] not in found and len(found) < MOST:
                    found[other["_id"]] = other
                    waiting.append(other)
        return tuple(in_order(found.values())) if len(found) > 1 else ()

    def like(self, number: str, day: int = 0) -> list[Row]:
        """Letters that bear a number like this one, and those of this day, for a person to choose from."""
        keys = [key for key in near(number) if "@" not in key]
        where: list[Row] = [{"number_key": number_key(number)}] if number_key(number) else []
        where += [{"bones": {"$in": some}} for some in (keys, bones("", day)) if some]
        return self._readable(row for each in where for row in self._found(each))[:MOST_CITING]

    def _means(self, letter: Row, id: str) -> Reference | None:
        """By which reference a letter means another one: a sure one before others."""
        found = [one for one in self.references(letter) if one.letter is not None and one.letter["_id"] == id]
        return max(found, key=lambda one: one.sure, default=None)

    def _resolved(self, letter: Row, cited: Citation) -> Reference:
        tie = tie_of(letter, cited.name)
        if tie.get("letter"):
            meant = self.readable(tie["letter"])
            return Reference(cited, meant, by_hand=meant is not None)
        numbered = self._found({"bones": {"$in": by_number(cited)}}) if cited.number else []
        found = self._meant(letter, cited, numbered, tie.get("others", ()))
        if (found.letter and found.sure) or not cited.day:
            return found
        of_day = self._found({"bones": bones("", cited.day)[0]})
        if len(of_day) == MOST_LIKE:
            return Reference(cited, None)  # one that was not looked at may be meant as well
        unread = [row for row in of_day if _is_unread(row, cited)]
        return self._meant(letter, cited, [*numbered, *unread], tie.get("others", ()))

    def _meant(self, letter: Row, cited: Citation, rows: Iterable[Row], others: Sequence[str]) -> Reference:
        by_id = {row["_id"]: row for row in self._readable(rows) if row["_id"] not in others}
        chosen = decide(cited, facts_of(letter), map(facts_of, by_id.values()))
        return Reference(cited, by_id[chosen.letter.id], sure=chosen.sure) if chosen else Reference(cited, None)

    def readable(self, id: str) -> Row | None:
        """A letter that stands; of one that was merged into another, that one."""
        row = self.house.store.get(Letter, id)
        while row is not None and row.get("within"):
            row = self.house.store.get(Letter, row["within"])
        return row if row is not None and not row.get("withdrawn") and may_see(self.reader, row) else None

    def _found(self, where: Row) -> list[Row]:
        return self.house.store.find(Letter, where, limit=MOST_LIKE, fields=SEEN)

    def _readable(self, rows: Iterable[Row]) -> list[Row]:
        """Each once."""
        found = {row["_id"]: row for row in rows if not row.get("withdrawn") and may_see(self.reader, row)}
        return list(found.values())


def _is_unread(row: Row, cited: Citation) -> bool:
    """Whether one of the two has no number, or a part of that of the other."""
    number, _ = _number(row)
    return not number or not cited.number or is_part(cited.number, number)


def tie_of(letter: Row, number: str) -> Row:
    """A person's word on a reference; empty where there is none."""
    key = number_key(number)
    return next((tie for tie in letter.get("ties") or () if tie["key"] == key), {})


def in_order(rows: Iterable[Row]) -> list[Row]:
    """By day; those without one last, as they came."""
    return sorted(rows, key=lambda row: (_number(row)[1] or 99999999, row["_id"]))


def facts_of(letter: Row) -> Facts:
    values = values_of(letter)
    number, day = _number(letter)
    return Facts(
        letter["_id"],
        number,
        day,
        names=tuple(str(values[name]) for name in ("sender", "signer_position", "signer") if values.get(name)),
        recipients=tuple(values.get("recipients") or ()),
        subject=str(values.get("subject") or ""),
        unsure=() if number else tuple(letter.get("unsure") or ()),
    )


def _number(letter: Row) -> tuple[str, int]:
    values = values_of(letter)
    return str(values.get("reference_number") or ""), int(values.get("date") or 0)


def said(row: Row) -> dict[str, object]:
    """A letter in a list, as the JSON API gives it."""
    values = values_of(row)
    names = ("reference_number", "date", "subject", "sender")
    return {"id": row["_id"]} | {name: values.get(name) for name in names}


def as_dict(thread: Thread) -> dict[str, object]:
    """A thread as `lontar show --json` and the JSON API give it."""
    return {
        "references": [
            {
                "number": one.cited.name,
                "date": one.cited.day or None,
                "sender": one.cited.of or None,
                "letter": said(one.letter) if one.letter else None,
                "by_hand": one.by_hand,
                "sure": one.sure,
            }
            for one in thread.references
        ],
        "cited_by": [said(one.letter) | {"sure": one.sure} for one in thread.citing],
        "letters": [said(row) for row in thread.affair],
    }
