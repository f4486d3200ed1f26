"""Every label of the files that a PKI of our own signed (own-pki.tar.xz: those that may be kept here; `python -m
bench.labels FOLDER` does the same with any folder of labelled files)."""

import csv
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bench.labels import labelled, met
from signing.trust import read_trust
from signing.verifying import verify

ARCHIVE = Path(__file__).with_name("own-pki.tar.xz")
AT = datetime(2026, 11, 30, tzinfo=UTC)


def _names() -> list[str]:
    with tarfile.open(ARCHIVE) as files:
        table = files.extractfile("labels.csv")
        assert table
        return [row["path"] for row in csv.DictReader(table.read().decode().splitlines())]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="lontar-labels-") as place, tarfile.open(ARCHIVE) as files:
        files.extractall(place, filter="data")
        yield Path(place)


@pytest.mark.parametrize("name", _names())
def test_each_label_is_met(folder: Path, name: str) -> None:
    one = next(one for one in labelled(folder) if one.name == name)
    trust = read_trust(folder / "own-pki" / "trust")
    assert len(trust.roots) == 2
    found = verify(one.path.read_bytes(), trust, AT)
    assert met(one.expected, found), found.as_dict()
    if one.expected.startswith("ACCEPT"):
        assert "malformed" not in str(found.as_dict()), "intact is not the same as not understood"


def test_what_was_done_to_a_file_is_named(folder: Path) -> None:
    trust = read_trust(folder / "own-pki" / "trust")
    said = {
        "append_garbage_bytes_after_EOF": "bytes-after-end",
        "digest_md5": "weak-algorithm",
        "digest_sha1": "weak-algorithm",
        "RSA_1024_signer_BT": "weak-algorithm",
        "incr__add_page": "changed-after",
        "incr__attachment": "changed-after",
        "incr__replace_page__Contents_on_BLTA": "changed-after",
        "pikepdf_re_save": "changed-inside",
        "truncated_last_100_bytes": "unreadable",
        "unknown_root": "unknown-root",
    }
    for name, code in said.items():
        found = verify((folder / "own-pki" / "negative" / f"{name}.pdf").read_bytes(), trust, AT)
        assert code in {why.code for why in (*found.reasons, *found.warnings)}, name


def test_a_signature_that_no_root_vouches_for_is_intact_and_unverifiable(folder: Path) -> None:
    found = verify((folder / "own-pki" / "BLT.pdf").read_bytes(), read_trust(), AT)
    assert found.verdict == "unverifiable"
    (one,) = found.signatures
    assert (one.intact, one.trusted, one.changes, one.level) == (True, False, "permitted", "B-LT")
    assert [why.code for why in found.reasons] == ["unknown-root"]


def test_no_address_of_a_document_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates of these files name servers of lists and answers; a sender could name any inside the office."""

    def refuse(*_: object) -> None:
        raise AssertionError("something was asked for on the network")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(f"socket.socket.{name}", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    trust = read_trust(folder / "own-pki" / "trust")
    for name in ("expired-BT", "revoked-BLTA", "workflow"):
        found = verify((folder / "own-pki" / f"{name}.pdf").read_bytes(), trust, AT)
        assert found.signatures
        assert "malformed" not in {why.code for why in found.reasons}
