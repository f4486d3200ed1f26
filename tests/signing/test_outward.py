"""What is fetched for a signature comes from nowhere else: neither by number, nor by name, nor by redirect."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import aiohttp
import pytest

from signing import outward
from signing.loops import finished


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("location", f"http://127.0.0.2:{self.server.server_address[1]}/list")
            self.end_headers()
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"list")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("0.0.0.0", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def fetched(url: str, *inside: str) -> bytes:
    async def fetch() -> bytes:
        async with outward.session(frozenset(inside)) as opened, opened.get(url) as answer:
            return await answer.read()

    return finished(fetch())


def test_a_host_that_a_setting_names_is_asked(port: int) -> None:
    assert fetched(f"http://localhost:{port}/list", "localhost") == b"list"
    assert fetched(f"http://127.0.0.1:{port}/list", "127.0.0.1") == b"list"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "169.254.169.254", "[::1]", "10.0.0.1"])
def test_no_other_one_of_a_private_network_is(port: int, host: str) -> None:
    with pytest.raises((aiohttp.ClientError, ValueError)):
        fetched(f"http://{host}:{port}/list", "gateway.example")


def test_a_redirect_leads_nowhere_else(port: int) -> None:
    with pytest.raises(aiohttp.ClientError):
        fetched(f"http://localhost:{port}/moved", "localhost")


def test_more_than_there_can_be_is_not_read(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "LARGEST", 3)
    with pytest.raises(aiohttp.ClientPayloadError, match="too large"):
        fetched(f"http://localhost:{port}/list", "localhost")
