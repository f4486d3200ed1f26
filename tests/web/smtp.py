"""A mail server on the loopback address that keeps what it is given."""

import queue
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

Mailbox = queue.Queue[EmailMessage]


class _Session(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client that sends one message needs."""

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                content = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
                self.server.box.put(message_from_bytes(content, policy=policy.default))  # type: ignore[attr-defined]
            self._say("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def _say(self, said: str) -> None:
        self.wfile.write(said.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[tuple[int, Mailbox]]:
    """Its port, and the messages as they come in."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads = True
        box: Mailbox = queue.Queue()
        server.box = box  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1], box
        finally:
            server.shutdown()
            thread.join()
