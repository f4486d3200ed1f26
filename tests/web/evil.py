"""A sign-in service on loopback that does what it is told to, good or evil."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "lontar", "rahasia aplikasi"
DISCOVERY, KEYS, TOKEN, USERINFO = "/.well-known/openid-configuration", "/keys", "/token", "/userinfo"
Answer = tuple[int, bytes, dict[str, str]]


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@dataclass
class Service:
    """`claims` go over those of a good token, `metadata` over those of a good document; `instead`: what an address
    answers instead; `signs`: how a token is signed."""

    port: int = 0
    claims: dict[str, Any] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    instead: dict[str, Callable[[], Answer]] = field(default_factory=dict)
    signs: Callable[[dict[str, Any]], str] | None = None
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, auto_kid=True))
    published: list[dict[str, Any]] | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def anew(self) -> None:
        """Good again, with no memory."""
        self.claims, self.info, self.metadata, self.instead, self.signs, self.published = {}, {}, {}, {}, None, None
        self.codes.clear()
        self.asked.clear()

    def code(self, location: str) -> dict[str, str]:
        """What a person comes back with, who was sent to `location` and let in there."""
        said = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        assert said["response_type"] == "code"
        assert said["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = said
        return {"code": code, "state": said["state"]}

    def answer(self, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        self.asked[path] += 1
        if path in self.instead:
            return self.instead[path]()
        if path == DISCOVERY:
            return self._json(self._about())
        if path == KEYS:
            return self._json({"keys": self.published or [self.key.as_dict(private=False)]})
        if path == TOKEN:
            return self._token({name: values[0] for name, values in parse_qs(body.decode()).items()}, headers)
        if path == USERINFO and headers.get("authorization") == "Bearer opener":
            return self._json(self.info)
        return 404, b"", {}

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": self.issuer + TOKEN,
            "jwks_uri": self.issuer + KEYS,
            "userinfo_endpoint": self.issuer + USERINFO,
        } | self.metadata

    def _token(self, form: dict[str, str], headers: dict[str, str]) -> Answer:
        """A code is good once, for whom it was given, for the secret that was told of before (PKCE)."""
        begun = self.codes.pop(form.get("code", ""), None)
        pair = base64.b64encode(b"lontar:rahasia+aplikasi").decode()
        if headers.get("authorization") != f"Basic {pair}":
            return self._json({"error": "invalid_client"}, 401)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if begun is None or begun["code_challenge"] != proof or begun["redirect_uri"] != form["redirect_uri"]:
            return self._json({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "0815", "iat": now, "exp": now + 300, "nonce": begun["nonce"],
            "email": "arsiparis@sukamaju.example", "email_verified": True,
        } | self.claims  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return self._json({"id_token": (self.signs or self.signed)(claims), "access_token": "opener"})

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def unsigned(self, claims: dict[str, Any]) -> str:
        return f"{packed({'alg': 'none'})}.{packed(claims)}."

    def signed_by_what_all_know(self, claims: dict[str, Any]) -> str:
        """HS256 with the public key as the secret: a classic."""
        head = f"{packed({'alg': 'HS256', 'kid': self.key.kid})}.{packed(claims)}"
        made = hmac.new(self.key.as_pem(private=False), head.encode(), hashlib.sha256).digest()
        return f"{head}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"

    def _json(self, value: object, status: int = 200) -> Answer:
        return status, json.dumps(value).encode(), {}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        service: Service = self.server.service  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, content, more = service.answer(urlsplit(self.path).path, body, headers)
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET  # noqa: N815 - as the library calls them

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Whoever hangs up in the middle of an answer that is too long does as they should."""


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.service = service  # type: ignore[attr-defined]
        service.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()
