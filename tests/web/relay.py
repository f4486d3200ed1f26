"""A line between browser and server that counts what is sent, and can be held and cut at a chosen byte."""

import socket
import threading
from contextlib import suppress

READ = 16 << 10


class Relay:
    """Listens on a port of its own and passes everything on to `port`."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()
        self.sent = 0  # bytes from the browser to the server
        self._until: int | None = None
        self.reached, self._go = threading.Event(), threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def hold_after(self, more: int) -> None:
        """When so many more bytes were sent, the line that sends them stands still; `reached` says when."""
        self.reached.clear()
        self._go.clear()
        self._until = self.sent + more

    def cut(self) -> None:
        """All lines break; new ones pass."""
        self._until = None
        with self._lock:
            lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._go.set()

    def close(self) -> None:
        self._door.close()
        self.cut()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                near.close()
                continue
            with self._lock:
                self._lines += [near, far]
            threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, up: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(READ):
                if up:
                    self._count(len(piece))
                target.sendall(piece)
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        if not up:
            target.close()
            source.close()

    def _count(self, number: int) -> None:
        with self._lock:
            self.sent += number
            full = self._until is not None and self.sent >= self._until
            if full:
                self._until = None
        if full:
            self.reached.set()
            self._go.wait()
