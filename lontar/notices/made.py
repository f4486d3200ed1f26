"""A notice as it is made: whom it is for, of what, and from when on it may be sent by each channel."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from lontar.settings import again
from lontar.wiring import House
from office.choices import choices_of
from office.days import zone_of
from office.notifier import notifiers
from schemas.notice import Notice
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes, PutRow
from store.contract import Row, Store


class Maker:
    """Makes notices of one moment; what depends on a person and a kind alone is worked out once. `channels`: those
    that are set up."""

    def __init__(self, store: Store, channels: Collection[str], at: datetime | None = None) -> None:
        self._store, self._channels, self._at = store, channels, at or now()
        self._forms: dict[tuple[str, str], Row | None] = {}

    def notice(self, event: object, person: str, kind: str, **more: Any) -> Row | None:
        """What `person` is told of an event; None for somebody who has no account any more. `more`: letter, draft,
        assignment, due, data."""
        if (person, kind) not in self._forms:
            self._forms[person, kind] = self._form(person, kind)
        form = self._forms[person, kind]
        return None if form is None else form | more | {"_id": Notice.key(event, person)}

    def _form(self, person: str, kind: str) -> Row | None:
        row = self._store.get(Person, person)
        if row is None or not row.get("active", True):
            return None
        chosen = choices_of(row)
        made = Notice(person=person, kind=kind, at=self._at, seen=not chosen.wants("page", kind))
        first = chosen.first(self._at, zone_of(self._store, row["unit"]))
        for channel in self._channels:
            if chosen.wants(channel, kind):
                setattr(made, channel, "waiting")
                setattr(made, f"{channel}_at", first)
        return made.packed()


def not_known(store: Store, rows: Iterable[Row]) -> list[Row]:
    """These notices, but for those that there are already."""
    found = {row["_id"]: row for row in rows}
    known = store.get_many(Notice, list(found))
    return [row for id, row in found.items() if id not in known]


def kept(rows: Iterable[Row]) -> Changes:
    """Notices as they are to be."""
    return Changes(puts=tuple(PutRow(Notice, row) for row in rows))


def channels_of(house: House) -> tuple[str, ...]:
    """Those by which a message can go out at present."""
    settings = again(house.settings)
    return tuple(notifiers(settings.office, settings.webhook))
