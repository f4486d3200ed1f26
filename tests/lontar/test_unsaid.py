"""No line of the log says a secret, whoever brings it there; what is none stays."""

import json
import logging
from collections.abc import Callable

import pytest

from lontar import logs
from lontar.settings import load, secrets_of
from lontar.unsaid import Unsaid
from tests.lontar.test_logs import said

__all__ = ["said"]
log = logging.getLogger("lontar.office")
MARK = "kX9mark-7Qz"
"""Stands for every secret."""
LINES = (
    f"mongodb://lontar:{MARK}@db.example:27017/lontar cannot be reached",
    f"smtps://arsip:{MARK}@mail.example",
    f"POST /sign-in password={MARK}&next=/",
    f'{{"passphrase": "{MARK}", "nik": "12"}}',
    f"Authorization: Bearer {MARK}",
    f"Cookie: lontar={MARK}",
    f"token = '{MARK}'",
    f"client_secret={MARK}",
    f"whsec_{MARK}",
    f"AGE-SECRET-KEY-1{MARK}",
    f"https://arsip.example/reset/{MARK}.abcdef",
    f"/setup?token={MARK}-abcdef",
    f"code={MARK}&state=1",
    f"sent lontar_{MARK}{'x' * 33} to the gateway",
)


@pytest.mark.parametrize("line", LINES)
def test_a_secret_is_not_said(line: str) -> None:
    assert MARK not in Unsaid()(line)


@pytest.mark.parametrize(
    "line",
    [
        "Letter 01M8QKJESE1W3E8VM54G3FNVQV was read in 3.2 s",
        "https://arsip.example/letters/01M8QKJESE1W3E8VM54G3FNVQV?page=2",
        "Nomor : 005/12/DPU/2019, Hal: Undangan",
        "mongodb://db.example:27017/lontar",
        "the index is away: it does not answer",
    ],
)
def test_what_is_none_stays(line: str) -> None:
    assert Unsaid()(line) == line


def test_secrets_of_the_settings_are_found_as_they_are(tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings = load({"LONTAR_HOME": str(tmp_path), "LONTAR_SMTP_PASSWORD": f"kata {MARK} sandi"}, tmp_path)
    assert MARK not in Unsaid(secrets_of(settings))(f"535 refused: kata {MARK} sandi is wrong")


def test_neither_message_nor_value_nor_trace_says_it(said: Callable[[], str]) -> None:
    logs.install(logs.Settings(log="json"), [f"{MARK}-of-the-settings"])
    try:
        raise ValueError(f"smtp://arsip:{MARK}@mail.example refused {MARK}-of-the-settings")
    except ValueError:
        log.exception("password=%s", MARK, extra={"said": {"address": f"https://x:{MARK}@y.example"}})
    text = said()
    assert MARK not in text
    assert json.loads(text)["room"] == "office"
    logs.install(logs.Settings(), [f"{MARK}-of-the-settings"])
    log.warning("Bearer %s", MARK)
    assert MARK not in said()
