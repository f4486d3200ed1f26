"""Backups encrypted by age (age-encryption.org/v1): to a recipient's key, or behind a passphrase.

Behind a passphrase stands a key of the file's own: what a passphrase opens has to fit into memory, and a backup does
not. Its first line says how long that locked key is; the rest is an age file like others, which `age -d` opens too.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage

from lontar.backups.errors import DamagedBackup, LockedBackup
from schemas.errors import WrongUse

OWN = b"lontar-backup locked "
"""How a file begins whose key stands in it behind a passphrase."""
AGE = b"age-encryption.org/v1"
LONGEST_LINE = 64


@dataclass(frozen=True)
class Lock:
    """How a backup is locked: for `recipient` (age1...), or behind `passphrase`. Neither: not at all."""

    recipient: str = ""
    passphrase: str = ""

    def __bool__(self) -> bool:
        return bool(self.recipient or self.passphrase)


@dataclass(frozen=True)
class Key:
    """What opens it: an identity (AGE-SECRET-KEY-1...) or the passphrase."""

    identity: str = ""
    passphrase: str = ""


@contextmanager
def locked(out: BinaryIO, lock: Lock) -> Iterator[BinaryIO]:
    """What is written goes into `out`, encrypted. Raises WrongUse for a recipient that is none."""
    identity = pyrage.x25519.Identity.generate()
    recipient = identity.to_public()
    if lock.recipient:
        try:
            recipient = pyrage.x25519.Recipient.from_str(lock.recipient.strip())
        except pyrage.RecipientError as error:
            raise WrongUse(what="The recipient", why="it is no age key (age1...)", field="recipient") from error
    else:
        held = pyrage.passphrase.encrypt(str(identity).encode(), lock.passphrase)
        out.write(OWN + str(len(held)).encode() + b"\n" + held)
    with _encrypting(out, recipient) as into:
        yield into


def is_locked(file: Path) -> bool:
    with file.open("rb") as stream:
        begins = stream.read(max(len(OWN), len(AGE)))
    return begins.startswith((OWN, AGE))


@contextmanager
def opened(file: Path, key: Key) -> Iterator[BinaryIO]:
    """The bytes of a backup, decrypted where it is locked. Raises LockedBackup, DamagedBackup."""
    with file.open("rb") as stream:
        if not is_locked(file):
            yield stream
            return
        identity = _identity(file, stream, key)
        read, write = os.pipe()
        failed: list[BaseException] = []

        def decrypt() -> None:
            try:
                with os.fdopen(write, "wb") as out:
                    pyrage.decrypt_io(stream, out, [identity])
            except (pyrage.DecryptError, OSError, ValueError) as error:
                failed.append(error)

        worker = threading.Thread(target=decrypt, daemon=True)
        worker.start()
        try:
            with os.fdopen(read, "rb") as found:
                yield found
        except Exception as error:
            worker.join()
            if failed and not isinstance(failed[0], BrokenPipeError):
                raise _refused(file, failed[0]) from error
            raise
        worker.join()
        if failed and not isinstance(failed[0], BrokenPipeError):
            raise _refused(file, failed[0])


def _identity(file: Path, stream: BinaryIO, key: Key) -> "pyrage.x25519.Identity":
    """The key that opens the rest of the stream."""
    first = stream.read(len(OWN))
    if first != OWN:
        stream.seek(0)
        if not key.identity:
            raise LockedBackup(file=file.name, why="it needs the key it was locked for")
        return _read(file, key.identity)
    if not key.passphrase:
        raise LockedBackup(file=file.name, why="it needs its passphrase")
    line = stream.readline(LONGEST_LINE)
    if not line.strip().isdigit():
        raise DamagedBackup(file=file.name, why="its beginning cannot be read")
    try:
        held = pyrage.passphrase.decrypt(stream.read(int(line)), key.passphrase)
    except pyrage.DecryptError as error:
        raise LockedBackup(file=file.name, why="this passphrase does not open it") from error
    return _read(file, held.decode())


def _read(file: Path, said: str) -> "pyrage.x25519.Identity":
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("#")]
    try:
        return pyrage.x25519.Identity.from_str(lines[0] if lines else "")
    except pyrage.IdentityError as error:
        raise LockedBackup(file=file.name, why="what was given is no age key (AGE-SECRET-KEY-1...)") from error


def _refused(file: Path, error: BaseException) -> Exception:
    if "matching" in str(error).lower():  # age says "No matching keys found"
        return LockedBackup(file=file.name, why="this key does not open it")
    return DamagedBackup(file=file.name, why="it cannot be decrypted to its end")


class _Out:
    """Writes into `out` and remembers why it could not: of that, the library tells only the words."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.failed: OSError | None = None

    def write(self, some: bytes) -> int:
        try:
            return self._out.write(some)
        except OSError as error:
            self.failed = error
            raise

    def flush(self) -> None:
        self._out.flush()


@contextmanager
def _encrypting(out: BinaryIO, recipient: "pyrage.x25519.Recipient") -> Iterator[BinaryIO]:
    """What is written is encrypted in a thread of its own. Raises OSError."""
    read, write = os.pipe()
    kept = _Out(out)

    def run() -> None:
        with os.fdopen(read, "rb") as source, suppress(pyrage.EncryptError):
            pyrage.encrypt_io(source, kept, [recipient])

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    try:
        with suppress(BrokenPipeError), os.fdopen(write, "wb") as into:
            yield into
    finally:
        worker.join()
    if kept.failed:
        raise kept.failed
