"""The way out: who is called, at which address, for how long, and what is never called."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from office import outward
from office.outward import LOOPBACK, TooLong, Way, address_of, asked, permitted
from schemas.errors import Unavailable

PRIVATE = ["10.1.2.3", "172.16.0.9", "192.168.1.1", "100.64.1.1", "fd00::1", "::ffff:10.0.0.1", "2002:a01:203::1",
           "64:ff9b::a01:203", "198.18.0.1", "240.0.0.1"]  # fmt: skip
NEVER = ["169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "fe80::1%eth0", "224.0.0.1", "ff02::1",
         "0.0.0.0", "::", "127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "168.63.129.16", "100.100.100.200",
         "fd00:ec2::254"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_called_when_a_setting_names_its_host(address: str) -> None:
    assert not permitted("gateway.example", address, frozenset())
    assert not permitted("gateway.example", address, frozenset({"other.example"}))
    assert permitted("gateway.example", address, frozenset({"gateway.example"}))


@pytest.mark.parametrize("address", NEVER)
def test_this_machine_and_where_clouds_keep_secrets_are_called_under_no_name(address: str) -> None:
    assert not permitted("gateway.example", address, frozenset({"gateway.example", *LOOPBACK}))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_the_world_is_called(address: str) -> None:
    assert permitted("gateway.example", address, frozenset())
    assert not permitted("localhost", address, LOOPBACK), "a name of this machine that leads elsewhere"


def test_this_machine_is_called_by_its_own_name_alone_and_where_that_is_meant() -> None:
    assert permitted("localhost", "127.0.0.1", LOOPBACK)
    assert permitted("127.0.0.1", "127.0.0.1", frozenset({"127.0.0.1"}))
    assert not permitted("localhost", "127.0.0.1", frozenset())


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/moved":
                self.send_response(302)
                self.send_header("location", "/secret")
                self.end_headers()
            case "/large":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"x" * 200)
            case "/broken":
                self.send_response(200)
                self.send_header("content-length", "20")
                self.end_headers()
                self.wfile.write(b"x")
            case "/slow":
                self.server.over.wait(30)  # type: ignore[attr-defined]
            case _:
                self.server.seen.append(self.path)  # type: ignore[attr-defined]
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"surat")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.seen, server.over = [], threading.Event()  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.over.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


def got(server: Any, path: str, **more: Any) -> outward.Answer:
    way = Way("The server", LOOPBACK, **({"seconds": 5.0, "largest": 100} | more))
    return asked(way, address_of(f"http://127.0.0.1:{server.server_address[1]}{path}", way, "it"))


def test_an_answer_comes_as_it_is_and_a_redirect_is_not_followed(server: Any) -> None:
    assert (got(server, "/a?b=1").body, server.seen) == (b"surat", ["/a?b=1"])
    moved = got(server, "/moved")
    assert (moved.status, moved.headers["location"], server.seen) == (302, "/secret", ["/a?b=1"])


def test_what_is_too_large_too_slow_or_not_whole_is_left(server: Any) -> None:
    with pytest.raises(TooLong, match="more than 100 bytes"):
        got(server, "/large")
    with pytest.raises(Unavailable, match="broke off"):
        got(server, "/broken")
    with pytest.raises(Unavailable, match=r"took too long|cut|timed out"):
        got(server, "/slow", seconds=0.2)


def test_the_address_that_was_judged_is_the_one_that_is_called(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second look-up would lead to this machine; there is none."""
    answers = iter(["93.184.215.14", "127.0.0.1"])
    called: list[Any] = []

    def connect(address: Any, timeout: float) -> Any:
        called.append(address)
        raise ConnectionRefusedError("nobody")

    monkeypatch.setattr(socket, "getaddrinfo", lambda _, port, **__: [(2, 1, 6, "", (next(answers), port))])
    monkeypatch.setattr(socket, "create_connection", connect)
    way = Way("The server")
    with pytest.raises(Unavailable, match="nobody"):
        asked(way, address_of("https://rebinding.example/", way, "it"))
    assert called == [("93.184.215.14", 443)]
    with pytest.raises(Unavailable, match="private network"):
        asked(way, address_of("https://rebinding.example/", way, "it"))
    assert len(called) == 1


def test_of_several_addresses_those_that_may_be_called_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    def connect(address: Any, timeout: float) -> Any:
        called.append(address[0])
        raise ConnectionRefusedError("nobody")

    found = ["10.0.0.1", "93.184.215.14", "169.254.169.254", "93.184.215.15"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, port, **__: [(2, 1, 6, "", (one, port)) for one in found])
    monkeypatch.setattr(socket, "create_connection", connect)
    way = Way("The server")
    with pytest.raises(Unavailable, match="nobody"):
        asked(way, address_of("https://many.example/", way, "it"))
    assert called == ["93.184.215.14", "93.184.215.15"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://gateway.example/", "file:///etc/passwd", "https://a b/", "https:///x",
     "https://a:b@c.example/", "gopher://x/", "https://a/\r\nX: y"],
)  # fmt: skip
def test_an_address_that_is_not_https_is_none(url: str) -> None:
    with pytest.raises(Unavailable):
        address_of(url, Way("The server"), "it")
