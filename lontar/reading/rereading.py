"""A page that a person wants read otherwise: turned, in other languages, with more care. What people said stays."""

from collections.abc import Callable, Sequence
from typing import Any

from ingest.turning import TURNS, turned_box, turned_size
from lontar.act import happened
from lontar.intake.profiles import demand_known, settings_of
from lontar.letters import letter_for
from lontar.reading.review_sheet import page_at
from lontar.wiring import House
from office.access import Reader
from schemas.errors import NotAmong, WrongUse
from schemas.letter import Letter
from schemas.page import Page
from schemas.work import Work
from store.again import again
from store.changes import Changes, Happened
from work import lease


def read_anew(
    house: House, reader: Reader, id: str, number: int, *, languages: str | None = None, profile: str | None = None
) -> list[int]:
    """Page `number` of a letter is read once more, with these models (joined by +) and this profile, else with those of
    its batch, else with the office's.

    Raises NotAmong, which says what there is."""
    demand_known(house.settings.ingest, languages, profile)

    def want(page: Page, letter: Letter) -> list[Happened]:
        wanted = _wanted(house, letter, languages, profile)
        if page.wanted == wanted:
            return []
        page.wanted = wanted
        return [happened(reader, "page.wanted", id, after={"page": number} | wanted)]

    return _asked(house, reader, id, number, want)


def turn(house: House, reader: Reader, id: str, number: int, by: int) -> list[int]:
    """Page `number` is turned by so many degrees clockwise, for ever, and read once more.

    All that has a place on it is turned at once, so that it fits the image that is shown from now on. Raises NotAmong,
    WrongUse for a page without image."""
    if by not in TURNS:
        raise NotAmong(what=str(by), known=", ".join(map(str, TURNS)))

    def want(page: Page, letter: Letter) -> list[Happened]:
        if not page.width:
            raise WrongUse(what="Turning", why="this page has no image")
        _turn(page, letter, by)
        page.wanted = page.wanted or _wanted(house, letter)
        return [happened(reader, "page.turned", id, after={"page": number, "by": by})]

    return _asked(house, reader, id, number, want)


def _asked(
    house: House, reader: Reader, id: str, number: int, want: Callable[[Page, Letter], Sequence[Happened]]
) -> list[int]:
    """`want` changes the page and its letter; whoever reads the letter begins anew with what is wanted."""

    def decide() -> Changes:
        row, _, _ = page_at(house, letter_for(house, reader, id, "page.correct"), number)
        page, letter = Page.unpacked(row), house.store.load(Letter, id)
        events = want(page, letter)
        if not events:
            return Changes()
        return Changes.of(page, letter, events=events) + lease.recalled(house.store.load(Work, id))

    events = again(house.store, decide)
    house.queue.announce()
    return events


def _wanted(house: House, letter: Letter, languages: str | None = None, profile: str | None = None) -> dict[str, Any]:
    """The settings of the reading by name."""
    settings = settings_of(house, letter.unit, letter.batch)
    return {"languages": languages or settings.languages, "profile": profile or settings.profile}


def _turn(page: Page, letter: Letter, by: int) -> None:
    size = (page.width, page.height)

    def turned(box: Sequence[int]) -> list[int]:
        return list(turned_box(box, by, *size))

    page.words = [[start, end, *turned(box), sure] for start, end, *box, sure in page.words]
    page.words_by_hand = [[start, end, *turned(box), sure] for start, end, *box, sure in page.words_by_hand]
    page.uncertain = [[text, *turned(box), sure] for text, *box, sure in page.uncertain]
    page.corrections = [dict(one) | {"box": turned(one["box"])} for one in page.corrections]
    page.width, page.height = turned_size(by, *size)
    page.turned = page.rotation = (page.rotation + by) % 360
    for found in letter.fields.values():
        if (found.file, found.page) == (page.file, page.page) and found.box:
            found.box = turned(found.box)
