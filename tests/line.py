"""A line to a server that passes, is cut, stands still or breaks when a test says so."""

import socket
import struct
import threading
from contextlib import suppress

READ = 16 << 10
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: a close resets the connection instead of ending it."""


class Line:
    """Listens on a port of its own and passes everything on to `port`; new connections too do what was said last."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._standing: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._passes = threading.Event()
        self._passes.set()
        self._forgotten: list[threading.Event] = []
        self._refuses = False
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def hold(self) -> None:
        """Connections stand, and new ones come about, but nothing is answered: as by a server that was stopped."""
        self._passes.clear()

    def cut(self) -> None:
        """All connections end, in order; new ones pass."""
        self._end(reset=False)

    def reset(self) -> None:
        """All connections break without a word; new ones pass."""
        self._end(reset=True)

    def forget(self) -> None:
        """What stands now stands for ever and nothing comes over it any more; new connections pass."""
        self._forgotten.append(self._passes)
        self._passes.clear()
        self._passes = threading.Event()
        self._passes.set()

    def away(self) -> None:
        """All connections break, and so does every new one: as before a server that was killed."""
        self._refuses = True
        self._end(reset=True)
        self._passes.set()

    def back(self) -> None:
        """Everything passes again; what stood still goes on."""
        self._refuses = False
        self._passes.set()

    def close(self) -> None:
        for passes in (self._passes, *self._forgotten):
            passes.set()
        self._door.close()
        self.cut()

    def _end(self, *, reset: bool) -> None:
        with self._lock:  # to the end: one that is closed while a thread still waits for more of it stays open
            for one in self._standing:
                with suppress(OSError):
                    if reset:
                        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                    one.shutdown(socket.SHUT_RD if reset else socket.SHUT_RDWR)  # who waits for more of it goes on
            self._standing = set()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if self._refuses:
                near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                near.close()
                continue
            with self._lock:
                self._standing |= {near, far}
            for source, target in ((near, far), (far, near)):
                threading.Thread(
                    target=self._carry, args=(source, target, source is near, self._passes), daemon=True
                ).start()

    def _carry(self, source: socket.socket, target: socket.socket, up: bool, passes: threading.Event) -> None:
        with suppress(OSError):
            while piece := source.recv(READ):
                passes.wait()
                if up:
                    self._sent(len(piece))
                target.sendall(piece)
        with self._lock:
            ends = {source, target} & self._standing
        for one in ends:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        if not up:
            with self._lock:
                self._standing -= {source, target}
            target.close()
            source.close()

    def _sent(self, number: int) -> None:
        """So many bytes go from the client to the server."""
