"""A worker hears Redis again after it was away, by itself: what Celery must do with the settings it is given."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.line import Line
from tests.servers import redis
from tests.serving import ROOT
from tests.waiting import until
from work.opening import open_queue

pytestmark = pytest.mark.servers
WORKER = """
import logging, sys, threading
from work.opening import open_queue

logging.basicConfig()

def look():
    print("look", flush=True)
    sys.stdin.readline()

open_queue(sys.argv[1]).serve(look, 1, threading.Event())
"""
SOON = 30
"""Seconds; it hears within ten, and without those settings after minutes or never."""


class Worker:
    """One hand, which writes down each look and stays at it until it is told to end it."""

    def __init__(self, url: str, folder: Path) -> None:
        self._looks, self._said = folder / "looks", folder / "said"
        with self._looks.open("wb") as looks, self._said.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-c", WORKER, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=looks, stderr=said
            )

    def looked(self, times: int) -> None:
        until(lambda: self._looks.read_text().count("look") >= times, seconds=SOON, what=f"look {times}")

    def end_look(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def says(self, words: str) -> None:
        until(lambda: words in self._said.read_text(), seconds=SOON, what=words)


@pytest.fixture
def line(server: redis.Server) -> Iterator[Line]:
    line = Line(server.port)
    yield line
    line.close()


@pytest.fixture
def worker(line: Line, tmp_path: Path) -> Iterator[Worker]:
    worker = Worker(f"redis://127.0.0.1:{line.port}/0", tmp_path)
    yield worker
    worker.process.kill()
    worker.process.communicate()


def test_after_a_message_whose_answer_failed(server: redis.Server, worker: Worker) -> None:
    """Counted by messages, the one not answered would take the place of all others."""
    open_queue(server.url).announce()
    worker.looked(1)
    server.kill()
    worker.end_look()
    worker.says("Couldn't ack")
    server.start()
    server.ready()
    open_queue(server.url).announce()
    worker.looked(2)


def test_after_its_connection_broke_again_and_again(server: redis.Server, line: Line, worker: Worker) -> None:
    open_queue(server.url).announce()
    worker.looked(1)
    worker.end_look()
    for number in range(2, 6):
        line.cut()
        line.reset()
        open_queue(server.url).announce()
        worker.looked(number)
        worker.end_look()


def test_after_its_connection_stood_still(server: redis.Server, line: Line, worker: Worker) -> None:
    """As behind a firewall that forgot it: nobody says that it is gone."""
    open_queue(server.url).announce()
    worker.looked(1)
    worker.end_look()
    line.forget()
    for _ in range(2):  # the first may have gone where nobody hears it
        open_queue(server.url).announce()
    worker.looked(2)
