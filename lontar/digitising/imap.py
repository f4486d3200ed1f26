"""One IMAP folder (RFC 9051 and what came before it): its messages named, fetched, and put away. TLS is always on and
the server's certificate always checked."""

import base64
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from schemas.errors import Unavailable, WrongUse

SECONDS = 60.0
"""For one answer of the server."""
MARK = "$LontarTaken"
"""The keyword of messages that were taken and stay where they are."""
PORTS = {"imaps": 993, "imap": 143}
NUMBER = re.compile(rb"RFC822\.SIZE (\d+)")


class NoSuchAccount(Unavailable):
    code, title = "mail-account", "Not let in"
    sentence = "The mail server %(host)s does not let %(user)s in: %(why)s."
    advice = "Check the account and LONTAR_MAILBOX_PASSWORD."


@dataclass(frozen=True)
class Address:
    """imaps://USER@HOST:PORT/FOLDER; imap: asks for STARTTLS before anything is said."""

    scheme: str
    user: str
    host: str
    port: int
    folder: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Raises WrongUse, also for a password in it: every list of processes would show it."""
        parts = urlsplit(url)
        account, _, host = parts.netloc.rpartition("@")
        if parts.scheme not in PORTS or not account or not host:
            raise WrongUse(what=f"The mailbox {parts.scheme}:", why="it must be imaps://USER@HOST/FOLDER")
        if ":" in account:
            raise WrongUse(what="The mailbox", why="its password belongs into LONTAR_MAILBOX_PASSWORD, not into it")
        try:
            port = parts.port or PORTS[parts.scheme]
        except ValueError as error:
            raise WrongUse(what=f"The port of {host}", why="it is no number") from error
        folder = unquote(parts.path.removeprefix("/")) or "INBOX"
        return cls(parts.scheme, unquote(account), parts.hostname or "", port, folder)


class Folder:
    """An open folder, from `with` on. Raises Unavailable, NoSuchAccount."""

    def __init__(self, address: Address, password: str, ca: str = "") -> None:
        self._address, self._password = address, password
        try:
            self._trust = ssl.create_default_context(cafile=ca or None)
        except (OSError, ssl.SSLError) as error:
            raise Unavailable(what=f"The certificate {ca}", why=str(error)) from error

    def __enter__(self) -> Self:
        with self._told():
            self._imap = self._connected()
            try:
                self._log_in()
                self._able = (self._imap.capability()[1][0] or b"").decode("ascii", "replace").upper().split()
                self._select()
            except BaseException:
                with suppress(Exception):
                    self._imap.shutdown()
                raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(Exception):
            self._imap.logout()

    def waiting(self, *, marks: bool) -> list[int]:
        """The UIDs of messages, the oldest first; with `marks` of those that have no mark yet."""
        what = ("UNKEYWORD", MARK) if marks else ("UNDELETED",)
        with self._told():
            (found, *_) = self._asked("SEARCH", *what)
        return sorted(int(one) for one in (found or b"").split())

    def size(self, uid: int) -> int:
        """Bytes of a message; 0 for one that is gone."""
        with self._told():
            said = self._asked("FETCH", str(uid), "(RFC822.SIZE)")
        found = next((NUMBER.search(part) for part in said if isinstance(part, bytes) and NUMBER.search(part)), None)
        return int(found[1]) if found else 0

    def message(self, uid: int) -> bytes | None:
        """As the server holds it, byte for byte; it stays unread. None for one that is gone."""
        with self._told():
            said = self._asked("FETCH", str(uid), "(BODY.PEEK[])")
        return next((bytes(part[1]) for part in said if isinstance(part, tuple)), None)

    def put_into(self, uid: int, folder: str) -> None:
        """Move a message; the folder is made where there is none. Nothing else is expunged with it."""
        name = quoted(folder)
        with self._told():
            if "MOVE" in self._able:
                if self._imap.uid("MOVE", str(uid), name)[0] != "OK":
                    self._imap.create(name)
                    self._asked("MOVE", str(uid), name)
                return
            if self._imap.uid("COPY", str(uid), name)[0] != "OK":
                self._imap.create(name)
                self._asked("COPY", str(uid), name)
            self._asked("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
            if "UIDPLUS" in self._able:
                self._asked("EXPUNGE", str(uid))

    def mark(self, uid: int) -> None:
        with self._told():
            self._asked("STORE", str(uid), "+FLAGS.SILENT", rf"(\Seen {MARK})")

    def _connected(self) -> imaplib.IMAP4:
        one = self._address
        if one.scheme == "imaps":
            return imaplib.IMAP4_SSL(one.host, one.port, ssl_context=self._trust, timeout=SECONDS)
        plain = imaplib.IMAP4(one.host, one.port, timeout=SECONDS)
        try:
            plain.starttls(ssl_context=self._trust)
        except BaseException:
            plain.shutdown()
            raise
        return plain

    def _log_in(self) -> None:
        try:
            self._imap.login(self._address.user, self._password)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            said = error.args[0] if error.args else ""
            why = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
            raise NoSuchAccount(host=self._address.host, user=self._address.user, why=why) from error

    def _select(self) -> None:
        done, said = self._imap.select(quoted(self._address.folder))
        if done != "OK":
            why = (said[0] or b"").decode("utf-8", "replace")
            raise Unavailable(what=f"The mail folder {self._address.folder}", why=why)
        self.validity = int((self._imap.response("UIDVALIDITY")[1] or [b"0"])[0] or 0)

    def _asked(self, command: str, *words: str) -> list[Any]:
        done, said = self._imap.uid(command, *words)
        if done != "OK":
            raise imaplib.IMAP4.error(f"{command}: {said}")
        return list(said)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (TimeoutError, imaplib.IMAP4.error, OSError, ValueError) as error:
            raise Unavailable(what=f"The mail server {self._address.host}", why=str(error) or "no answer") from error


def quoted(name: str) -> str:
    """The name of a folder as IMAP writes it: modified UTF-7 (RFC 3501, 5.1.3), in quotes."""
    parts = re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", name)
    said = "".join(
        part.replace("&", "&-") if part.isascii() and part.isprintable() else _shifted(part) for part in parts
    )
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(part: str) -> str:
    coded = base64.b64encode(part.encode("utf-16-be", "surrogatepass")).decode().rstrip("=").replace("/", ",")
    return f"&{coded}-"
