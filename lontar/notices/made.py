"""A notice as it is made: whom it is for, of what, and from when on it may be sent by each channel."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lontar.settings import again
from lontar.wiring import House
from office.choices import Choices, choices_of
from office.notifier import notifiers
from schemas.notice import Notice
from schemas.person import Person
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row, Store

ZONE = "Asia/Jakarta"


class Makers:
    """Makes notices of one moment; each person and unit is read once. `channels`: those that are set up."""

    def __init__(self, store: Store, channels: Collection[str], at: datetime | None = None) -> None:
        self._store, self._channels, self._at = store, channels, at or now()
        self._people: dict[str, Row | None] = {}
        self._zones: dict[str, ZoneInfo] = {}

    def notice(self, event: object, person: str, kind: str, **more: Any) -> Notice | None:
        """What `person` is told of an event; None for somebody who has no account any more. `more`: letter, assignment,
        due, data."""
        row = self.person(person)
        if row is None or not row.get("active", True):
            return None
        chosen = choices_of(row)
        made = Notice(id=Notice.key(event, person), person=person, kind=kind, at=self._at, **more)
        made.seen = not chosen.wants("page", kind)
        for channel in self._channels:
            if chosen.wants(channel, kind):
                setattr(made, channel, "waiting")
                setattr(made, f"{channel}_at", self._first(chosen, row))
        return made

    def person(self, id: str) -> Row | None:
        if id not in self._people:
            self._people[id] = self._store.get(Person, id)
        return self._people[id]

    def zone(self, unit: str) -> ZoneInfo:
        if unit not in self._zones:
            self._zones[unit] = zone_of(self._store, unit)
        return self._zones[unit]

    def _first(self, chosen: Choices, person: Row) -> datetime:
        return chosen.first(self._at, self.zone(person["unit"]))


def channels_of(house: House) -> tuple[str, ...]:
    """Those by which a message can go out at present."""
    settings = again(house.settings)
    return tuple(notifiers(settings.office, settings.webhook))


def zone_of(store: Store, unit: str) -> ZoneInfo:
    """The time zone of a unit."""
    return ZoneInfo(str((store.get(Unit, unit) or {}).get("timezone") or ZONE))
