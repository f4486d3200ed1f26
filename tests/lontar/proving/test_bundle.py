"""Evidence of a letter: a file that verifies with Python alone, and that one changed byte gives away."""

import ast
import hashlib
import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lontar import letters
from lontar.intake import arranging
from lontar.journey import arrive, arrive_as_one
from lontar.proving import bundle
from lontar.proving.head import head
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import Reader
from schemas.letter import Letter
from schemas.stored import new_id
from tests import files
from tests.lontar.bare import person
from tests.lontar.paged import kept
from tests.lontar.test_no_longer_theirs import hidden


def unpacked(house: House, reader: Reader, id: str, folder: Path) -> Path:
    out = io.BytesIO()
    bundle.write(house, reader, id, out)
    with zipfile.ZipFile(out) as archive:
        archive.extractall(folder)
    return folder


def verified(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """By a Python that has nothing of ours: isolated, without site packages."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def letter(house: House, console: Reader, tmp_path: Path) -> str:
    arrive(house, files.written(tmp_path, "lain.pdf", files.pdf("rahasia")), "lain.pdf", console)
    (arrived,) = arrive(house, files.written(tmp_path, "surat.pdf", files.pdf("jembatan")), "surat.pdf", console)
    settle(house, 2)
    return str(arrived.id)


def test_it_verifies_without_lontar(house: House, console: Reader, letter: str, tmp_path: Path) -> None:
    folder = unpacked(house, console, letter, tmp_path / "bukti")
    done = verified(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "letter.arrived" in done.stdout
    found = head(house)
    kept = f"{found.sequence}:{found.chain}:{found.root}"
    assert kept in done.stdout
    assert verified(folder, "--head", kept).returncode == 0
    assert verified(folder, "--head", f"{found.sequence}:{found.chain}:{'0' * 64}").returncode == 1


def test_each_file_of_a_letter_is_told_by_its_log(house: House, console: Reader, tmp_path: Path) -> None:
    paths = [
        (files.written(tmp_path, f"{name}.pdf", files.pdf((name,) * 3)), f"{name}.pdf") for name in ("satu", "dua")
    ]
    (arrived,) = arrive_as_one(house, paths, console, upload=new_id())
    settle(house, 1)
    folder = unpacked(house, console, str(arrived.id), tmp_path / "bukti")
    assert sorted(one.name for one in (folder / "originals").iterdir()) == ["1.pdf", "2.pdf"]
    assert verified(folder).returncode == 0


def test_nothing_of_another_letter_is_in_it(house: House, console: Reader, letter: str, tmp_path: Path) -> None:
    folder = unpacked(house, console, letter, tmp_path / "bukti")
    (other,) = {row["_id"] for row in house.store.every(Letter, fields=())} - {letter}
    for file in folder.rglob("*"):
        assert not file.is_file() or (other.encode() not in file.read_bytes() and b"lain.pdf" not in file.read_bytes())


def test_letters_that_it_belongs_to_are_not_named(house: House, console: Reader, letter: str, tmp_path: Path) -> None:
    """They stand on its page for its readers; a bundle goes to others."""
    on_page = letters.show(house, console, letter)
    assert {"thread", "duplicates", "within", "overtaken"} <= on_page.keys()
    said = json.loads((unpacked(house, console, letter, tmp_path / "bukti") / "letter.json").read_text())
    assert said.keys() == on_page.keys() - {"thread", "duplicates", "within", "overtaken"} | {"originals", "verdicts"}


def test_one_changed_byte_anywhere_is_named(house: House, console: Reader, letter: str, tmp_path: Path) -> None:
    folder = unpacked(house, console, letter, tmp_path / "bukti")
    chance = random.Random(9)
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "verify.py"):
        whole = file.read_bytes()
        for place in chance.sample(range(len(whole)), 3):
            changed = bytearray(whole)
            changed[place] ^= 1 << chance.randrange(8)
            file.write_bytes(changed)
            done = verified(folder)
            assert done.returncode == 1, (file.name, place)
            assert "WRONG" in done.stdout
        file.write_bytes(whole)
    assert verified(folder).returncode == 0


def test_whoever_mends_the_list_too_cannot_mend_the_log(
    house: House, console: Reader, letter: str, tmp_path: Path
) -> None:
    """An original exchanged, or an event retold, with every hash of the bundle made to fit."""
    folder = unpacked(house, console, letter, tmp_path / "bukti")
    other = b"%PDF-1.4 another"
    original = next((folder / "originals").iterdir())
    original.write_bytes(other)
    said = json.loads((folder / "letter.json").read_text())
    said["originals"][0]["sha256"] = digest(original)
    (folder / "letter.json").write_text(json.dumps(said))
    relisted(folder)
    assert "no event tells of it" in verified(folder).stdout
    history = json.loads((folder / "history.json").read_text())
    history[0]["values"]["after"] = {"files": [{"sha256": digest(original)}]}
    (folder / "history.json").write_text(json.dumps(history))
    relisted(folder)
    assert "its values were changed" in verified(folder).stdout
    history[0]["event"]["verb"] = "letter.invented"
    (folder / "history.json").write_text(json.dumps(history))
    relisted(folder)
    assert "is not what was sealed" in verified(folder).stdout


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def relisted(folder: Path) -> None:
    """The list of the bundle made anew by whoever changed it."""
    listed = {
        path.relative_to(folder).as_posix(): digest(path)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    (folder / "manifest.json").write_text(json.dumps(listed))


def test_the_script_runs_on_the_oldest_python_it_names() -> None:
    source = (Path(bundle.__file__).parent / "verify.py").read_text()
    tree = ast.parse(source, feature_version=(3, 8))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules <= {"__future__", "hashlib", "json", "sys", "pathlib", "typing", "collections"}


def test_what_names_a_hidden_letter_keeps_its_hash_alone(house: House, tmp_path: Path) -> None:
    """Values that name a letter which the reader may not read stay out; the event is proven all the same."""
    demo.found(house.store)
    ani = person(house, "arsiparis")
    one, two = (kept(house, tmp_path, name, 1, unit="setda") for name in "ab")
    arranging.merge(house, ani, [one, two])
    hidden(house, one)
    folder = unpacked(house, ani, two, tmp_path / "bukti")
    history = (folder / "history.json").read_text()
    assert one not in history
    assert '"values": {}' in history
    assert verified(folder).returncode == 0
