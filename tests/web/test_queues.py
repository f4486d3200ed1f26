"""Queues: a busy web process sends its clients to another."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from web import queues
from web.lock import Turns
from web.queues import Queues

OTHER = """
import sys
from pathlib import Path
from web.queues import Queues
queues = Queues(Path(sys.argv[1]), 2)
print("ready", flush=True)
for line in sys.stdin:
    queues.tell(int(line))
    print("told", flush=True)
"""


class Neighbour:
    """A second process over the same file."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-c", OTHER, str(path)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        assert self.heard() == "ready"

    def heard(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell(self, length: int) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{length}\n")
        assert self.heard() == "told"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "requests" / "queues"


def test_a_process_sees_that_another_has_less_to_do(path: Path) -> None:
    own, other = Queues(path, 2), Neighbour(path)
    for mine, its, moves in ((0, 0, False), (1, 0, False), (2, 0, True), (9, 8, False), (9, 7, True), (3, 12, False)):
        own.tell(mine)
        other.tell(its)
        assert own.shorter_elsewhere is moves, (mine, its)
    other.kill()


def test_the_place_of_a_killed_process_is_taken_over_and_begins_at_none(path: Path) -> None:
    own, other = Queues(path, 2), Neighbour(path)
    own.tell(3)
    other.tell(9)
    other.kill()
    assert not own.shorter_elsewhere, "whoever is gone takes nobody"
    next_one = Neighbour(path)
    assert own.shorter_elsewhere
    next_one.kill()


def test_more_processes_than_places_serve_all_the_same(path: Path) -> None:
    first, second = Neighbour(path), Neighbour(path)
    with pytest.raises(OSError, match="taken"):
        Queues(path, 2)
    app = Flask("web")
    queues.install(app, path, 2, Turns())
    assert not app.after_request_funcs
    first.kill()
    second.kill()


def test_an_answer_closes_the_connection_where_another_process_has_less_to_do(path: Path) -> None:
    app, turns, other = Flask("web"), Turns(), Neighbour(path)
    app.add_url_rule("/", view_func=lambda: "page")
    queues.install(app, path, 2, turns)
    with turns:
        other.tell(0)
        assert "Connection" not in app.test_client().get("/").headers, "one page is what somebody has to do"
        turns.told(2)
        assert app.test_client().get("/").headers["Connection"] == "close"
        old = app.test_client().get("/", environ_overrides={"SERVER_PROTOCOL": "HTTP/2"})
        assert "Connection" not in old.headers, "only HTTP/1.1 knows the header"
        other.tell(5)
        assert "Connection" not in app.test_client().get("/").headers
    other.kill()
