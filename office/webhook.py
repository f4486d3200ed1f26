"""Calling the office's webhook: signed as Standard Webhooks says, and never a way into a network that it is not in.

The signature is HMAC-SHA256 over "ID.TIMESTAMP.BODY" with the bytes behind whsec_, in the header webhook-signature.
(standardwebhooks.com, version 1.0.0)
"""

import base64
import binascii
import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import SplitResult, urlsplit

from office.settings import Webhook
from schemas.errors import Unavailable

SECONDS = 15.0
"""How long a call may take from connecting to the answer's head."""
SHORTEST, LONGEST = 24, 64
"""Bytes of a secret."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
PREFIX = "whsec_"


class Hook:
    """The webhook of these settings. Nothing is looked at before the first call."""

    def __init__(self, settings: Webhook, clock: Callable[[], float] = time.time, seconds: float = SECONDS) -> None:
        self._settings, self._clock, self._seconds = settings, clock, seconds

    def call(self, id: str, said: Mapping[str, Any]) -> int:
        """POST `said` as JSON; the status of the answer, which is not followed elsewhere and not read.

        Raises Unavailable for an address or a secret that cannot be used, and when nobody answers in time."""
        address, key = _address(self._settings), _key(self._settings.webhook_secret)
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        at = str(int(self._clock()))
        headers = {
            "content-type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": at,
            "webhook-signature": signature(key, id, at, body),
        }
        try:
            return self._answered(address, body, headers)
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(what="The webhook", why=str(error) or type(error).__name__) from error

    def _answered(self, address: SplitResult, body: bytes, headers: dict[str, str]) -> int:
        host, tls = str(address.hostname), address.scheme == "https"
        reached = _reached(host, address.port or (443 if tls else 80), self._seconds, self._settings.webhook_inside)
        cut = threading.Timer(self._seconds, lambda: _cut(reached))
        cut.start()  # who says a byte now and then would hold the thread for ever
        try:
            if tls:
                reached = ssl.create_default_context().wrap_socket(reached, server_hostname=host)
            connection = http.client.HTTPConnection(host, address.port, timeout=self._seconds)
            connection.sock = reached
            connection.request(
                "POST", (address.path or "/") + (f"?{address.query}" if address.query else ""), body, headers
            )
            return connection.getresponse().status
        finally:
            cut.cancel()
            reached.close()


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


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not SHORTEST <= len(key) <= LONGEST:
        why = f"LONTAR_WEBHOOK_SECRET is not {PREFIX} and base64 of {SHORTEST} to {LONGEST} bytes"
        raise Unavailable(what="The webhook", why=why)
    return key


def _address(settings: Webhook) -> SplitResult:
    """Raises Unavailable for what is neither https nor on this machine."""
    try:
        found = urlsplit(settings.webhook_url)
        host, _port = found.hostname, found.port
    except ValueError as error:
        raise Unavailable(what="The webhook", why=f"LONTAR_WEBHOOK_URL is no address ({error})") from error
    if not host or not (found.scheme == "https" or (found.scheme == "http" and host in LOOPBACK)):
        raise Unavailable(what="The webhook", why="LONTAR_WEBHOOK_URL is not https:// with a host")
    if found.username or found.password:
        raise Unavailable(what="The webhook", why="LONTAR_WEBHOOK_URL holds an account; the signature is enough")
    return found


def _reached(host: str, port: int, seconds: float, inside: str) -> socket.socket:
    """A connection to the first address of a host that may be called. Raises OSError, Unavailable."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = [one[4] for one in found if _may_be_called(host, str(one[4][0]), inside)]
    if not allowed:
        why = f"{host} is in a private network; LONTAR_WEBHOOK_INSIDE does not name it"
        raise Unavailable(what="The webhook", why=why)
    return socket.create_connection((str(allowed[0][0]), port), timeout=seconds)


def _may_be_called(host: str, address: str, inside: str) -> bool:
    """By the address that is then connected to, so that a name which points elsewhere a moment later leads nowhere."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if host in LOOPBACK:
        return ip.is_loopback
    return (ip.is_global and not ip.is_multicast) or (host == inside.strip().lower() and not ip.is_loopback)


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        connection.shutdown(socket.SHUT_RDWR)
