"""A Redis server on loopback."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.servers.place import Running, folder_for
from tests.waiting import until


class Server(Running):
    """One server with its own folder; what it held in memory goes with it when it is killed."""

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        super().__init__(folder)
        self.options, self.url = options, f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder)]
        self.begin([*command, "--save", "", *self.options])

    def ready(self) -> str:
        """Its URL once it answers."""
        until(self._answers, seconds=30, what="Redis answering")
        return self.url

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False


@contextmanager
def server(options: Sequence[str] = ()) -> Iterator[Server]:
    """A server that has begun to start; stopped at the end, whatever happens."""
    with folder_for("redis") as folder:
        one = Server(folder, options)
        one.start()
        try:
            yield one
        finally:
            one.stop()
