"""What a person wants to be told, by which channel, and when: kept with the account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from schemas.errors import WrongUse
from schemas.notice import CHANNELS, KINDS, SUMMARIES
from store.contract import Row

PLACE = "notices"
"""Under which name an account's preferences hold them."""
MORNING = time(7)
"""When the message of a day goes out, in the time zone of the person's unit."""
EVERYWHERE = ("page", *CHANNELS)
LONGEST_CONTACT = 100


@dataclass(frozen=True)
class Choices:
    """`off`: (channel, kind) of what is not wanted; `daily`: what came in a day is sent in one message in the morning;
    `quiet`: from when until when nothing is sent, across midnight where it ends before it begins; `contact`: what the
    gateway behind the webhook knows the person by, a number or a name: without it nothing goes there."""

    off: frozenset[tuple[str, str]] = frozenset()
    daily: bool = False
    quiet: tuple[time, time] | None = None
    contact: str = ""

    def wants(self, channel: str, kind: str) -> bool:
        if (channel, kind) in self.off or (channel == "hook" and not self.contact):
            return False
        return channel != "page" or kind not in SUMMARIES

    def first(self, at: datetime, zone: ZoneInfo) -> datetime:
        """From when on something that came at a time may be sent. Times in UTC, without saying so."""
        here = at.replace(tzinfo=UTC).astimezone(zone)
        if self.daily:
            here = datetime.combine(here.date() + timedelta(days=here.time() > MORNING), MORNING, zone)
        return _utc(self._loud(here))

    def loud(self, at: datetime, zone: ZoneInfo) -> datetime:
        """The same time, or the end of the quiet hours that it falls into."""
        return _utc(self._loud(at.replace(tzinfo=UTC).astimezone(zone)))

    def _loud(self, here: datetime) -> datetime:
        if self.quiet is None:
            return here
        begin, end = self.quiet
        clock = here.time()
        if not (begin <= clock < end if begin <= end else clock >= begin or clock < end):
            return here
        return datetime.combine(here.date() + timedelta(days=clock >= end), end, here.tzinfo)

    @property
    def hours(self) -> tuple[str, str]:
        """The quiet hours as they are typed: 21:00, 06:00; empty where there are none."""
        return (f"{self.quiet[0]:%H:%M}", f"{self.quiet[1]:%H:%M}") if self.quiet else ("", "")

    def kinds(self, channel: str) -> list[str]:
        """What is wanted by a channel."""
        return [kind for kind in KINDS if (channel, kind) not in self.off]

    def kept(self) -> dict[str, Any]:
        """As an account holds them."""
        off = {channel: sorted(kind for where, kind in self.off if where == channel) for channel in EVERYWHERE}
        quiet = list(self.hours) if self.quiet else []
        return {"off": off, "daily": self.daily, "quiet": quiet, "contact": self.contact}


def choices_of(person: Row | None) -> Choices:
    """Those of an account; who chose nothing is told everything, at once."""
    kept = ((person or {}).get("preferences") or {}).get(PLACE) or {}
    off = frozenset((channel, kind) for channel, kinds in (kept.get("off") or {}).items() for kind in kinds)
    quiet = [time.fromisoformat(one) for one in kept.get("quiet") or ()]
    return Choices(off, bool(kept.get("daily")), (quiet[0], quiet[1]) if quiet else None, str(kept.get("contact", "")))


def typed(wanted: Mapping[str, list[str]], *, daily: bool, quiet: tuple[str, str], contact: str) -> Choices:
    """Choices from a form: `wanted`: kinds by channel. Raises WrongUse, naming the field."""
    off = frozenset((one, kind) for one in EVERYWHERE for kind in KINDS if kind not in wanted.get(one, ()))
    if len(contact.strip()) > LONGEST_CONTACT or not contact.isprintable():
        raise WrongUse(what="The name at the gateway", why="it is too long or holds a line break", field="contact")
    return Choices(off, daily, _hours(*quiet), contact.strip())


def _hours(begin: str, end: str) -> tuple[time, time] | None:
    if not begin.strip() and not end.strip():
        return None
    found = []
    for field, said in (("quiet_from", begin), ("quiet_until", end)):
        try:
            found.append(datetime.strptime(said.strip().replace(".", ":"), "%H:%M").time())  # noqa: DTZ007
        except ValueError:
            raise WrongUse(
                what=said or "An empty time", why="it is no time of day such as 21:00", field=field
            ) from None
    if found[0] == found[1]:
        raise WrongUse(what=begin, why="the quiet hours end when they begin", field="quiet_until")
    return found[0], found[1]


def _utc(here: datetime) -> datetime:
    return here.astimezone(UTC).replace(tzinfo=None)
