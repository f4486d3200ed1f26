"""A webhook on the loopback address that keeps what it is told, and answers as it is told to."""

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Call = tuple[dict[str, str], bytes]
"""Headers in lower case, and the body."""


@dataclass
class Receiver:
    """`status`: what it answers; `silent`: it says nothing for so long as this is not set."""

    calls: queue.Queue[Call] = field(default_factory=queue.Queue)
    status: int = 204
    location: str = ""
    silent: threading.Event | None = None
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/notices"

    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.calls.get_nowait()[1])
        return found


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver: Receiver = self.server.receiver  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["content-length"]))
        receiver.calls.put(({name.lower(): value for name, value in self.headers.items()}, body))
        if receiver.silent:
            receiver.silent.wait()
            return
        self.send_response(receiver.status)
        if receiver.location:
            self.send_header("location", receiver.location)
        self.end_headers()

    do_GET = do_POST  # noqa: N815 - as the library calls them

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def webhook() -> Iterator[Receiver]:
    receiver = Receiver()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.receiver = receiver  # type: ignore[attr-defined]
        receiver.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield receiver
        finally:
            if receiver.silent:
                receiver.silent.set()
            server.shutdown()
            thread.join()
