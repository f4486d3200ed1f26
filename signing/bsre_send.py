"""One request to the BSrE signing service and its answer, and what is known when there is none: a request that did not
go out whole was not carried out; one that did may have been."""

import base64
import http.client
from dataclasses import dataclass, field
from urllib.parse import SplitResult

from office import outward
from office.outward import LOOPBACK, Way, short
from schemas.errors import Unavailable
from signing.bsre_request import Asked
from signing.settings import Settings
from signing.signer import Uncertain

LARGEST = 256 << 20
"""Bytes of an answer; base64 of the largest letter and its stamp is far below."""
SERVICE = "The signing service"


@dataclass(frozen=True)
class Answer:
    """`status` of HTTP; `kind`: the media type, in small letters, without parameters."""

    status: int
    kind: str
    body: bytes = field(repr=False)


def answer(settings: Settings, asked: Asked, inside: frozenset[str] = frozenset()) -> Answer:
    """`inside`: hosts that may stand in a private network. Raises Unavailable: nobody was asked;
    Uncertain: somebody was, and the answer did not come whole in time."""
    way, address = _where(settings, inside)
    headers = {"Authorization": f"Basic {_account(settings)}", "Accept": "application/json, application/pdf"}
    if asked.content_type:
        headers["Content-Type"] = asked.content_type
    try:
        connection = outward.opened(way, address)
    except (OSError, http.client.HTTPException) as error:
        raise Unavailable(what=SERVICE, why=short(error)) from error
    try:
        with outward.cutting(connection, settings.bsre_seconds):
            return _talked(connection, address.path.rstrip("/"), asked, headers)
    finally:
        connection.close()


def _talked(connection: http.client.HTTPConnection, path: str, asked: Asked, headers: dict[str, str]) -> Answer:
    try:
        connection.request(asked.method, path + asked.path, asked.body, headers)
    except (OSError, http.client.HTTPException) as error:
        raise Unavailable(what=SERVICE, why=f"the request did not get through ({short(error)})") from error
    try:
        found = connection.getresponse()
        body = found.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise Uncertain(service=SERVICE, why="it is larger than any letter")
        if found.length:
            raise Uncertain(service=SERVICE, why="it broke off")
    except (OSError, http.client.HTTPException) as error:
        raise Uncertain(service=SERVICE, why=short(error)) from error
    return Answer(found.status, (found.getheader("Content-Type") or "").partition(";")[0].strip().lower(), body)


def _where(settings: Settings, inside: frozenset[str]) -> tuple[Way, SplitResult]:
    """Raises Unavailable for an address that cannot be called."""
    way = Way(SERVICE, inside | LOOPBACK, settings.bsre_seconds)
    return way, outward.address_of(settings.bsre_address, way, "LONTAR_BSRE_ADDRESS")


def _account(settings: Settings) -> str:
    return base64.b64encode(f"{settings.bsre_user}:{settings.bsre_password}".encode()).decode()
