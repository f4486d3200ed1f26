"""One request to the BSrE signing service and its answer, and what is known when there is none: a request that did not
go out whole was not carried out; one that did may have been."""

import base64
import http.client
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from socket import SHUT_RDWR, socket
from urllib.parse import urlsplit

from schemas.errors import Unavailable
from signing.bsre_request import Asked
from signing.settings import Settings
from signing.signer import Uncertain

LARGEST = 256 << 20
"""Bytes of an answer; base64 of the largest letter and its stamp is far below."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SERVICE = "The signing service"


@dataclass(frozen=True)
class Answer:
    """`status` of HTTP; `kind`: the media type, in small letters, without parameters."""

    status: int
    kind: str
    body: bytes = field(repr=False)


def answer(settings: Settings, asked: Asked) -> Answer:
    """Raises Unavailable: nobody was asked; Uncertain: somebody was, and the answer did not come whole in time."""
    connection, path = _connection(settings)
    headers = {"Authorization": f"Basic {_account(settings)}", "Accept": "application/json, application/pdf"}
    if asked.content_type:
        headers["Content-Type"] = asked.content_type
    try:
        connection.connect()
    except (OSError, http.client.HTTPException) as error:
        raise Unavailable(what=SERVICE, why=_short(error)) from error
    held = connection.sock
    cut = threading.Timer(settings.bsre_seconds, lambda: _cut(held))
    cut.start()  # who says a byte now and then would hold the thread for ever
    try:
        return _talked(connection, path, asked, headers)
    finally:
        cut.cancel()
        connection.close()


def _talked(connection: http.client.HTTPConnection, path: str, asked: Asked, headers: dict[str, str]) -> Answer:
    try:
        connection.request(asked.method, path + asked.path, asked.body, headers)
    except (OSError, http.client.HTTPException) as error:
        raise Unavailable(what=SERVICE, why=f"the request did not get through ({_short(error)})") from error
    try:
        found = connection.getresponse()
        body = found.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise Uncertain(service=SERVICE, why="it is larger than any letter")
        if found.length:
            raise Uncertain(service=SERVICE, why="it broke off")
    except (OSError, http.client.HTTPException) as error:
        raise Uncertain(service=SERVICE, why=_short(error)) from error
    return Answer(found.status, (found.getheader("Content-Type") or "").partition(";")[0].strip().lower(), body)


def _connection(settings: Settings) -> tuple[http.client.HTTPConnection, str]:
    """A connection that is not open yet, and the path before those of the service. Raises Unavailable."""
    try:
        found = urlsplit(settings.bsre_address)
        host, port = found.hostname, found.port
    except ValueError as error:
        raise Unavailable(what=SERVICE, why=f"LONTAR_BSRE_ADDRESS is no address ({error})") from error
    if not host or not (found.scheme == "https" or (found.scheme == "http" and host in LOOPBACK)):
        raise Unavailable(what=SERVICE, why="LONTAR_BSRE_ADDRESS is not https:// with a host")
    seconds, path = settings.bsre_seconds, found.path.rstrip("/")
    if found.scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=seconds), path
    return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context()), path


def _account(settings: Settings) -> str:
    return base64.b64encode(f"{settings.bsre_user}:{settings.bsre_password}".encode()).decode()


def _short(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "it took too long"
        case http.client.IncompleteRead():
            return "it broke off"
        case http.client.RemoteDisconnected() | ConnectionResetError():
            return "the connection was cut"
    return str(error) or type(error).__name__


def _cut(held: "socket | None") -> None:
    if held is not None:
        with suppress(OSError):  # it has ended by itself
            held.shutdown(SHUT_RDWR)
