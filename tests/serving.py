"""A system of several processes for tests: started, killed without warning, started again on the same port."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
from base64 import b64encode
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from office import demo
from office.personal_tokens import found, new
from schemas.person import Person
from schemas.personal_token import SCOPES
from store.changes import Changes
from store.contract import Store
from tests.waiting import AGAIN

ROOT = Path(__file__).resolve().parents[1]
WEB = ("-m", "web.serve", "--bound")
RUN = ("-c", "from lontar.main import main; main()", "run")
WORK = ("-c", "from lontar.main import main; main()", "work")


def free_port() -> int:
    """Below the ports that outgoing connections and other tests are given: nobody takes it while our server is dead,
    and no client that connects to it meanwhile meets itself."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


def token_for(store: Store, login: str = "arsiparis") -> str:
    """The demo office, and a personal token of one of its people."""
    demo.found(store)
    with_token(store, login, login)
    return login


def with_token(store: Store, login: str, secret: str) -> None:
    """A personal token of a sample person for everything that they may do; the same one when it is there."""
    if found(store, secret) is None:
        (row,) = store.find(Person, {"login": f"{login}@sukamaju.example"}, limit=1)
        store.commit(Changes.of(new(row["_id"], "tests", SCOPES, 1, secret)))


class System:
    """`lontar run`, or the web alone, over a home."""

    def __init__(self, home: Path, command: tuple[str, ...] = RUN, /, **settings: str) -> None:
        self.port = free_port()
        self._command = [sys.executable, *command]
        self._environ = os.environ | {"LONTAR_HOME": str(home), "LONTAR_PORT": str(self.port)} | settings
        self._log = home.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Until it answers. Killed web processes free the port a moment later, so a start may take several tries."""
        while self._process is None or self._process.poll() is not None or not self.answers():
            if self._process is None or self._process.poll() is not None:
                self._close()
                with self._log.open("ab") as log:
                    self._process = subprocess.Popen(
                        self._command, env=self._environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=log, stderr=log,
                        start_new_session=True,
                    )  # fmt: skip
            AGAIN.wait(0.1)

    def tend(self) -> None:
        """Start it again if it has ended, as a service manager does."""
        if self._process is None or self._process.poll() is not None:
            self.start()

    def answers(self) -> bool:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request("GET", "/readyz")
                with connection.getresponse() as answer:
                    return answer.status == 200
            except (OSError, http.client.HTTPException):
                return False

    def below(self) -> dict[int, list[str]]:
        """Processes that this one started, and those that they started, with their command lines."""
        known = dict(parents())
        found = {self.pid}
        while more := {pid for pid, parent in known.items() if parent in found} - found:
            found |= more
        return {pid: _command(pid) for pid in found - {self.pid}}

    def kill(self, *pids: int) -> None:
        """kill -9 of some of its processes, of all when none is named; never a word before."""
        for pid in pids or (self.pid, *self.below()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self._process and (not pids or self.pid in pids):
            self._process.wait()

    def kill_head(self) -> None:
        """Only the process that was started, none of its own."""
        self.kill(self.pid)

    def stop(self) -> None:
        """In order."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        self._process.wait()
        self._close()

    def _close(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()


def parents() -> list[tuple[int, int]]:
    """All processes, each with the one that started it."""
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                found.append((int(place.name), int((place / "stat").read_text().rpartition(")")[2].split()[1])))
            except OSError:
                continue
    return found


def running(pid: int) -> bool:
    """Whether it is there and has not ended: nobody may have asked after it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _command(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


@dataclass(frozen=True)
class Client:
    """Speaks tus to a server as a person with a token; `piece` bytes at once."""

    port: int
    token: str
    piece: int = 32 << 10

    def ask(self, method: str, path: str, body: bytes = b"", **headers: Any) -> tuple[int, dict[str, str], bytes]:
        """Status, headers, body. Raises OSError, HTTPException."""
        said = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        said |= {"Authorization": f"Bearer {self.token}", "Tus-Resumable": said.get("Tus-Resumable", "1.0.0")}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, said)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def begin(self, name: str, size: int, **facts: str) -> tuple[int, dict[str, str], bytes]:
        packed = ",".join(
            f"{key} {b64encode(value.encode()).decode()}" for key, value in {"name": name, **facts}.items()
        )
        return self.ask("POST", "/api/v1/uploads", Upload_Length=size, Upload_Metadata=packed)

    def offset(self, place: str) -> int:
        return int(self.ask("HEAD", place)[1]["upload-offset"])

    def send(self, place: str, offset: int, piece: bytes) -> tuple[int, dict[str, str], bytes]:
        return self.ask("PATCH", place, piece, Upload_Offset=offset, Content_Type="application/offset+octet-stream")

    def state(self, place: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("GET", place)[2])
        return found

    def deliver(self, name: str, content: bytes, **facts: str) -> dict[str, Any]:
        """Begin, send and ask until the server says what became of it, whatever happens to the server meanwhile."""
        place = None
        while True:
            try:
                if place is None:
                    status, headers, _ = self.begin(name, len(content), **facts)
                    place = headers["location"] if status == 201 else None
                if place is not None and (state := self._carried(place, content))["state"] != "uploading":
                    return state
            except (OSError, http.client.HTTPException, KeyError, ValueError):
                pass
            AGAIN.wait(0.05)

    def _carried(self, place: str, content: bytes) -> dict[str, Any]:
        offset = self.offset(place)
        while True:
            status, headers, _ = self.send(place, offset, content[offset : offset + self.piece])
            if status != 204 or (offset := int(headers["upload-offset"])) == len(content):
                return self.state(place)
