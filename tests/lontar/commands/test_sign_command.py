"""`lontar sign`: a PDF signed at the machine; its errors are sentences, and a passphrase is in none of them."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from lontar.main import lontar
from tests.signing.letters import letter, made
from tests.signing.own import own_key
from tests.signing.pki import PASSPHRASE, Pki
from tests.signing.pki import running as pki_running
from tests.signing.seen_by_others import level_of, signatures


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A letter and a key file."""
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path / "home"))
    (tmp_path / "surat.pdf").write_bytes(letter())
    (tmp_path / "kunci.p12").write_bytes(own_key("Sri Contoh", "sandi rahasia"))
    return tmp_path


def sign(folder: Path, *options: str, stdin: str = "sandi rahasia\n") -> Result:
    line = ["sign", str(folder / "surat.pdf"), "--key", str(folder / "kunci.p12"), *options]
    return CliRunner().invoke(lontar, line, input=stdin)


def test_the_signed_one_lies_beside_it_and_the_file_stays(folder: Path) -> None:
    done = sign(folder)
    assert done.exit_code == 0, done.output
    assert done.output == f"{folder}/surat-signed.pdf: signed by Sri Contoh, B-B\n"
    assert (folder / "surat.pdf").read_bytes() == letter()
    found = (folder / "surat-signed.pdf").read_bytes()
    assert found.startswith(letter())
    assert level_of(found) == "B-B"
    again = sign(folder)
    assert again.exit_code == 2
    assert "is not written over" in again.output


def test_a_machine_is_told_the_same(folder: Path) -> None:
    (folder / "sandi").write_text("sandi rahasia\nlain\n")
    done = sign(folder, "--passphrase-file", str(folder / "sandi"), "--out", str(folder / "x.pdf"), "--json", stdin="")
    assert json.loads(done.output) == {
        "file": f"{folder}/surat.pdf", "out": f"{folder}/x.pdf", "signer": "Sri Contoh", "level": "B-B",
    }  # fmt: skip


def test_a_stamp_is_put_into_a_tagged_field(folder: Path) -> None:
    address = "https://arsip.sukamaju.example/verify/Ab3dEf6hIj9k"
    done = sign(folder, "--stamp", address, "--position", "Kepala Dinas", "--lock", "--reason", "Disetujui")
    assert done.exit_code == 0, done.output
    with pikepdf.open(BytesIO((folder / "surat-signed.pdf").read_bytes())) as document:
        (widget,) = document.pages[0].Annots
        assert str(widget.TU) == "Tanda tangan elektronik Sri Contoh"
        assert "/StructParent" in widget
        assert str(widget.V.Reason) == "Disetujui"
        assert [round(float(side)) for side in widget.Rect] == [330, 60, 530, 130]
    (folder / "surat.pdf").write_bytes((folder / "surat-signed.pdf").read_bytes())
    again = sign(folder, "--out", str(folder / "two.pdf"))
    assert again.exit_code == 1
    assert "closed this PDF" in again.output


@pytest.mark.parametrize("stdin", ["salah sekali\n", "\n", ""])
def test_a_wrong_passphrase_is_told_by_the_name_of_the_file(folder: Path, stdin: str) -> None:
    done = sign(folder, stdin=stdin)
    assert done.exit_code == 1
    assert done.output == "lontar: The passphrase of kunci.p12 is wrong. Nothing was signed. Type it again.\n"
    assert not (folder / "surat-signed.pdf").exists()


def test_what_cannot_be_done_is_said_before_anything_is_written(folder: Path) -> None:
    for options, said in (
        (("--level", "B-T"), "needs a time stamping server"),
        (("--field", "a", "--stamp", "x" * 200), "more than 100 characters"),
        (("--stamp", "x", "--box", "0", "0", "20", "20"), "smaller than"),
        (("--stamp", "x", "--page", "7"), "no empty signature field"),
    ):
        done = sign(folder, *options)
        assert done.exit_code == 2, done.output
        assert said in done.output
    (folder / "surat.pdf").write_bytes(made("encrypted"))
    assert "it is encrypted" in sign(folder).output
    assert not (folder / "surat-signed.pdf").exists()


@pytest.fixture(scope="module")
def pki() -> Iterator[Pki]:
    with pki_running() as found:
        yield found


def test_the_archive_level_is_met_with_the_roots_of_the_office(
    folder: Path, pki: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "kunci.p12").write_bytes(pki.p12("signer"))
    options = ("--level", "B-LTA", "--tsa", pki.tsa)
    refused = sign(folder, *options, stdin=f"{PASSPHRASE}\n")
    assert "leads to none of the roots" in refused.output
    (folder / "home").mkdir()
    pki.trust(folder / "home" / "trust")
    refused = sign(folder, *options, stdin=f"{PASSPHRASE}\n")
    assert "cannot be proved" in refused.output, "the list is on this machine, and no setting says that it may be"
    monkeypatch.setenv("LONTAR_INSIDE_HOSTS", "localhost, 127.0.0.1")
    done = sign(folder, *options, stdin=f"{PASSPHRASE}\n")
    assert done.exit_code == 0, done.output
    found = (folder / "surat-signed.pdf").read_bytes()
    assert level_of(found) == "B-LTA"
    assert len(signatures(found)) == 1
