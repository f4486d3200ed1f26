"""What the signatures of an arriving PDF are worth is known before anybody is shown it; its bytes stay as they came."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench.signed import Authorities
from lontar import letters, undoing
from lontar.act import happened
from lontar.faults import index_faults
from lontar.finding.find import find
from lontar.followers import IndexFollower
from lontar.intake import arranging
from lontar.journey import arrive
from lontar.main import lontar
from lontar.settle import settle
from lontar.verifying import arrived, checked
from lontar.wiring import House
from office.access import Reader
from schemas.event import Event
from schemas.letter import Letter
from schemas.work import Work
from store.changes import Changes
from tests import files
from work import lease


@pytest.fixture(scope="module")
def office() -> Authorities:
    return Authorities()


@pytest.fixture(scope="module")
def signed(office: Authorities) -> bytes:
    return office.sign(files.pdf(), "B-LT")


def read(house: House, reader: Reader, folder: Path, content: bytes, name: str = "surat.pdf") -> str:
    (one,) = arrive(house, files.written(folder, name, content), name, reader)
    settle(house, 1)
    return str(one.id)


def verdict(house: House, reader: Reader, id: str) -> dict[str, Any]:
    found: dict[str, Any] = letters.show(house, reader, id)["files"][0]["verdict"]
    return found


def found(house: House, reader: Reader, said: str) -> list[str]:
    """Whether it is asked for in the query or chosen beside it."""
    typed, chosen = find(house, reader, f"verdict:{said}"), find(house, reader, "", filters={"verdict": [said]})
    assert typed["hits"] == chosen["hits"]
    return [one["id"] for one in typed["hits"]]


def test_a_signed_letter_has_its_verdict_and_its_bytes(
    house: House, console: Reader, tmp_path: Path, office: Authorities, signed: bytes
) -> None:
    house.settings.home.mkdir(exist_ok=True)
    office.trust(house.settings.home / "trust")
    id = read(house, console, tmp_path, signed)
    found = verdict(house, console, id)
    assert (found["verdict"], found["reasons"]) == ("valid", [])
    assert [(one["signer"], one["level"]) for one in found["signatures"]] == [("Sri Contoh", "B-LT")]
    assert letters.show(house, console, id)["stage"] == "understood"
    shown = CliRunner().invoke(lontar, ["show", id], env={"LONTAR_HOME": str(house.settings.home)}).stdout
    assert "bytes, signature valid (Sri Contoh)\n" in shown
    with house.originals.path(letters.show(house, console, id)["files"][0]["sha256"]) as path:
        assert path.read_bytes() == signed


def test_a_changed_letter_is_read_and_said_to_be_invalid(
    house: House, console: Reader, tmp_path: Path, signed: bytes
) -> None:
    found = verdict(house, console, read(house, console, tmp_path, signed.replace(b"0 595 842", b"0 595 843", 1)))
    assert (found["verdict"], found["reasons"][0]["code"]) == ("invalid", "changed-inside")


def test_what_is_not_signed_costs_no_parsing(house: House, tmp_path: Path) -> None:
    """One look through its bytes, in our own process: the sandbox would fail here."""
    path = files.written(tmp_path, "surat.pdf", files.pdf())
    nobody: Any = None
    assert checked.checked(nobody, path, house.settings).verdict == "unsigned"


def test_other_files_have_none(house: House, console: Reader, tmp_path: Path) -> None:
    assert verdict(house, console, read(house, console, tmp_path, files.scan("PNG"), "scan.png")) is None


def test_a_letter_from_before_is_verified_when_it_is_read_again(
    house: House, console: Reader, tmp_path: Path, signed: bytes
) -> None:
    id = read(house, console, tmp_path, signed)
    letter = house.store.load(Letter, id)
    letter.files[0].verdict = {}
    event = happened(console, "letter.retried", id)
    house.store.commit(Changes.of(letter, events=[event]) + lease.retry(house.store.load(Work, id)))
    settle(house, 1)
    assert verdict(house, console, id)["verdict"] == "unverifiable"


def test_letters_are_verified_again_when_the_office_trusts_others(
    house: House, console: Reader, tmp_path: Path, office: Authorities, signed: bytes
) -> None:
    id, plain = (read(house, console, tmp_path, one) for one in (signed, files.pdf(("Nota",))))
    assert verdict(house, console, id)["reasons"][0]["code"] == "unknown-root"
    environ = {"LONTAR_HOME": str(house.settings.home)}
    assert CliRunner().invoke(lontar, ["verify", "--letters"], env=environ).stdout == ""
    office.trust(house.settings.home / "trust")
    told = CliRunner().invoke(lontar, ["verify", "--letters"], env=environ)
    assert told.stdout == f"{id}  surat.pdf: unverifiable -> valid\n"
    assert (found(house, console, "unverifiable"), found(house, console, "valid")) == ([id], [])
    IndexFollower(house).catch_up()
    assert (found(house, console, "unverifiable"), found(house, console, "valid")) == ([], [id])
    assert (found(house, console, "unsigned"), list(index_faults(house, str))) == ([plain], [])
    assert verdict(house, console, id)["verdict"] == "valid"
    assert verdict(house, console, plain)["verdict"] == "unsigned"
    (event,) = house.store.find(Event, {"thing": f"letters/{id}"}, sort=[("sequence", -1)], limit=1)
    assert event["verb"] == "letter.verified"
    wrong = CliRunner().invoke(lontar, ["verify", "--letters", "a.pdf"], env=environ)
    assert wrong.exit_code == 2


def test_a_list_that_came_later_takes_a_verdict_back(
    house: House, console: Reader, tmp_path: Path, office: Authorities
) -> None:
    office.trust(house.settings.home / "trust")
    who = office.signer()
    id = read(house, console, tmp_path, office.sign(files.pdf(), "B-LT", who))
    assert verdict(house, console, id)["verdict"] == "valid"
    office.revoked[who.certificate.serial_number] = datetime(2025, 1, 1, tzinfo=UTC)
    office.trust(house.settings.home / "trust", datetime.now(UTC))
    with checked.verifier(house.settings) as sandbox:
        (changed,) = arrived.verify_again(house, sandbox)
    assert (changed.before, changed.after) == ("valid", "invalid")


def test_pages_that_were_arranged_can_be_put_back_after_it_was_verified_again(
    house: House, console: Reader, tmp_path: Path, office: Authorities
) -> None:
    id = read(house, console, tmp_path, office.sign(files.pdf(pages=3), "B-LT"))
    arranging.arrange(house, console, id, [(1, 3), (1, 1)], None)
    (event,) = house.store.find(Event, {"thing": f"letters/{id}"}, sort=[("sequence", -1)], limit=1)
    office.trust(house.settings.home / "trust")
    with checked.verifier(house.settings) as sandbox:
        assert [one.after for one in arrived.verify_again(house, sandbox)] == ["valid"]
    undoing.undo(house, console, id, [event["sequence"]])
    assert verdict(house, console, id)["verdict"] == "valid"
    assert letters.show(house, console, id)["files"][0]["leaves"] == []
