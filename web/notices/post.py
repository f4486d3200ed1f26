"""Messages about notices: each at once or those of a day in one, and nothing in a person's quiet hours.

By mail a notice is marked as sent before its message goes out, and marked back when the server is away: a process that
ends in between has sent one too few, never one twice; the page tells of it in any case. The webhook gets the message
again under the same id, by which it tells a repeat: the notice is put off for a while before, and marked behind.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from lontar.notices.unseen import Told, readable
from lontar.settings import again as settings_now
from lontar.wiring import House
from office.access import reader_of
from office.choices import Choices, choices_of
from office.days import zone_of
from office.errors import MessageRefused, Unready
from office.notifier import Notifier, notifiers
from schemas.errors import Conflict, Unavailable
from schemas.notice import Notice
from schemas.person import Person
from schemas.stored import new_id, now
from store.again import again
from store.changes import Changes, PutRow
from store.contract import Row

MOST = 1000
"""Notices of a channel that are looked at in one round."""
TRIES = 3
"""Messages in a row that find nobody there, after which the channel rests until the next round."""
AWAY, LONGEST = timedelta(minutes=1), timedelta(hours=1)
"""How long a message waits that found nobody there: twice as long each time."""
UNSURE = timedelta(minutes=2)
"""After so long a message to the webhook is sent again, of which nobody knows whether it went out."""


def post(house: House, at: datetime | None = None) -> int:
    """Send what is due; how many messages went out. `at`: the present, in UTC. Raises Unavailable for a channel that is
    away: what is not sent waits, and the other channels go on."""
    settings, sent, fault = settings_now(house.settings), 0, None
    for channel, notifier in notifiers(settings.office, settings.webhook).items():
        count, error = Round(house, channel, notifier, at or now()).go()
        sent, fault = sent + count, fault or error
    if fault:
        raise fault
    return sent


class Round:
    """What one channel has to send at a moment."""

    def __init__(self, house: House, channel: str, notifier: Notifier, at: datetime) -> None:
        self._house, self._channel, self._notifier, self._at = house, channel, notifier, at

    def go(self) -> tuple[int, Unavailable | None]:
        """How many messages went out, and the first fault."""
        sent, fault, failed = 0, None, 0
        for person, chosen, rows in self._bundles():
            try:
                sent += self._send(person, chosen, rows)
                failed = 0
            except Unavailable as error:
                fault, failed = fault or error, failed + 1
                if failed == TRIES:
                    break
        return sent, fault

    def _bundles(self) -> Iterator[tuple[Row | None, Choices, list[Row]]]:
        """The notices of one message together, as they were when it was first tried."""
        store, of = self._house.store, f"{self._channel}_at"
        where = {self._channel: "waiting", of: {"$lte": self._at}}
        rows = store.find(Notice, where, sort=[(of, 1)], limit=MOST)
        people = store.get_many(Person, sorted({row["person"] for row in rows}))
        found: dict[str, list[Row]] = {}
        for row in rows:
            daily = choices_of(people.get(row["person"])).daily
            key = row.get(f"{self._channel}_id") or (f"of {row['person']}" if daily else row["_id"])
            found.setdefault(key, []).append(row)
        for some in found.values():
            person = people.get(some[0]["person"])
            yield person, choices_of(person), some

    def _send(self, person: Row | None, chosen: Choices, rows: Sequence[Row]) -> int:
        """1 for a message; 0 when there is nothing to tell, not now, or another process has taken it."""
        told = self._told(person, chosen, rows)
        if person is None or not told:
            self._take(rows, state="none")
            return 0
        loud = chosen.loud(self._at, zone_of(self._house.store, person["unit"]))
        if loud > self._at:
            self._take(rows, at=loud)
            return 0
        id = rows[0].get(f"{self._channel}_id") or (rows[0]["_id"] if len(rows) == 1 else new_id())
        first = {"state": "sent"} if self._channel == "mail" else {"at": self._at + UNSURE}
        if not self._take(rows, id=id, **first):
            return 0
        from web.notices.message import message  # it brings the web's catalogue along

        try:
            self._notifier.send(message(self._house, id, person, told, rows[0]["at"]))
        except Unavailable:
            tries = int(rows[0].get(f"{self._channel}_tries") or 0)
            self._mark(rows, state="waiting", at=self._at + min(AWAY * 2 ** min(tries, 10), LONGEST), tries=tries + 1)
            raise
        except MessageRefused:
            self._mark(rows, state="refused")
            return 0
        self._mark(rows, state="sent")
        return 1

    def _told(self, person: Row | None, chosen: Choices, rows: Sequence[Row]) -> list[Told]:
        """What is still wanted, not seen meanwhile, and may be read."""
        wanted = [row for row in rows if chosen.wants(self._channel, row["kind"]) and not _is_seen(chosen, row)]
        with suppress(Unready):
            return readable(self._house, reader_of(self._house.store, str((person or {}).get("_id"))), wanted)
        return []

    def _take(self, rows: Sequence[Row], **said: Any) -> bool:
        """False when somebody changed one of them meanwhile: it is looked at anew the next time."""
        with suppress(Conflict):
            self._house.store.commit(self._changed(rows, said))
            return True
        return False

    def _mark(self, rows: Sequence[Row], **said: Any) -> None:
        """Of what this process has taken, whatever else happened to it."""
        ids = [row["_id"] for row in rows]

        def decide() -> Changes:
            return self._changed(list(self._house.store.get_many(Notice, ids).values()), said)

        again(self._house.store, decide)

    def _changed(self, rows: Sequence[Row], said: dict[str, Any]) -> Changes:
        named = {self._channel if name == "state" else f"{self._channel}_{name}": value for name, value in said.items()}
        changed = [row | named for row in rows if not named.items() <= row.items()]
        return Changes(puts=tuple(PutRow(Notice, row) for row in changed))


def _is_seen(chosen: Choices, row: Row) -> bool:
    """On the page, where it is told of too."""
    return bool(row["seen"]) and chosen.wants("page", row["kind"])
