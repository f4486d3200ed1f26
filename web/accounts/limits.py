"""How often something may be asked for from one network address or for one login, over all web processes."""

import hashlib
from datetime import timedelta
from math import ceil

from flask import request

from schemas.attempts import Attempts
from schemas.errors import LontarError
from schemas.stored import now
from store.again import again
from store.changes import Changes
from store.removal import removed
from web.current import house, web_settings

SWEEP = 50


class TooManyTries(LontarError):
    code, title, status = "too-many-tries", "Too many tries", 429
    sentence = "There were too many failed sign-ins."
    advice = "Try again in %(minutes)s min, or ask your administrator for a new password."


class TooManyMessages(LontarError):
    code, title, status = "too-many-messages", "Too many messages", 429
    sentence = "Too many messages were asked for."
    advice = "Look into your mail, or ask again in %(minutes)s min."


class TooManyGuesses(LontarError):
    code, title, status = "too-many-guesses", "Too many tries", 429
    sentence = "Too many addresses were opened that do not exist."
    advice = "Try again in %(minutes)s min."


class TooManyFiles(LontarError):
    code, title, status = "too-many-files", "Too many files", 429
    sentence = "Too many files were verified from this network."
    advice = "Try again in %(minutes)s min."


def _messages(login: str) -> dict[str, int]:
    """What is counted of messages, with its limit. Hashed, because people type passwords into the wrong field."""
    limits = web_settings()
    counted = {
        f"message login:{login.strip().lower()}": limits.sign_in_attempts,
        f"message address:{request.remote_addr}": limits.sign_in_attempts_address,
    }
    return {hashlib.sha256(key.encode()).hexdigest(): limit for key, limit in counted.items()}


def count_message(login: str) -> None:
    """Count one message that was asked for, whether or not there is anybody to write to. Raises TooManyMessages."""
    wanted = _messages(login)
    if seconds := wait(wanted):
        raise TooManyMessages(minutes=ceil(seconds / 60), retry_after=ceil(seconds))
    for key in wanted:
        count_one(key)
    sweep()


def refuse_guesses() -> None:
    """Raises TooManyGuesses while this network address has to wait: it asked for too many secrets that are none."""
    if seconds := wait(_guesses()):
        raise TooManyGuesses(minutes=ceil(seconds / 60), retry_after=ceil(seconds))


def count_guess() -> None:
    for key in _guesses():
        count_one(key)
    sweep()


def _guesses() -> dict[str, int]:
    key = hashlib.sha256(f"guess address:{request.remote_addr}".encode()).hexdigest()
    return {key: web_settings().sign_in_attempts_address}


def count_file() -> None:
    """Count one file that somebody wants verified. Raises TooManyFiles."""
    key = hashlib.sha256(f"verify address:{request.remote_addr}".encode()).hexdigest()
    if seconds := wait({key: house().settings.verify.verify_page_files}):
        raise TooManyFiles(minutes=ceil(seconds / 60), retry_after=ceil(seconds))
    count_one(key)
    sweep()


def wait(wanted: dict[str, int]) -> float:
    """Seconds until what is counted may go on; 0: now."""
    rows = house().store.get_many(Attempts, list(wanted))
    full = [row["until"] for key, row in rows.items() if row["until"] > now() and row["count"] >= wanted[key]]
    return max(((until - now()).total_seconds() for until in full), default=0.0)


def count_one(key: str) -> None:
    store = house().store

    def decide() -> Changes:
        row = store.get(Attempts, key)
        counted = Attempts.unpacked(row) if row else Attempts(id=key, until=window_end())
        if counted.until <= now():
            counted.count, counted.until = 0, window_end()
        counted.count += 1
        return Changes.of(counted)

    again(store, decide)  # another process may count at the same moment


def window_end() -> object:
    return now() + timedelta(minutes=web_settings().sign_in_window_minutes)


def forget_one(key: str) -> None:
    row = house().store.get(Attempts, key)
    if row:
        removed(house().store, Attempts, row)


def sweep() -> None:
    for row in house().store.find(Attempts, {"until": {"$lt": now()}}, sort=[("until", 1)], limit=SWEEP):
        removed(house().store, Attempts, row)
