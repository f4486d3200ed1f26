"""lontar draft and lontar numbers."""

import json
from pathlib import Path
from typing import Any

from tests import files
from tests.lontar.commands.handling import letter, told
from tests.signing.own import own_key

__all__ = ["letter"]

FIELDS = ("subject=Undangan rapat", "place=Sukamaju", "recipients=Camat A; Camat B", "body=Dengan hormat.")


def one(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(*words, "--json"))
    return found


def made(*words: str) -> str:
    sets = [part for field in FIELDS for part in ("--set", field)]
    return str(one("draft", "new", "surat-dinas", *sets, "--signer", "KADIS", *words, "--as", "agendaris")["id"])


def test_from_a_blank_page_to_a_number(tmp_path: Path) -> None:
    told("numbers", "--set", "{class}-{number:3}/{unit}/{year}")
    id = made("--initials", "KASI", "--initials", "KABID")
    assert id in told("draft", "list", "--as", "agendaris")
    told("draft", "submit", id, "--as", "agendaris")
    assert one("draft", "list", "initial", "--as", "kasi")["waits"] == "Kasi"
    told("draft", "initial", id, "--as", "kabid", exit_code=1)
    told("draft", "initial", id, "--as", "kasi")
    told("draft", "initial", id, "--as", "kabid")
    done = one("draft", "freeze", id, "--as", "agendaris")
    assert (done["state"], done["number"], done["waits"]) == ("frozen", 1, "Kadis")
    assert done["reference_number"].startswith("B-001/DINAS/")
    told("draft", "pdf", id, "-o", str(tmp_path / "surat.pdf"), "--as", "kadis")
    assert (tmp_path / "surat.pdf").read_bytes().startswith(b"%PDF")
    assert "(reserved)" in told("agenda", "--direction", "outgoing", "--unit", "DINAS")
    told("draft", "cancel", id, "--reason", "Rapat batal", "--as", "agendaris")
    assert "cancelled: Rapat batal" in told("agenda", "--direction", "outgoing", "--unit", "DINAS")


def test_changed_sent_back_compared(tmp_path: Path) -> None:
    id = made()
    told("draft", "submit", id, "--as", "agendaris")
    told("draft", "back", id, "--reason", "Perbaiki hal", "--as", "kadis")
    assert "Perbaiki hal" in told("draft", "show", id)
    told("draft", "change", id, "--set", "subject=Undangan rapat kerja", "--as", "agendaris")
    assert "subject: Undangan rapat{+ kerja+}" in told("draft", "diff", id, "--as", "kadis")
    changed = one("draft", "diff", id, "1")
    assert [piece["kind"] for piece in changed["subject"]] == ["same", "added"]
    assert one("draft", "show", id)["content"]["recipients"] == ["Camat A", "Camat B"]
    assert "changed this draft" in told(
        "draft", "change", id, "--set", "body=Lain", "--revision", "1", "--as", "agendaris", exit_code=1
    )
    told("draft", "pdf", id, "-o", str(tmp_path / "konsep.pdf"))
    told("draft", "submit", id, "--as", "agendaris")
    told("draft", "take-back", id, "--as", "agendaris")
    assert one("draft", "show", id)["state"] == "drafting"


def a_frozen_one() -> str:
    id = made()
    told("draft", "submit", id, "--as", "agendaris")
    told("draft", "freeze", id, "--as", "agendaris")
    return id


