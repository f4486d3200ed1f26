"""Time stamping servers on loopback, good ones and those that answer wrongly: each behaves as its path says."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import tsp, x509
from asn1crypto.keys import PrivateKeyInfo
from certomancer.services import TimeStamper

KINDS = ("html", "refused", "garbage", "other-document", "old", "not-for-time", "forged", "silent")

REFUSED = bytes.fromhex("30053003020102")
"""A TimeStampResp of a status alone: rejection (2)."""


class Server(ThreadingHTTPServer):
    """`key`, `certificate`: what it signs with; `plain`: a certificate of the same key that is not for time.
    `fault`: how the next answers are, whatever their path says."""

    daemon_threads = True

    def __init__(self, key: PrivateKeyInfo, certificate: x509.Certificate, plain: x509.Certificate) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key, self.certificate, self.plain = key, certificate, plain
        self.fault, self.over = "", threading.Event()

    def at(self, kind: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{kind}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        kind = self.server.fault or self.path.strip("/")
        if kind == "silent":
            self.server.over.wait()
            return
        body = b"<html>Sedang dalam pemeliharaan</html>" if kind in ("html", "garbage") else self._answer(kind, asked)
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if kind == "html" else "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, kind: str, asked: tsp.TimeStampReq) -> bytes:
        if kind == "refused":
            return REFUSED
        if kind == "other-document":
            asked["message_imprint"]["hashed_message"] = bytes(32)
        certificate = self.server.plain if kind == "not-for-time" else self.server.certificate
        at = datetime(2020, 2, 2, tzinfo=UTC) if kind == "old" else None
        found = TimeStamper(certificate, self.server.key, fixed_dt=at).request_tsa_response(asked)
        if kind == "forged":
            (signer,) = found["time_stamp_token"]["content"]["signer_infos"]
            signer["signature"] = bytes(signer["signature"].native[:-1]) + b"\0"
        return bytes(found.dump())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(key: PrivateKeyInfo, certificate: x509.Certificate, plain: x509.Certificate) -> Iterator[Server]:
    with Server(key, certificate, plain) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
