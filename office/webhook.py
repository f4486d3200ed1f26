"""Calling the office's webhook: signed as Standard Webhooks says, and never a way into a network that it is not in.

The signature is HMAC-SHA256 over "ID.TIMESTAMP.BODY" with the bytes behind whsec_, in the header webhook-signature.
(standardwebhooks.com, version 1.0.0)
"""

import base64
import binascii
import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import SplitResult

from office import outward
from office.outward import LOOPBACK, Way
from office.settings import Webhook
from schemas.errors import Unavailable

SECONDS = 15.0
"""How long a call may take from connecting to the answer's head."""
SHORTEST, LONGEST = 24, 64
"""Bytes of a secret."""
PREFIX = "whsec_"


class Hook:
    """The webhook of these settings. Nothing is looked at before the first call."""

    def __init__(self, settings: Webhook, clock: Callable[[], float] = time.time, seconds: float = SECONDS) -> None:
        self._settings, self._clock, self._seconds = settings, clock, seconds

    def call(self, id: str, said: Mapping[str, Any]) -> int:
        """POST `said` as JSON; the status of the answer, which is not followed elsewhere and not read.

        Raises Unavailable for an address or a secret that cannot be used, and when nobody answers in time."""
        way, address = _address(self._settings, self._seconds)
        key = _key(self._settings.webhook_secret)
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        at = str(int(self._clock()))
        headers = {
            "content-type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": at,
            "webhook-signature": signature(key, id, at, body),
        }
        try:
            return _answered(way, address, body, headers)
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(what="The webhook", why=str(error) or type(error).__name__) from error


def _answered(way: Way, address: SplitResult, body: bytes, headers: dict[str, str]) -> int:
    connection = outward.opened(way, address)
    try:
        with outward.cutting(connection, way.seconds):
            connection.request("POST", outward.path_of(address), body, headers)
            with connection.getresponse() as answer:
                return answer.status
    finally:
        connection.close()


def signature(key: bytes, id: str, at: str, body: bytes) -> str:
    """ "v1," and base64 of the HMAC."""
    made = hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


def why_not(settings: Webhook) -> dict[str, str]:
    """By the name of a setting what it must be, where it is not; nothing where no webhook is set. Asks no network."""
    if not settings.webhook_url:
        return {"webhook_url": "set where LONTAR_WEBHOOK_SECRET is"} if settings.webhook_secret else {}
    found: dict[str, str] = {}
    try:
        _address(settings)
    except Unavailable as error:
        found["webhook_url"] = f"such that it can be called ({error.params['why']})"
    try:
        _key(settings.webhook_secret)
    except Unavailable as error:
        found["webhook_secret"] = f"such that it can be signed with ({error.params['why']})"
    return found


def _address(settings: Webhook, seconds: float = SECONDS) -> tuple[Way, SplitResult]:
    """Raises Unavailable for what cannot be called."""
    inside = outward.hosts(settings.webhook_inside) | LOOPBACK
    way = Way("The webhook", inside, seconds, named_in="LONTAR_WEBHOOK_INSIDE")
    return way, outward.address_of(settings.webhook_url, way, "LONTAR_WEBHOOK_URL")


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not SHORTEST <= len(key) <= LONGEST:
        why = f"LONTAR_WEBHOOK_SECRET is not {PREFIX} and base64 of {SHORTEST} to {LONGEST} bytes"
        raise Unavailable(what="The webhook", why=why)
    return key
