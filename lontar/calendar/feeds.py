"""The feed of a person's calendar for their other programs: an address with a token that is shown once and can be
taken back."""

from datetime import timedelta

from lontar.act import happened
from lontar.calendar.items import Calendar, Item
from lontar.wiring import House
from office import tokens
from office.access import Reader, reader_of
from schemas.calendar_feed import CalendarFeed
from schemas.errors import NotFound, WrongUse
from schemas.event import INSTALLATION
from schemas.stored import now
from store.again import again
from store.changes import Changes, Remove
from store.contract import Row

BACK, AHEAD = timedelta(days=60), timedelta(days=365)
GONE = timedelta(days=30)
"""How long a feed says of an appointment that it was cancelled, so that every program hears of it."""


def own(house: House, reader: Reader) -> Row | None:
    rows = house.store.find(CalendarFeed, {"person": reader.person}, sort=[("made_at", -1)], limit=1)
    return rows[0] if rows else None


def make(house: House, reader: Reader) -> str:
    """The token of a new feed; the one that there was ends. Raises WrongUse for who is no person."""
    if reader.person == INSTALLATION:
        raise WrongUse(what="A calendar feed", why="it needs a person whose it is")
    token = tokens.new()

    def decide() -> Changes:
        made = CalendarFeed(id=tokens.digest(token), person=reader.person)
        event = happened(reader, "person.feed-made", reader.person, of="people")
        return Changes.of(made, events=[event]) + _ended(house, reader)

    again(house.store, decide)
    return token


def revoke(house: House, reader: Reader) -> bool:
    """Whether there was one."""

    def decide() -> Changes:
        ended = _ended(house, reader)
        event = happened(reader, "person.feed-ended", reader.person, of="people")
        return ended + Changes(events=(event,)) if ended else Changes()

    return bool(again(house.store, decide))


def reader_by(house: House, token: str) -> Reader:
    """Whose feed it is, with what they may read at this moment. Raises NotFound, Unready for a closed account."""
    row = house.store.get(CalendarFeed, tokens.digest(token))
    if row is None:
        raise NotFound(what="Calendar")
    return reader_of(house.store, row["person"])


def items(house: House, reader: Reader) -> list[Item]:
    """What a feed tells: of the last weeks and the coming year, with what was cancelled of late."""
    today = now().date()
    found = Calendar(house, reader).own(today - BACK, today + AHEAD, gone=True)
    return [item for item in found if item.row.get("cancelled", now()) > now() - GONE]


def _ended(house: House, reader: Reader) -> Changes:
    rows = house.store.find(CalendarFeed, {"person": reader.person}, sort=[("made_at", -1)], limit=100)
    return Changes(removes=tuple(Remove(CalendarFeed, row["_id"], row["version"]) for row in rows))
