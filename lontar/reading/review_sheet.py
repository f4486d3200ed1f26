"""One page as somebody corrects it: lines of words, each with what the machine read there and who said otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ingest.corrections import covers, middle
from lontar.letters import letter_for
from lontar.paging import Numbered, numbered
from lontar.reading.suggestions import suggestions
from lontar.wiring import House
from office.access import Reader
from schemas.errors import NotFound
from schemas.page import DOUBT, Page, said, union
from schemas.person import Person
from schemas.rows import gaps, parted
from schemas.stored import now
from schemas.work import TO_COME, Work
from store.contract import Row

HELD = timedelta(minutes=10)
"""Since the last correction of another person: so long it is said that they are at this page."""
Box = tuple[int, ...]


@dataclass(frozen=True)
class SheetWord:
    """`read`: what the machine has there, None where it has nothing; `by`: the name of who said something about it."""

    text: str
    box: Box
    confidence: float
    read: str | None
    by: str | None
    suggestions: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        return self.confidence < DOUBT


@dataclass(frozen=True)
class SheetLine:
    """`uncertain`: words that were taken off the text, beside the line that they stand in."""

    box: Box
    words: tuple[SheetWord, ...]
    uncertain: tuple[tuple[str, Box], ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Sheet:
    """Page `at` of `pages`; `row` is the stored one. `taken_by` is at it as well; `reviewed_by` declared it done."""

    row: Row
    at: Numbered
    pages: int
    lines: tuple[SheetLine, ...]
    being_read: bool
    taken_by: str | None
    reviewed_by: str | None

    @property
    def doubtful(self) -> int:
        return sum(word.doubtful for line in self.lines for word in line.words)


def sheet(house: House, reader: Reader, id: str, number: int) -> Sheet:
    """Page `number` of a letter. Raises NotFound, also for a page that is not read yet; Forbidden."""
    letter = letter_for(house, reader, id, "page.correct")
    row, at, pages = page_at(house, letter, number)
    work = house.store.get(Work, id) or {}
    names = _names(house, row)
    held = row.get("taken_by") not in (None, reader.person) and row["taken_at"] > now() - HELD
    return Sheet(
        row=row,
        at=at,
        pages=pages,
        lines=_lines(row, names),
        being_read=bool(row.get("wanted")) and work.get("state") in TO_COME,
        taken_by=names.get(row["taken_by"]) if held else None,
        reviewed_by=names.get(row.get("reviewed_by") or ""),
    )


def page_at(house: House, letter: Row, number: int) -> tuple[Row, Numbered, int]:
    """The stored page, where it is, and how many the letter has. Raises NotFound."""
    all_pages = numbered(house, letter)
    at = all_pages[number - 1] if 0 < number <= len(all_pages) else None
    row = house.store.get(Page, Page.key(letter["_id"], at.file, at.page)) if at else None
    if at is None or row is None:
        raise NotFound(what="Page")
    return row, at, len(all_pages)


def _names(house: House, row: Row) -> Mapping[str, str]:
    ids = {one["by"] for one in row.get("corrections", ())} | {row.get("taken_by"), row.get("reviewed_by")}
    people = house.store.get_many(Person, sorted(id for id in ids if id))
    return {id: person["name"] for id, person in people.items()}


def _lines(row: Row, names: Mapping[str, str]) -> tuple[SheetLine, ...]:
    text, words = said(row)
    machine, suggested, shown = _machine(row), suggestions(row), list[SheetWord]()
    for start, behind, *box, sure in words:
        read, other = machine.get(tuple(box)), suggested.get(tuple(box))
        says = text[start:behind]
        by = next((one["by"] for one in reversed(row.get("corrections", ())) if covers(one["box"], box)), None)
        hints = tuple(dict.fromkeys(hint for hint in (other and other.word, read) if hint and hint != says))
        shown.append(SheetWord(says, tuple(box), sure, read, names.get(by, by) if by else None, hints))
    found = parted(shown, gaps(text, words))
    boxes = [union([word.box for word in line]) for line in found]
    beside = _beside(row.get("uncertain", ()), boxes, row.get("corrections", ()))
    if not found and beside[0]:
        return (SheetLine(union([box for _, box in beside[0]]), (), tuple(beside[0])),)
    return tuple(
        SheetLine(box, tuple(line), tuple(beside[at])) for at, (box, line) in enumerate(zip(boxes, found, strict=True))
    )


def _machine(row: Row) -> Mapping[tuple[Any, ...], str]:
    """What was read, by the box."""
    text = row.get("text", "")
    return {tuple(box): text[start:end] for start, end, *box, _ in row.get("words", ())}


def _beside(
    uncertain: Sequence[Sequence[Any]], boxes: Sequence[Box], corrections: Sequence[Mapping[str, Any]]
) -> dict[int, list[tuple[str, Box]]]:
    """The uncertain words by the line that is nearest to them in height, but those that were taken into the text."""
    found: dict[int, list[tuple[str, Box]]] = {at: [] for at in range(max(len(boxes), 1))}
    for text, *box, _ in uncertain:
        if any(covers(one["box"], box) for one in corrections):
            continue
        height = middle(box)[1]
        nearest = min(range(len(boxes)), key=lambda at: abs(middle(boxes[at])[1] - height), default=0)
        found[nearest].append((text, tuple(box)))
    return found