def test_signed_with_a_passphrase_that_is_typed(tmp_path: Path) -> None:
    give_key(tmp_path)
    ids, asked = [a_frozen_one() for _ in range(3)], ("--as", "kadis", "--json")
    assert "is wrong" in told("draft", "sign", *ids, *asked, typed="bukan ini\n", exit_code=1)
    assert {one("draft", "show", id)["state"] for id in ids} == {"frozen"}
    signed, missing = told("draft", "sign", ids[0], ids[0], *asked, typed="sandi\n", exit_code=1).splitlines()
    done = json.loads(signed)
    assert (done["id"], done["state"]) == (ids[0], "signed")
    assert json.loads(missing)["error"]["code"] == "not-to-be-signed"
    assert one("show", done["letter"])["id"] == done["letter"]
    (tmp_path / "sandi").write_text("sandi\n")
    assert told("draft", "sign", ids[1], "--passphrase-file", str(tmp_path / "sandi"), "--as", "kadis").startswith(
        f"signed  {one('draft', 'show', ids[1])['reference_number']}  "
    )
    assert "another one than you saw" in told(
        "draft", "sign", ids[2], "--content", "0" * 64, "--as", "kadis", typed="sandi\n", exit_code=1
    )
    assert told("draft", "look", ids[2], "--as", "kadis").startswith("frozen")
    told("draft", "sign-anew", ids[2], "--reason", "Layanan diam", "--as", "kadis", exit_code=1)


def test_codes_are_those_of_the_service(tmp_path: Path) -> None:
    give_key(tmp_path)
    id = a_frozen_one()
    assert "version 2 of the signing service only" in told("draft", "send-code", "--as", "kadis", exit_code=2)
    assert "version 2 of the signing service only" in told(
        "draft", "sign", id, "--one-time", "--as", "kadis", typed="471108\n", exit_code=2
    )


def give_key(folder: Path) -> None:
    """That of the head of the unit."""
    path = folder / "home" / "keys" / "kadis@example.org.p12"
    path.parent.mkdir()
    path.write_bytes(own_key("Kadis", "sandi"))


def test_a_letter_is_answered(letter: str) -> None:
    found = one("draft", "new", "--answers", letter, "--set", "place=Sukamaju", "--as", "kadis")
    assert (found["answers"], found["content"]["subject"]) == (letter, "Tanggapan atas Perbaikan jembatan")
    assert found["content"]["place"] == "Sukamaju"


def test_what_cannot_be_is_said() -> None:
    id = made()
    for words, said, code in (
        (("draft", "show"), "the id of a draft", 2),
        (("draft", "sing", id), "it is new, list", 2),
        (("draft", "list", "all"), "must be one of", 2),
        (("draft", "new", "surat-cinta"), "Template surat-cinta was not found", 1),
        (("draft", "new", "surat-dinas", "--set", "color=red"), "the fields of surat-dinas are place", 2),
        (("draft", "show", id, "--as", "juru"), "was not found", 1),
        (("draft", "diff", id), "was not found", 1),
        (("draft", "diff", id, "x"), "two numbers", 2),
        (("draft", "pdf", id), "-o FILE", 2),
        (("draft", "back", id), "it is empty", 2),
        (("draft", "freeze", id), "The draft is drafting now", 1),
        (("numbers", "--set", "{nomor}"), "is none of", 2),
        (("numbers", "--set", "{number}", "--as", "kadis"), "may not", 1),
    ):
        assert said in told(*words, exit_code=code), words
    told("numbers", "--unit", "DINAS", "--code", "800", "--set", "{number}/X")
    assert json.loads(told("numbers", "--unit", "DINAS", "--json"))["form"] == "{number}/X"
    told("numbers", "--unit", "DINAS", "--code", "800", "--set", "")
    assert "{number}/X" not in told("numbers", "--unit", "DINAS", "--code", "800")


def test_files_are_enclosed_and_left_out(tmp_path: Path) -> None:
    id = made()
    plan, broken = files.written(tmp_path, "anggaran.pdf", files.pdf()), files.written(tmp_path, "rusak.pdf", b"%PDF-")
    said = told("draft", "enclose", id, str(broken), str(plan), "--as", "agendaris", exit_code=1)
    assert "rusak.pdf is damaged" in said
    assert "enclosure 1        anggaran.pdf" in told("draft", "show", id)
    told("draft", "enclose", id, "--as", "agendaris", exit_code=2)
    told("draft", "leave-out", id, "2", "--as", "agendaris", exit_code=2)
    told("draft", "leave-out", id, "1", "--as", "agendaris")
    assert one("draft", "show", id)["enclosures"] == []
