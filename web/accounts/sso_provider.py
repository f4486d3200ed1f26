"""The office's sign-in service: what it says of itself, its keys, and whom a code stands for. Every call goes out by
office/outward.py, to addresses of the service's own choosing too."""

import base64
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlsplit

from office import outward
from office.identities import Identity
from office.outward import LOOPBACK, Answer, Way
from schemas.errors import Unavailable
from web.accounts import sso_tokens as tokens
from web.accounts.sso_begun import Begun, Expected
from web.accounts.sso_errors import (
    NotVerified,
    ServiceAway,
    ServiceFault,
    UnknownKey,
    WrongIssuer,
    WrongSignature,
    code_shown,
)
from web.accounts.sso_tokens import Keys
from web.settings import SingleSignOn

WELL_KNOWN = "/.well-known/openid-configuration"
SECONDS = 8.0
"""For each of the calls of a sign-in, of which there are two to four."""
LARGEST = 256 * 1024
"""Bytes of an answer; those of large services are below 20 KB."""
FRESH = 600.0
"""Seconds for which what the service says of itself holds."""
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
SERVICE = "The sign-in service"


@dataclass(frozen=True)
class Known:
    """What the service says of itself, and its keys, since `at` (of a clock that only goes forward)."""

    said: Mapping[str, Any]
    keys: Keys
    at: float


@dataclass(frozen=True)
class Proven:
    """Who signed in, and what else the service says of them. `token`: with which it is asked for more."""

    identity: Identity
    claims: Mapping[str, Any]
    token: str | None


class Provider:
    """One of a process; what it knows of the service is asked for at the first sign-in, and shared by threads."""

    def __init__(self, settings: SingleSignOn, inside_hosts: str, seconds: float = SECONDS) -> None:
        self._settings = settings
        inside = outward.hosts(inside_hosts)
        if _host(settings.oidc_issuer) in LOOPBACK:
            inside |= LOOPBACK  # the setting itself says that it is this machine
        self._way = Way(SERVICE, inside, seconds, LARGEST)
        self._known: Known | None = None
        self._lock = threading.Lock()

    def leaving(self, begun: Begun) -> str:
        """The address of the service that a browser is sent to. Raises ServiceAway, ServiceFault, WrongIssuer."""
        address = str(self._about().said["authorization_endpoint"])
        return tokens.leaving(address, self._settings.oidc_client_id, begun)

    def demand_issuer(self, named: str | None) -> None:
        """Of what came back with a code (RFC 9207). Raises WrongIssuer."""
        must = self._about().said.get("authorization_response_iss_parameter_supported") is True
        if (named or must) and named != self._settings.oidc_issuer:
            raise WrongIssuer

    def proven(self, code: str, begun: Begun) -> Proven:
        """Who signed in. Raises what sso_tokens.claims raises, and ServiceAway."""
        known = self._about()
        answer = self._exchanged(known, code, begun)
        token, access = answer.get("id_token"), answer.get("access_token")
        if not isinstance(token, str):
            raise ServiceFault(why="it gave no ID token")
        access = access if isinstance(access, str) else None
        expected = Expected(self._settings.oidc_issuer, self._settings.oidc_client_id, begun.nonce, access)
        try:
            said = tokens.claims(token, known.keys, expected)
        except (UnknownKey, WrongSignature):
            said = tokens.claims(token, self._again(known).keys, expected)  # it may have new keys by now
        return Proven(Identity(self._settings.oidc_issuer, said["sub"]), said, access)

    def verified_email(self, proven: Proven) -> str:
        """The address that the service has verified. Where its ID token has none, it is asked for. Raises NotVerified,
        ServiceAway, ServiceFault."""
        said, address = proven.claims, self._about().said.get("userinfo_endpoint")
        if "email" not in said and proven.token and isinstance(address, str):
            answer = self._asked(address, headers={"Authorization": f"Bearer {proven.token}"})
            said = _object(answer)
            if said.get("sub") != proven.identity.subject:
                raise ServiceFault(why="it told about somebody else")
        email = said.get("email")
        if not isinstance(email, str) or not email or said.get("email_verified") is not True:
            raise NotVerified
        return email

    def _exchanged(self, known: Known, code: str, begun: Begun) -> dict[str, Any]:
        settings, headers = self._settings, {"Content-Type": "application/x-www-form-urlencoded"}
        ways = known.said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        more = {"client_id": settings.oidc_client_id}
        if settings.oidc_client_secret and "client_secret_basic" not in ways and "client_secret_post" in ways:
            more["client_secret"] = settings.oidc_client_secret
        elif settings.oidc_client_secret:
            pair = f"{quote_plus(settings.oidc_client_id)}:{quote_plus(settings.oidc_client_secret)}"  # RFC 6749, 2.3.1
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        body = tokens.exchange(code, begun, **more)
        answer = self._asked(str(known.said["token_endpoint"]), body, headers, taken=range(200, 500))
        said = _object(answer)
        if answer.status != 200:
            raise ServiceFault(why=f"it did not take the code ({_code_of(said.get('error'))})")
        return said

    def _about(self) -> Known:
        with self._lock:
            if self._known is None or time.monotonic() - self._known.at > FRESH:
                self._known = self._fetched()
            return self._known

    def _again(self, known: Known) -> Known:
        """What the service says now, unless another thread has just asked."""
        with self._lock:
            if self._known is known:
                self._known = self._fetched()
            assert self._known is not None
            return self._known

    def _fetched(self) -> Known:
        issuer = self._settings.oidc_issuer
        said = _object(self._asked(issuer.rstrip("/") + WELL_KNOWN))
        if said.get("issuer") != issuer:
            raise WrongIssuer
        for name in NEEDED:
            self._address(str(said.get(name) or ""), f"its {name}")
        keys = tokens.keys(_object(self._asked(str(said["jwks_uri"]))))
        return Known(said, keys, time.monotonic())

    def _address(self, url: str, name: str) -> Any:
        try:
            return outward.address_of(url, self._way, name)
        except Unavailable as error:
            raise ServiceFault(why=error.params["why"]) from error

    def _asked(
        self,
        url: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        taken: range = range(200, 201),
    ) -> Answer:
        address = self._address(url, "its address")
        try:
            answer = outward.asked(self._way, address, body, {"Accept": "application/json"} | dict(headers or {}))
        except outward.TooLong as error:
            raise ServiceFault(why=f"it is larger than {LARGEST} bytes") from error
        except Unavailable as error:
            raise ServiceAway(why=error.params["why"]) from error
        if answer.status not in taken:
            raise ServiceFault(why=f"it has the status {answer.status}")
        return answer


def _object(answer: Answer) -> dict[str, Any]:
    """Raises ServiceFault for what is not one object of JSON."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise ServiceFault(why="it is not JSON") from error
    if not isinstance(found, dict):
        raise ServiceFault(why="it is not JSON")
    return found


def _code_of(error: object) -> str:
    return code_shown(error if isinstance(error, str) else "")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
