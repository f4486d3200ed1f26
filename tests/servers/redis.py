"""A Redis server on loopback."""

import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.servers.place import end, folder_for, free_port
from tests.waiting import until


class Server:
    """One server with its own folder; it can be killed and started again where it was."""

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self.folder, self.port, self.options = folder, free_port(), options
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / "out.log").open("ab") as out:
            command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder)]
            self.process = subprocess.Popen(
                [*command, "--save", "", *self.options], stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )

    def ready(self) -> str:
        """Its URL once it answers."""
        until(self._answers, seconds=30, what="Redis answering")
        return self.url

    def kill(self) -> None:
        """kill -9: what it held in memory is gone."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        end(self.process)

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
