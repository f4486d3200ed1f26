"""The line between browser and server, counting what is sent, and held at a chosen byte."""

import threading

from tests.line import Line


class Relay(Line):
    def __init__(self, port: int) -> None:
        self.sent = 0  # bytes from the browser to the server
        self._until: int | None = None
        self._count = threading.Lock()
        self.reached, self._go = threading.Event(), threading.Event()
        super().__init__(port)

    def hold_after(self, more: int) -> None:
        """When so many more bytes were sent, the connection that sends them stands still; `reached` says when."""
        self.reached.clear()
        self._go.clear()
        self._until = self.sent + more

    def cut(self) -> None:
        """All connections end; new ones pass."""
        self._until = None
        super().cut()
        self._go.set()

    def _sent(self, number: int) -> None:
        with self._count:
            self.sent += number
            full = self._until is not None and self.sent >= self._until
            if full:
                self._until = None
        if full:
            self.reached.set()
            self._go.wait()
