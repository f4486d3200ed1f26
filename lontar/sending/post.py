"""Letters on their way to addresses outside: each goes out once, with its files.

A mailing is marked as going before its message goes out. Who is killed in between leaves it so, and after a while it is
called unsure: nobody can know whether the server took the message, so a person says whether it goes again (under the
same Message-ID, by which the recipient's server tells a repeat)."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from lontar.act import happened
from lontar.sending.message import message
from lontar.sending.planning import mailable
from lontar.settings import again as settings_now
from lontar.wiring import House
from office.access import Reader, itself
from office.errors import MaybeSent
from office.mail import is_set
from office.notices import Enclosed, is_for_ever, send_mail
from schemas.errors import Conflict, LontarError, Unavailable
from schemas.letter import Letter
from schemas.sending import LONGEST_WHY, Mailing
from schemas.stored import now
from store.again import again
from store.changes import Changes, Happened, PutRow
from store.contract import Row

MOST = 200
"""Mailings that are looked at in one round."""
TRIES = 3
"""Messages in a row that find nobody there, after which the round ends."""
AWAY, LONGEST = timedelta(minutes=1), timedelta(hours=1)
"""How long one waits that found nobody there: twice as long each time."""
GIVEN_UP = timedelta(days=2)
"""After so long without a server one has failed."""
UNSURE = timedelta(minutes=5)
"""Longer than any sending takes (office/notices.py)."""
INTERRUPTED = "the sending was interrupted"
VERBS = {"mailed": "letter.mailed", "failed": "letter.mail-failed", "unsure": "letter.mail-failed"}


def post(house: House, at: datetime | None = None) -> int:
    """Mail what is due; how many went out. `at`: the present, in UTC. Raises Unavailable for a server that is away:
    what is not sent waits."""
    present = at or now()
    _interrupted(house, present)
    if not is_set(settings_now(house.settings).office):
        return 0
    where = {"state": "waiting", "at": {"$lte": present}}
    count, fault, failed = 0, None, 0
    for row in house.store.find(Mailing, where, sort=[("at", 1)], limit=MOST):
        try:
            count += _posted(house, row, present)
            failed = 0
        except Unavailable as error:
            fault, failed = fault or error, failed + 1
            if failed == TRIES:
                break
    if fault:
        raise fault
    return count


def _interrupted(house: House, at: datetime) -> None:
    """Those that a killed process has left behind."""
    where = {"state": "going", "at": {"$lte": at}}
    for row in house.store.find(Mailing, where, sort=[("at", 1)], limit=MOST):
        _take(house, row, _told(row, "unsure", why=INTERRUPTED))


def _posted(house: House, row: Row, at: datetime) -> int:
    """1 for a message; 0 where it may not go any more, or another process has taken it. Raises Unavailable."""
    letter = house.store.get(Letter, row["letter"])
    if letter is None or letter.get("withdrawn") or letter.get("overtaken"):
        _take(house, row, Changes(puts=(PutRow(Mailing, row | {"state": "recalled"}),)))
        return 0
    why = mailable(house, letter)
    if why:
        _take(house, row, _told(row, "failed", why=str(why)))
        return 0
    if not _take(house, row, Changes(puts=(PutRow(Mailing, row | {"state": "going", "at": at + UNSURE}),))):
        return 0
    try:
        _sent(house, row, letter)
    except MaybeSent as error:
        _mark(house, row["_id"], "unsure", why=str(error))
    except Unavailable as error:
        _put_off(house, row, error, at)
        raise
    except LontarError as error:
        _mark(house, row["_id"], "failed", why=str(error))
    else:
        _mark(house, row["_id"], "mailed", mailed_at=now())
        return 1
    return 0


def _sent(house: House, row: Row, letter: Row) -> None:
    """Raises Unavailable, MaybeSent, NotFound for an original that is gone."""
    subject, body = message(house, letter)
    settings = settings_now(house.settings).office
    send_mail(settings, row["address"], subject, body, row["_id"], enclosed=_files(house, letter))


def _files(house: House, letter: Row) -> Sequence[Enclosed]:
    """As they are kept, byte for byte: a signature holds of nothing else."""
    found = []
    for file in letter["files"]:
        with house.originals.open(file["sha256"]) as stream:
            found.append(Enclosed(file["name"], file["kind"], stream.read()))
    return found


def _put_off(house: House, row: Row, error: Unavailable, at: datetime) -> None:
    if is_for_ever(error) or at - row["made_at"] > GIVEN_UP:
        _mark(house, row["_id"], "failed", why=str(error))
        return
    tries = int(row.get("tries") or 0)
    later = at + min(AWAY * 2 ** min(tries, 10), LONGEST)
    _mark(house, row["_id"], "waiting", why=str(error), at=later, tries=tries + 1)


def send_again(house: House, reader: Reader, mailing: str) -> None:
    """One that failed or is unsure; one that waits is tried at once. No change for any other. The caller has asked
    whether the reader may."""

    def decide() -> Changes:
        row = house.store.get(Mailing, mailing) or {}
        if row.get("state") not in ("failed", "unsure", "waiting"):
            return Changes()
        event = happened(reader, "letter.mail-again", row["letter"], after={"mailing": row["_id"]})
        changed = row | {"state": "waiting", "at": now(), "tries": 0}
        return Changes(puts=(PutRow(Mailing, changed),), events=(event,))

    again(house.store, decide)


def _mark(house: House, mailing: str, state: str, **said: Any) -> None:
    """Of what this process has taken."""
    again(house.store, lambda: _told(house.store.get(Mailing, mailing) or {}, state, **said))


def _told(row: Row, state: str, **said: Any) -> Changes:
    if "why" in said:
        said["why"] = said["why"][:LONGEST_WHY]
    kept = {name: value for name, value in row.items() if name != "why"}
    changed = PutRow(Mailing, kept | said | {"state": state})
    if state not in VERBS:
        return Changes(puts=(changed,))
    after = {"mailing": row["_id"], "state": state}  # whoever reads the letter may read this; not the address
    event = Happened(VERBS[state], f"letters/{row['letter']}", itself().person, after=after)
    return Changes(puts=(changed,), events=(event,))


def _take(house: House, row: Row, changes: Changes) -> bool:
    """False when somebody changed it meanwhile: it is looked at anew the next time."""
    with suppress(Conflict):
        house.store.commit(changes)
        return True
    return False
