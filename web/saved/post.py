"""Messages about letters that newly answer a saved search: at once, or those of a day in one.

An alert is marked as sent before its message goes out, and marked back when the mail server refuses: a process that
ends in between has sent one message too few, never one twice. The page tells of the letter in any case.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from lontar.finding.alerts import MAILS, readable
from lontar.settings import again
from lontar.wiring import House
from office.access import reader_of
from office.choices import MORNING
from office.days import zone_of
from office.errors import Unready
from office.mail import is_set
from office.notices import send_mail
from schemas.alert import Alert
from schemas.errors import Conflict, Unavailable
from schemas.person import Person
from schemas.saved_search import SavedSearch
from schemas.stored import now
from store.changes import Changes
from store.contract import Row

MOST = 1000
"""Alerts of one kind that are looked at in one round."""


def post(house: House, at: datetime | None = None) -> int:
    """Send what is due; how many messages went out. `at`: the present, in UTC. Raises Unavailable for a mail server
    that is away: what is not sent waits."""
    at_once, of_days = _bundles(house, "waiting", "search"), _bundles(house, "daily", "person")
    if not (at_once or of_days) or not is_set(again(house.settings).office):
        return 0
    due = (rows for rows in of_days if is_due(rows[0]["at"], at or now(), _zone(house, rows[0]["person"])))
    return sum(_send(house, rows) for rows in (*at_once, *due))


def _bundles(house: House, mail: str, by: str) -> list[list[Row]]:
    """The alerts that wait so, those of one message together, the earliest first."""
    found: dict[str, list[Row]] = {}
    for row in house.store.find(Alert, {"mail": mail}, sort=[("at", 1)], limit=MOST):
        found.setdefault(row[by], []).append(row)
    return list(found.values())


def is_due(first: datetime, at: datetime, zone: ZoneInfo) -> bool:
    """Whether a morning has come since the first alert of a day's message. Times in UTC, without saying so."""
    here = at.replace(tzinfo=UTC).astimezone(zone)
    morning = datetime.combine(here.date(), MORNING, zone)
    last = morning if here >= morning else morning - timedelta(days=1)
    return first.replace(tzinfo=UTC) < last


def _zone(house: House, person: str) -> ZoneInfo:
    return zone_of(house.store, str((house.store.get(Person, person) or {}).get("unit")))


def _send(house: House, rows: Sequence[Row]) -> bool:
    """One message; False when there is nothing to tell, or another process has taken it."""
    person, told = house.store.get(Person, rows[0]["person"]), []
    searches = house.store.get_many(SavedSearch, sorted({row["search"] for row in rows}))
    wanted = [row for row in rows if not row["seen"] and searches.get(row["search"], {}).get("alert") in MAILS]
    with suppress(Unready):
        told = readable(house, reader_of(house.store, rows[0]["person"]), wanted)
    kept = [Alert.unpacked(row) for row in rows]
    if not _marked(house, kept, "sent" if told else "none"):
        return False
    if not told or person is None:
        return False
    from web.saved.message import message  # it brings the web's catalogue along

    subject, body = message(house, person, told, searches)
    try:
        send_mail(again(house.settings).office, person["login"], subject, body)
    except Unavailable:
        _marked(house, kept, rows[0]["mail"])
        raise
    return True


def _marked(house: House, alerts: Sequence[Alert], mail: str) -> bool:
    """False when somebody changed one of them meanwhile: it is looked at anew the next time."""
    for alert in alerts:
        alert.mail = mail
    try:
        house.store.commit(Changes.of(*alerts))
    except Conflict:
        return False
    return True
