"""Who has looked at a restricted letter: kept for each person, way and hour, told to those who may read the log.

Of a secret letter nobody sees anything that cannot be kept here; of a limited one a store that is full stands in
nobody's way. Letters of the ordinary class are not counted: whoever works in their unit may read them anyway.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from lontar.wiring import House
from office.access import Reader, demand
from office.grants import ORDINARY, SECRET
from schemas.errors import Conflict, Unavailable
from schemas.event import INSTALLATION, SYSTEM
from schemas.look import Look
from schemas.person import Person
from schemas.stored import now
from schemas.times import in_utc
from store.changes import Changes
from store.contract import Row
from store.removal import removed

ACTION = "events.read"
MOST = 500
"""Lines of one answer, the latest."""
SWEPT = 100
log = logging.getLogger("lontar.looks")


def looked(house: House, reader: Reader, letter: Mapping[str, Any], way: str, by: str) -> None:
    """Keep that a reader looks at a letter now, once an hour for each way.

    Raises DiskFull, Unavailable for a secret letter: then it is not to be shown."""
    if letter.get("security_class", ORDINARY) == ORDINARY or reader.person == SYSTEM:
        return
    at = now()
    who = reader.person if reader.person != INSTALLATION else f"{INSTALLATION}:{reader.operator or ''}"
    id = f"{letter['_id']}.{who}.{way}.{by}.{at:%Y%m%d%H}"
    one = Look(id=id, letter=letter["_id"], person=reader.person, operator=reader.operator, way=way, by=by, at=at)
    try:
        if house.store.get(Look, id) is None:
            with suppress(Conflict):  # somebody else with the same eyes: another tab
                house.store.commit(Changes.of(one))
    except Unavailable:
        if letter["security_class"] in SECRET:
            raise
        log.warning("a look could not be kept", extra={"said": {"letter": letter["_id"], "person": reader.person}})


def of_letter(house: House, reader: Reader, letter: str) -> list[dict[str, Any]]:
    """Who has looked at it, the latest first; the rule about the letter is the caller's to ask. Raises Forbidden."""
    demand(reader, ACTION)
    return _said(house, house.store.find(Look, {"letter": letter}, sort=[("at", -1)], limit=MOST))


def of_person(house: House, reader: Reader, person: str) -> list[dict[str, Any]]:
    """At which letters somebody has looked, by their ids alone. Raises Forbidden."""
    demand(reader, ACTION)
    return _said(house, house.store.find(Look, {"person": person}, sort=[("at", -1)], limit=MOST))


def sweep(house: House) -> None:
    """Lines older than the days of the settings go; 0 days: none ever."""
    if days := house.settings.accounts.looks_days:
        old = {"at": {"$lt": now() - timedelta(days=days)}}
        for row in house.store.find(Look, old, sort=[("at", 1)], limit=SWEPT):
            removed(house.store, Look, row)


def _said(house: House, rows: list[Row]) -> list[dict[str, Any]]:
    names = house.store.get_many(Person, sorted({row["person"] for row in rows}))
    return [
        {
            "letter": row["letter"],
            "person": row["person"],
            "name": names.get(row["person"], {}).get("name") or row.get("operator") or row["person"],
            "way": row["way"],
            "by": row["by"],
            "at": in_utc(row["at"]),
        }
        for row in rows
    ]
