"""A stand-in of the BSrE signing service on loopback, in both of its versions. The real service was never reached: this
one is made from its published interface, signs with a test key, and goes wrong in the ways `Faults` names.

What it signed it counts, as the real one bills it: a test can tell whether a letter was signed twice. Numbers of errors
but 2031 are invented."""

import base64
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from signing.pades import LocalSigner
from signing.settings import Settings
from signing.signer import Wish

NIK, EMAIL, PASSPHRASE = "3201010101010001", "sri@sukamaju.example", "sandi rahasia"
USER, PASSWORD = "kantor", "sandi kantor"
HTML = b"<html><body>Layanan sedang dalam pemeliharaan</body></html>"
HOLDS = "text/html", HTML
FAULTS: dict[str, tuple[int, str, bytes]] = {
    "maintenance": (503, *HOLDS),
    "maintenance-as-200": (200, *HOLDS),
    "html": (200, "text/html", b"<html><body>Selamat datang</body></html>"),
    "gateway": (504, "text/html", b"<html>504 Gateway Time-out</html>"),
    "server-error": (500, "text/html", b"<html>Internal Server Error</html>"),
    "no-json": (200, "application/json", b'{"time": 3, "fi'),
    "empty": (200, "application/json", b"{}"),
    "no-file": (200, "application/json", b'{"time": 3, "file": []}'),
    "not-base64": (200, "application/json", b'{"time": 3, "file": ["%%%"]}'),
    "expired": (400, "application/json", b'{"error": "Sertifikat sudah kedaluwarsa", "status_code": 2021}'),
    "revoked": (400, "application/json", b'{"error": "Sertifikat sudah dicabut", "status_code": 2022}'),
    "not-registered": (400, "application/json", b'{"error": "User belum terdaftar", "status_code": 2011}'),
    "moved": (302, "text/html", b""),
}
"""Answers that it gives without having signed."""
AFTER = ("silent", "cut", "half", "other-letter", "unsigned", "drip")
"""Ways to go wrong after it has signed."""


class StandIn(ThreadingHTTPServer):
    """`fault`: how the next requests to sign go wrong; empty: not at all. `signed`: how often it signed; `seen`: each
    request as it understood it, without the file. `codes`: one-time codes that it sent and nobody used
    yet; `email`: of whom it knows."""

    daemon_threads = True

    def __init__(self, key: LocalSigner, other: bytes = b"") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key, self.other = key, other
        self.fault, self.signed, self.seen = "", 0, list[dict[str, Any]]()
        self.codes, self.email = list[str](), EMAIL
        self.over = threading.Event()

    def settings(self, version: int = 2, seconds: float = 20.0) -> Settings:
        address = f"http://127.0.0.1:{self.server_port}"
        return Settings(
            bsre_address=address, bsre_version=version, bsre_user=USER, bsre_password=PASSWORD, bsre_seconds=seconds
        )


class _Handler(BaseHTTPRequestHandler):
    server: StandIn
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._say(200, "application/json", json.dumps({"status": "ISSUE"}).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Authorization"] != f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}":
            self._say(401, "text/html", b"")
        elif self.path.endswith("/user/check/status"):
            known = json.loads(body).get("email") == self.server.email or json.loads(body).get("nik") == NIK
            self._say(200, "application/json", json.dumps({"status": "ISSUE" if known else "NOT_REGISTERED"}).encode())
        elif self.path.endswith("/sign/get/totp"):
            self._send_code(json.loads(body))
        else:
            self._sign(self._multipart(body) if self.path == "/api/sign/pdf" else json.loads(body))

    def _multipart(self, body: bytes) -> dict[str, Any]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = BytesParser(policy=HTTP).parsebytes(head + body).iter_parts()
        found = {one.get_param("name", header="content-disposition"): one.get_payload(decode=True) for one in parts}
        return {str(name): text if name in ("file", "imageTTD") else text.decode() for name, text in found.items()}

    def _send_code(self, said: dict[str, Any]) -> None:
        """By e-mail, which is here the list of codes."""
        if self.server.fault in FAULTS:
            self._say(*FAULTS[self.server.fault])
        elif (said.get("email"), said["data"]) == (self.server.email, 1):
            self.server.codes.append(f"{secrets.randbelow(1_000_000):06}")
            self._say(200, "application/json", json.dumps({"message": "TOTP berhasil dikirim"}).encode())
        else:
            self._say(*FAULTS["not-registered"])

    def _proves(self, said: dict[str, Any]) -> str:
        """What is wrong with what was typed. A code is good once, whatever becomes of the answer."""
        if "totp" in said:
            if said["totp"] not in self.server.codes:
                return f"Kode TOTP salah atau kedaluwarsa: {said['totp']}"
            self.server.codes.remove(said["totp"])
            return ""
        return "" if said["passphrase"] == PASSPHRASE else f"Passphrase anda salah: {said['passphrase']}"

    def _sign(self, said: dict[str, Any]) -> None:
        self.server.seen.append({name: value for name, value in said.items() if name != "file"})
        if self.server.fault in FAULTS:
            self._say(*FAULTS[self.server.fault])
        elif error := self._proves(said):
            wrong = {"error": error, "status_code": 2041 if "totp" in said else 2031}
            self._say(400, "application/json", json.dumps(wrong).encode())
        else:
            sent = said["file"] if isinstance(said["file"], bytes) else base64.b64decode(said["file"][0])
            found = self.server.key.sign(sent, Wish())
            self.server.signed += 1
            self._answer(sent, found)

    def _answer(self, sent: bytes, found: bytes) -> None:
        """The signed letter, or what becomes of it on the way."""
        match self.server.fault:
            case "silent":
                self.server.over.wait()
                self.close_connection = True
                return
            case "cut":
                self.close_connection = True
                return
            case "other-letter":
                found = self.server.other
            case "unsigned":
                found = sent
        is_v1 = self.path == "/api/sign/pdf"
        body = found if is_v1 else json.dumps({"time": 12, "file": [base64.b64encode(found).decode()]}).encode()
        self._say(200, "application/pdf" if is_v1 else "application/json", body)

    def _say(self, status: int, kind: str, body: bytes) -> None:
        half = self.server.fault in ("half", "drip")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if half else body)
        if half:
            self.wfile.flush()
            while self.server.fault == "drip" and not self.server.over.wait(0.02):
                self.wfile.write(b" ")
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        with suppress(OSError):  # whoever asked has gone
            super().handle()


@contextmanager
def running(key: LocalSigner, other: bytes = b"") -> Iterator[StandIn]:
    """`key` signs; `other`: a signed letter that is sent back in place of the one that was asked for."""
    with StandIn(key, other) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
