"""A mailbox emptied into the archive: each message is a letter with what is attached to it.

A message is kept under an id that follows from its folder, UIDVALIDITY, UID and Message-ID, and put away only then: a
process that is killed in between meets it again, and the same letter with it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.policy import compat32
from pathlib import Path

from ulid import ULID

from ingest.names import file_name
from lontar import scratch
from lontar.digitising.imap import Address, Folder
from lontar.errors import FileTooLarge
from lontar.intake.keeping import Arrived
from lontar.journey import arrive
from lontar.wiring import House
from office.access import Reader
from schemas.errors import LontarError, NotFound, Unavailable
from store.disk import told

HEAD = 256 << 10
"""Bytes of a message in which its header is looked for."""


@dataclass(frozen=True)
class Box:
    """A mailbox and what its letters are. `done`: the folder messages go to; "": they stay, marked. `ca`: a file."""

    address: Address
    password: str = field(repr=False)
    unit: str
    direction: str = "incoming"
    batch: str | None = None
    done: str = "Lontar"
    ca: str = ""


@dataclass
class Emptier:
    """Looks into a mailbox; what cannot be kept is named once and left."""

    house: House
    reader: Reader
    box: Box
    _left: set[tuple[int, int]] = field(default_factory=set)

    def look(self) -> Iterator[Arrived]:
        """Keep what waits, the oldest first; what became of each. Raises Unavailable, NoSuchAccount."""
        with Folder(self.box.address, self.box.password, self.box.ca) as folder:
            for uid in folder.waiting(marks=not self.box.done):
                if (folder.validity, uid) not in self._left:
                    yield from self._take(folder, uid)

    def _take(self, folder: Folder, uid: int) -> Iterator[Arrived]:
        most, size = self.house.settings.inbound.mailbox_mb, folder.size(uid)
        if size > most << 20:
            error = FileTooLarge(file=f"message {uid}", size=size >> 20, limit=most)
            yield self._leave(folder, uid, Arrived(f"message {uid}", None, "rejected", error))
            return
        content = folder.message(uid)
        if content is None:
            return  # somebody took it away meanwhile
        name, message = _called(content, uid)
        try:
            arrived = self._kept(content, name, _id(self.box.address, folder.validity, uid, message))
        except (NotFound, Unavailable):
            raise
        except LontarError as error:
            arrived = [Arrived(name, None, "rejected", error)]
        for again in (one.error for one in arrived if isinstance(one.error, Unavailable)):
            raise again
        yield from arrived
        if all(one.error for one in arrived):
            self._left.add((folder.validity, uid))
        elif self.box.done:
            folder.put_into(uid, self.box.done)
        else:
            folder.mark(uid)

    def _leave(self, folder: Folder, uid: int, why: Arrived) -> Arrived:
        self._left.add((folder.validity, uid))
        return why

    def _kept(self, content: bytes, name: str, id: str) -> list[Arrived]:
        one = self.box
        with scratch.folder(self.house.settings.home, name) as folder:
            path = Path(folder, "message")
            with told(name):
                path.write_bytes(content)
            return arrive(
                self.house, path, name, self.reader, unit=one.unit, direction=one.direction, batch=one.batch, upload=id
            )


def _called(content: bytes, uid: int) -> tuple[str, str]:
    """The name of a message as a file, by its subject, and its Message-ID."""
    head = BytesHeaderParser(policy=compat32).parsebytes(content[:HEAD])
    try:
        subject = str(make_header(decode_header(str(head.get("Subject", "")))))
    except (LookupError, ValueError):
        subject = ""
    subject = re.sub(r"[\s/\\]+", " ", subject).strip()
    return file_name(f"{subject or f'message {uid}'}.eml"), str(head.get("Message-ID", "")).strip()


def _id(address: Address, validity: int, uid: int, message: str) -> str:
    said = repr((address.user, address.host, address.folder, validity, uid, message))
    return str(ULID.from_bytes((validity & (1 << 46) - 1).to_bytes(6) + hashlib.sha256(said.encode()).digest()[:10]))
