"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    *("schemas", "store", "office", "paper", "work", "words", "ingest", "search"),
    *("routing", "drafting", "signing", "archive"),
    *("lontar", "web", "samples", "bench"),
)
ENGINES = {
    "apsw": "store",
    "pymongo": "store",
    "gridfs": "store",
    "tantivy": "search",
    "elasticsearch": "search",
    "typst": "paper",
    "pytesseract": "ingest",
    "tesserocr": "ingest",
    "pypdfium2": "paper",
    "python_calamine": "paper",
    "pdfplumber": "ingest",
    "granian": "web",
    "Stemmer": "search",
    "argon2": "office",
    "pillow_heif": "paper",
    "wordfreq": "words",
    "holidays": "office",
    "icalendar": "lontar",
    "xlsxwriter": "lontar",
    "celery": "work",
    "kombu": "work",
    "redis": "work",
    "authlib": "web",
    "joserfc": "web",
    "pyrage": "lontar",
}
"""Third-party engines, each imported in exactly one file, and the room of that file."""
OF_A_ROOM = {"pyhanko": "signing", "pyhanko_certvalidator": "signing", "asn1crypto": "signing"}
"""Those that are too large for one file: whatever knows them is in one room."""


def sources() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """First names of the modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_no_engine_is_imported_in_two_files_or_outside_its_room() -> None:
    importers = defaultdict(list)
    for path in sources():
        for name in imported(path) & ENGINES.keys():
            importers[name].append(path.relative_to(ROOT))
    assert {name: files for name, files in importers.items() if len(files) > 1} == {}
    assert {name: files[0].parts[0] for name, files in importers.items()}.items() <= ENGINES.items()


def test_what_signs_is_known_to_one_room_and_measured_by_the_bench() -> None:
    outside = {
        str(path.relative_to(ROOT))
        for path in sources()
        for name in imported(path) & OF_A_ROOM.keys()
        if path.relative_to(ROOT).parts[0] not in (OF_A_ROOM[name], "bench")
    }
    assert outside == set()


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path.relative_to(ROOT)) for path in sources() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


@pytest.mark.parametrize("name", ["run", "test", "servers", "lock"])
def test_pinned_packages_carry_hashes_and_name_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert not re.search(r"https?://|index-url|find-links |trusted-host ", text)
    for pin in re.split(r"\n(?=[A-Za-z0-9])", text)[1:]:
        assert "==" in pin, pin.splitlines()[0]
        assert "--hash=sha256:" in pin, pin.splitlines()[0]


def test_the_compiled_lists_hold_every_wanted_package() -> None:
    for name in ("run", "test"):
        compiled = (ROOT / "requirements" / f"{name}.txt").read_text().lower()
        for line in (ROOT / "requirements" / f"{name}.in").read_text().lower().splitlines():
            if line and not line.startswith(("-r", "#")):
                name_alone = re.split(r"[<>=\[]", line.strip())[0].replace(".", "-")
                assert f"\n{name_alone}==" in compiled, line


def test_no_file_is_too_long_to_hold_in_the_head() -> None:
    long = {str(path.relative_to(ROOT)): n for path in sources() if (n := len(path.read_text().splitlines())) > 300}
    assert long == {}


def test_nothing_large_or_foreign_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name.decode() for name in listed.split(b"\0") if name]
    assert [str(path) for path in files if path.exists() and path.stat().st_size > 1_000_000] == []
    foreign = (".ttf", ".otf", ".woff", ".woff2", ".traineddata", ".mo", ".jar", ".whl", ".min.js", ".min.css")
    assert [str(path) for path in files if path.name.endswith(foreign)] == []


def test_make_help_lists_every_target_a_person_types() -> None:
    text = (ROOT / "Makefile").read_text()
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in re.findall(r"^([a-z-]+):", text, flags=re.M):
        if target != "setup-test":
            assert f"make {target}" in shown
