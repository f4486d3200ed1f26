"""The one way out to an address that a setting, a document or another server names: never into a network that the
office did not mean to be called, never elsewhere than where was looked, and never for longer or for more than is said.

A name is looked up once, each address it has is judged, and the connection goes to one that was judged: a name that
leads elsewhere a moment later (DNS rebinding) leads nowhere. No redirect is followed.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from schemas.errors import LontarError, Unavailable

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine; none other leads to it."""
METADATA = frozenset({"168.63.129.16", "100.100.100.200", "fd00:ec2::254"})
"""Where clouds tell a machine its secrets, beside 169.254.169.254 (link-local): called in no case."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 in IPv6 (RFC 6052)."""
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class TooLong(LontarError):
    code, title, status, exit_code = "answer-too-large", "Answer too large", 502, 3
    sentence = "%(what)s answered with more than %(most)s bytes, which nobody waits for."
    advice = "Check the address that it was called at."


@dataclass(frozen=True)
class Way:
    """`what`: the name of whom is called, for sentences. `inside`: hosts that may stand in a private network, in small
    letters; `named_in`: the setting that names them. `seconds`: for connecting, and again for the talk. `largest`:
    bytes of an answer's body."""

    what: str
    inside: frozenset[str] = frozenset()
    seconds: float = 10.0
    largest: int = 1 << 20
    named_in: str = "LONTAR_INSIDE_HOSTS"


@dataclass(frozen=True)
class Answer:
    """`headers` by their names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def hosts(setting: str) -> frozenset[str]:
    """The hosts that a setting names, apart by commas."""
    return frozenset(one.strip().lower() for one in setting.split(",") if one.strip())


def address_of(url: str, way: Way, name: str) -> SplitResult:
    """An address that may be called: https, or http where it is this machine and `way` says so. `name`: what holds it,
    for the sentence. Raises Unavailable."""
    try:
        found = urlsplit(url)
        host, _port = found.hostname, found.port
    except ValueError as error:
        raise Unavailable(what=way.what, why=f"{name} is no address ({error})") from error
    plain = found.scheme == "http" and host in LOOPBACK & way.inside
    if not host or not (found.scheme == "https" or plain) or any(ord(sign) <= 32 for sign in url):
        raise Unavailable(what=way.what, why=f"{name} is not https:// with a host")
    if found.username or found.password:
        raise Unavailable(what=way.what, why=f"{name} holds an account")
    return found


def permitted(host: str, address: str, inside: frozenset[str]) -> bool:
    """Whether a host may be called at this address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    meant = _meant(ip)
    if any(str(one) in METADATA or _nobody(one) for one in meant):
        return False
    if any(one.is_loopback for one in meant):
        return host in LOOPBACK & inside
    if host in LOOPBACK:
        return False
    return all(one.is_global for one in meant) or host in inside


def _nobody(ip: Ip) -> bool:
    """Link-local (that of secrets, too), multicast, and no address at all."""
    return ip.is_link_local or ip.is_multicast or ip.is_unspecified


def _meant(ip: Ip) -> tuple[Ip, ...]:
    """An address with those of IPv4 that it leads to: mapped, 6to4 (RFC 3056), Teredo (RFC 4380), NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return (ip,)
    if ip.ipv4_mapped:
        return (ip.ipv4_mapped,)
    within: list[Ip] = [*(ip.teredo or ())]
    if ip.sixtofour:
        within.append(ip.sixtofour)
    if ip in NAT64:
        within.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return (ip, *within)


def opened(way: Way, address: SplitResult) -> http.client.HTTPConnection:
    """A connection to a host that may be called, protected where it is https. Raises OSError, Unavailable."""
    host, tls = str(address.hostname), address.scheme == "https"
    reached = _reached(way, host, address.port or (443 if tls else 80))
    connection = http.client.HTTPConnection(host, address.port, timeout=way.seconds)
    connection.sock = reached
    with cutting(connection, way.seconds):
        if tls:
            try:
                connection.sock = ssl.create_default_context().wrap_socket(reached, server_hostname=host)
            except OSError:
                reached.close()
                raise
    return connection


def _reached(way: Way, host: str, port: int) -> socket.socket:
    """A connection to the first address that answers of those that may be called."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    allowed = [one for one in dict.fromkeys(found) if permitted(host, one, way.inside)]
    if not allowed:
        raise Unavailable(what=way.what, why=f"{host} is in a private network; {way.named_in} does not name it")
    for one in allowed[:-1]:
        with suppress(OSError):
            return socket.create_connection((one, port), timeout=way.seconds)
    return socket.create_connection((allowed[-1], port), timeout=way.seconds)


@contextmanager
def cutting(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """The connection is cut after so many seconds: who says a byte now and then would hold the thread for ever."""
    cut = threading.Timer(seconds, lambda: _cut(connection.sock))
    cut.start()
    try:
        yield
    finally:
        cut.cancel()


def _cut(held: socket.socket | None) -> None:
    if held is not None:
        with suppress(OSError):  # it has ended by itself
            held.shutdown(socket.SHUT_RDWR)


def path_of(address: SplitResult) -> str:
    """What is asked for at the host."""
    return (address.path or "/") + (f"?{address.query}" if address.query else "")


def asked(
    way: Way, address: SplitResult, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """GET, or POST where there is a body; the answer as it is, a redirect too. Raises Unavailable: nobody answers in
    time; TooLong."""
    try:
        connection = opened(way, address)
        try:
            with cutting(connection, way.seconds):
                return _answered(way, connection, (path_of(address), body, dict(headers or {})))
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as error:
        raise Unavailable(what=way.what, why=short(error)) from error


def _answered(
    way: Way, connection: http.client.HTTPConnection, said: tuple[str, bytes | None, dict[str, str]]
) -> Answer:
    path, body, headers = said
    connection.request("GET" if body is None else "POST", path, body, headers)
    with connection.getresponse() as found:
        content = found.read(way.largest + 1)
        if len(content) > way.largest:
            raise TooLong(what=way.what, most=way.largest)
        if found.length:
            raise http.client.IncompleteRead(content)
        return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, content)


def short(error: Exception) -> str:
    """What went wrong, in a few words."""
    match error:
        case TimeoutError():
            return "it took too long"
        case http.client.IncompleteRead():
            return "it broke off"
        case http.client.RemoteDisconnected() | ConnectionResetError():
            return "the connection was cut"
    return str(error) or type(error).__name__
