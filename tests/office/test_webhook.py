"""The webhook: signed as the standard says, called nowhere else than where the office meant."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from typing import Any

import pytest

from office import webhook
from office.settings import Webhook
from office.webhook import Hook, signature
from schemas.errors import Unavailable
from tests.web.hook import Receiver
from tests.web.hook import webhook as receiving

KEY = bytes(range(32))
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"


@pytest.fixture
def receiver() -> Any:
    with receiving() as found:
        yield found


def hook(url: str, secret: str = SECRET, inside: str = "", seconds: float = 5.0) -> Hook:
    return Hook(Webhook(url, secret, inside), clock=lambda: 1_764_500_000.9, seconds=seconds)


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of standardwebhooks.com and of its libraries."""
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_call_can_be_checked_by_its_headers_and_its_body(receiver: Receiver) -> None:
    assert hook(receiver.url).call("soon.1", {"text": "Surat jatuh tempo"}) == 204
    headers, body = receiver.calls.get_nowait()
    assert json.loads(body) == {"text": "Surat jatuh tempo"}
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("soon.1", "1764500000")
    signed = f"soon.1.1764500000.{body.decode()}".encode()
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_it_is_not_led_elsewhere(receiver: Receiver) -> None:
    receiver.status, receiver.location = 302, receiver.url
    assert hook(receiver.url).call("1", {}) == 302
    assert receiver.calls.qsize() == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://gateway.example/x", "is not https:// with a host"),
        ("ftp://gateway.example/x", "is not https:// with a host"),
        ("https:///x", "is not https:// with a host"),
        ("https://me:secret@gateway.example/x", "holds an account"),
        ("https://[::1", "is no address"),
        ("https://gateway.example:99999/", "is no address"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(url: str, why: str) -> None:
    with pytest.raises(Unavailable, match=why):
        hook(url).call("1", {})


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%", f"whsec_{'A' * 120}"])
def test_without_a_good_secret_nothing_goes_out(receiver: Receiver, secret: str) -> None:
    with pytest.raises(Unavailable, match="LONTAR_WEBHOOK_SECRET"):
        hook(receiver.url, secret).call("1", {})
    assert receiver.calls.empty()


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "192.168.1.1", "172.16.0.9", "169.254.169.254", "127.0.0.1", "100.64.1.1", "0.0.0.0", "::1", "fd00::1",
     "fe80::1%1", "::ffff:10.0.0.1", "224.0.0.1"],
)  # fmt: skip
def test_a_name_that_leads_into_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    def found(*_: Any, **__: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(Unavailable, match="private network"):
        hook("https://gateway.example/x").call("1", {})


def test_a_private_host_is_called_when_the_setting_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[Any] = []

    def connect(address: Any, timeout: float) -> Any:
        called.append(address)
        raise ConnectionRefusedError("nobody")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.1.2.3", 443))])
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unavailable, match="nobody"):
        hook("https://gateway.example/x", inside="Gateway.example ").call("1", {})
    assert called == [("10.1.2.3", 443)]
    with pytest.raises(Unavailable, match="private network"):
        hook("https://gateway.example/x", inside="other.example").call("1", {})


def test_whoever_says_nothing_is_left_after_a_while(receiver: Receiver) -> None:
    receiver.silent = threading.Event()
    with pytest.raises(Unavailable, match="The webhook"):
        hook(receiver.url, seconds=0.2).call("1", {})


def test_whoever_says_a_little_for_ever_is_left_too() -> None:
    """Each piece comes in time, the whole does not."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            taken, _ = server.accept()
            with taken:
                taken.recv(65536)
                while not over.wait(0.02):
                    try:
                        taken.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(Unavailable):
            hook(f"http://127.0.0.1:{server.getsockname()[1]}/", seconds=0.3).call("1", {})
        over.set()
        thread.join()


def test_nobody_there_is_said(receiver: Receiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unavailable, match="cannot be reached"):
        hook(f"http://127.0.0.1:{port}/").call("1", {})
    assert webhook.SECONDS <= 30
