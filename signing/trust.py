"""The folder of certificates and revocation lists by which an office believes signatures.

A certificate that is its own issuer is a root; others help to build chains. Lists (CRL) are those of the authorities.
Nothing is ever fetched: what is not in the folder or in the signed file is not known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import crl, pem, x509

SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der", ".crl"})
MOST_FILES, MOST_BYTES = 2_000, 64 * 1024 * 1024


@dataclass(frozen=True)
class Trust:
    """DER of what an office trusts. `faults`: names of files in which there is nothing that can be used; `inside`:
    hosts in a private network of which lists may be fetched, where lists are fetched."""

    roots: tuple[bytes, ...] = ()
    others: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    faults: tuple[str, ...] = ()
    inside: frozenset[str] = frozenset()

    def __add__(self, other: "Trust") -> "Trust":
        return Trust(
            _once(self.roots, other.roots),
            _once(self.others, other.others),
            _once(self.lists, other.lists),
            self.faults + other.faults,
            self.inside | other.inside,
        )


def read_trust(*folders: Path) -> Trust:
    """What is in folders and those below them; nothing where there is none. What was read is kept in mind for as long
    as the files stay as they are. Raises OSError for what may not be read."""
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES]
    return _of_files(tuple(_standing(path) for path in files[:MOST_FILES] if path.is_file()))


def _standing(path: Path) -> tuple[Path, int, int]:
    """Where a file is, how large, and when it was changed last."""
    found = path.stat()
    return path, found.st_size, found.st_mtime_ns


@lru_cache(maxsize=4)
def _of_files(files: tuple[tuple[Path, int, int], ...]) -> Trust:
    """Of files as they stand."""
    found = Trust()
    for path, size, _ in files:
        found += _of_file(path, size)
    return found


def _of_file(path: Path, size: int) -> Trust:
    if size > MOST_BYTES:
        return Trust(faults=(path.name,))
    try:
        parts = list(_parts(path.read_bytes()))
        certificates = [x509.Certificate.load(part, strict=True) for kind, part in parts if kind != "X509 CRL"]
        lists = [crl.CertificateList.load(part, strict=True) for kind, part in parts if kind == "X509 CRL"]
        roots = [one.dump() for one in certificates if one.issuer == one.subject]
        others = [one.dump() for one in certificates if one.issuer != one.subject]
        return Trust(tuple(roots), tuple(others), tuple(one.dump() for one in lists if one["tbs_cert_list"].native))
    except (ValueError, TypeError, KeyError):
        return Trust(faults=(path.name,))


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a file holds: kind as in PEM's first line, and DER. Keys and other things are left alone."""
    if pem.detect(data):
        for kind, _, part in pem.unarmor(data, multiple=True):
            if kind in ("CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CRL"):
                yield kind, part
        return
    try:
        x509.Certificate.load(data, strict=True).public_key.native  # noqa: B018 - it is parsed when it is looked at
        yield "CERTIFICATE", data
    except (ValueError, TypeError, KeyError):
        yield "X509 CRL", data


def _once(*parts: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(one for part in parts for one in part))
