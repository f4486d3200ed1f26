"""`lontar run` says before it starts anything where it cannot listen, and where it listens once it does."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.errors import PortTaken
from lontar.supervisor import demand_free
from schemas.errors import Unavailable
from tests.serving import ROOT, RUN, free_port


def test_a_port_of_another_program_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} of 127.0.0.1"):
            demand_free("127.0.0.1", port)
    demand_free("127.0.0.1", port)


def test_an_address_that_is_not_of_this_machine_is_not_called_taken() -> None:
    with pytest.raises(Unavailable, match=r"192\.0\.2\.1:8000 cannot be reached"):
        demand_free("192.0.2.1", 8000)  # RFC 5737: an address for documents


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`lontar run` over a new home."""
    environ = os.environ | {"LONTAR_HOME": str(tmp_path)}
    command = [sys.executable, *RUN, "--port", str(free_port())]
    with subprocess.Popen(command, env=environ, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


def test_the_address_is_told_once_it_answers(running: subprocess.Popen[str]) -> None:
    assert running.stderr is not None
    said = next(line for line in running.stderr if line.startswith("Lontar is at"))
    asked = http.client.HTTPConnection(said.rpartition("//")[2].strip())
    asked.request("GET", "/healthz")
    assert asked.getresponse().status == 200
    asked.close()
    running.send_signal(signal.SIGINT)
    assert "Stopping" in running.stderr.read()
    assert running.wait() == 0
