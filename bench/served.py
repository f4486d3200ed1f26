"""A running `lontar run` over a home, for measurements from outside, and clients that are signed in to it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from office import demo
from office.personal_tokens import found, new
from schemas.person import Person
from schemas.personal_token import SCOPES
from store.changes import Changes
from store.contract import Store

TOKEN, LOGIN = "bench", "arsiparis@sukamaju.example"
PROGRAM = "from lontar.main import main; main()"
START_SECONDS = 60.0


@dataclass
class Served:
    """One client of a running system, on a connection that stays open; pages need a cookie, the API has its token."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=30)

    def close(self) -> None:
        """It opens by itself when it is asked for something again."""
        self.connection.close()

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers, body. Raises OSError, HTTPException."""
        said = {"Accept-Encoding": "gzip", "Tus-Resumable": "1.0.0"}
        if self.cookies:
            said["Cookie"] = "; ".join("=".join(pair) for pair in self.cookies.items())
        else:
            said["Authorization"] = f"Bearer {TOKEN}"
        self.connection.request(method, path, body, said | {k.replace("_", "-"): v for k, v in headers.items()})
        answer = self.connection.getresponse()
        for one in answer.headers.get_all("Set-Cookie", []):
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def upload(self, name: str, content: bytes) -> None:
        """A file in one piece (tus). Raises RuntimeError when it is not taken."""
        said = f"name {b64encode(name.encode()).decode()}"
        status, headers, _ = self.ask("POST", "/api/v1/uploads", Upload_Length=str(len(content)), Upload_Metadata=said)
        if status == 201:
            piece = {"Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
            status, _, _ = self.ask("PATCH", headers["location"], content, **piece)
        if status != 204:
            raise RuntimeError(f"{name} was answered {status}")

    def found(self, query: str) -> int:
        """How many letters a search finds."""
        _, _, body = self.ask("GET", f"/api/v1/search?limit=1&q={query}", Accept_Encoding="identity")
        return int(json.loads(body)["total"])


def signed_in(port: int) -> dict[str, str]:
    """The cookies of a session of the archivist, whom the demo's sign-in page offers with one click."""
    with closing(Served(port, {"language": "id"})) as served:
        return _signed_in(served)


def _signed_in(served: Served) -> dict[str, str]:
    _, _, page = served.ask("GET", "/sign-in", Accept_Encoding="identity")
    token = re.search(rb'name="csrf_token" value="([^"]+)"', page)
    person = re.search(rb'name="person" value="([^"]+)"><svg[^\n]*</svg> Arsiparis<', page)
    if token is None or person is None:
        raise RuntimeError("the sign-in page does not offer the archivist")
    form = urlencode({"csrf_token": token[1].decode(), "person": person[1].decode()}).encode()
    status, _, _ = served.ask("POST", "/sign-in/demo", form, Content_Type="application/x-www-form-urlencoded")
    if status != 302:
        raise RuntimeError(f"signing in answered {status}")
    return served.cookies


def with_token(store: Store) -> None:
    """The demo office, and a personal token of its archivist."""
    demo.found(store)
    if found(store, TOKEN) is not None:
        return
    (row,) = store.find(Person, {"login": LOGIN})
    store.commit(Changes.of(new(row["_id"], "bench", SCOPES, 7, TOKEN)))


@contextmanager
def running(home: Path) -> Iterator[tuple[int, float, int]]:
    """The port, the seconds from start to first answer, and the process above all of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environ: dict[str, Any] = os.environ | {"LONTAR_HOME": str(home), "LONTAR_PORT": str(port)}
    began = perf_counter()
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, "run"], env=environ, stderr=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if process.poll() is not None or perf_counter() - began > START_SECONDS:
                raise RuntimeError("lontar run did not start")
            sleep(0.02)
        yield port, perf_counter() - began, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def _answers(port: int) -> bool:
    try:
        with closing(Served(port)) as served:
            return served.ask("GET", "/readyz")[0] == 200
    except (OSError, HTTPException):
        return False
