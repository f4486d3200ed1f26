"""What people say of a page that was read: corrections of its words, and that it is done. Each act is one commit with
its event; the machine's reading stays beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.corrections import apply, covers, said_anew, share
from lontar.act import happened
from lontar.errors import SaidOtherwise, TooManyCharacters
from lontar.letters import letter_for
from lontar.paging import rows_of
from lontar.reading.review_sheet import page_at
from lontar.understanding.understand import understand
from lontar.wiring import House
from office.access import Reader
from schemas.errors import WrongUse
from schemas.letter import Letter
from schemas.page import Page
from schemas.person import Person
from schemas.stored import now
from store.again import again
from store.changes import Changes, Happened

Change = Mapping[str, Any]
LONGEST_TEXT = 2000
"""Code points that one correction may have: a line is far shorter."""
MOST_CHANGES = 500
"""At once: more than a page has lines."""
LARGEST = 2**31 - 1
"""Of the numbers of a box, as every store keeps them."""


def correct(house: House, reader: Reader, id: str, number: int, changes: Sequence[Change]) -> list[int]:
    """Each of `changes`, {"box", "text", "was"}: in this box stands this text, where `was` stood when somebody looked;
    or {"box", "back": True}: what the machine read stands there again, whoever said what of it.
    The letter is understood again with it. The numbers of the events; a change that stands already makes none.

    Raises WrongUse, SaidOtherwise when another person has said something else there meanwhile."""
    if len(changes) > MOST_CHANGES:
        raise WrongUse(what="changes", why="there are too many; send them in parts")
    for change in changes:
        _demand(change)

    def decide() -> Changes:
        row, _, _ = page_at(house, letter_for(house, reader, id, "page.correct"), number)
        page, letter = Page.unpacked(row), house.store.load(Letter, id)
        pairs = [one for change in changes for one in _change(house, reader, page, change)]
        if not pairs:
            return Changes()
        page.taken_by, page.taken_at = reader.person, now()
        fresh = dict(page.to_mongo())
        rows, stage = [fresh if one["_id"] == page.id else one for one in rows_of(house, id)], letter.stage
        text, changed = understand(house, letter, rows)
        letter.stage = stage  # pages may still have to be read
        return Changes.of(page, text, letter, events=[_event(reader, id, number, pair, changed) for pair in pairs])

    return again(house.store, decide)


def finish(house: House, reader: Reader, id: str, number: int) -> list[int]:
    """The page is done: it leaves the queue."""
    return _declare(house, reader, id, number, is_done=True)


def reopen(house: House, reader: Reader, id: str, number: int) -> list[int]:
    """The page is not done after all: it comes back into the queue if a machine has read words on it."""
    return _declare(house, reader, id, number, is_done=False)


def _declare(house: House, reader: Reader, id: str, number: int, *, is_done: bool) -> list[int]:
    def decide() -> Changes:
        row, _, _ = page_at(house, letter_for(house, reader, id, "page.correct"), number)
        page = Page.unpacked(row)
        if bool(page.reviewed_by) == is_done:
            return Changes()
        page.reviewed_by, page.reviewed_at = (reader.person, now()) if is_done else (None, None)
        page.to_review = page.may_be_doubted and not is_done
        verb = "page.reviewed" if is_done else "page.reopened"
        return Changes.of(page, events=[happened(reader, verb, id, after={"page": number})])

    return again(house.store, decide)


def _under(text: str, words: Sequence[Sequence[Any]], box: Sequence[float]) -> str:
    """What stands in a box: the words whose middle lies in it."""
    return " ".join(text[start:end] for start, end, *place, _ in words if covers(box, place))


def _event(reader: Reader, id: str, number: int, pair: tuple[str, str], changed: dict[str, Any]) -> Happened:
    was, text = pair
    before = {"page": number, "text": was} | changed
    return happened(reader, "page.corrected", id, before=before, after={"page": number, "text": text})


def _demand(change: Change) -> None:
    box, back = change.get("box"), change.get("back") is True
    text, was = ("", "") if back else (change.get("text"), change.get("was"))
    if not _is_box(box) or not isinstance(text, str) or not isinstance(was, str):
        raise WrongUse(what="A correction", why="it needs box (four whole numbers: x0, y0, x1, y1), text and was")
    if len(text) > LONGEST_TEXT:
        raise TooManyCharacters(what="A correction", most=LONGEST_TEXT)


def _is_box(box: object) -> bool:
    whole = isinstance(box, (list, tuple)) and len(box) == 4 and all(type(side) is int for side in box)
    return whole and 0 <= box[0] <= box[2] <= LARGEST and 0 <= box[1] <= box[3] <= LARGEST  # type: ignore[index]


def _change(house: House, reader: Reader, page: Page, change: Change) -> list[tuple[str, str]]:
    box, stands = list(change["box"]), _under(*page.said(), change["box"])
    read = _under(page.text, page.words, box)
    held, others = page.corrections, said_anew(page.corrections, box)
    if change.get("back"):
        put(page, others)
        if _under(*page.said(), box) == read:
            return [(stands, read)] if len(others) < len(held) else []
        if stands == read:
            put(page, held)
            return []
        text = read  # in a line that somebody said as a whole
    else:
        text = " ".join(change["text"].split())
        last = _last(page, box)
        if last and stands == text == last["text"]:
            return []  # sent twice, or another person said the same
        if last and last["by"] != reader.person and stands not in (text, " ".join(change["was"].split())):
            person = house.store.get(Person, last["by"]) or {}
            raise SaidOtherwise(by=person.get("name", last["by"]), now=stands, yours=text, box=box)
    put(page, [*others, {"box": box, "text": text, "read": read, "by": reader.person, "at": now()}])
    return [(stands, text)]


def _last(page: Page, box: Sequence[float]) -> Change | None:
    """What was said last of the place or, as of a line, of a larger one round it."""
    places = (one for one in reversed(page.corrections) if max(share(one["box"], box), share(box, one["box"])) > 0.5)
    return next(places, None)


def put(page: Page, corrections: Sequence[Change]) -> None:
    """The corrections of a page, and its text with them."""
    page.corrections = list(corrections)
    if corrections:
        page.by_hand, page.words_by_hand = apply(page.text, page.words, corrections)
    else:
        page.by_hand, page.words_by_hand = None, []
