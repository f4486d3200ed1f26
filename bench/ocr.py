"""How well pages are read and what it takes, beside what others make of the same pages in the same run.

Pages of a folder (image files, each with its text in NAME.txt beside it), or typescripts made here. Errors in percent:
by character over all pages (`cer`), in the median page, by word (`wer`), and words found nowhere on it (`missed`).
Where they are made here, the share of pairs of words that were read one after the other, too (`pairs`).
`cpu` is processor seconds a page, children's included; `speed` is pages per such second over those of plain Tesseract.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import cv2

from bench import ordered
from bench.accuracy import Errors, errors
from bench.degraded import HARMS
from bench.machine import machine, versions
from bench.typescripts import typescripts
from ingest.reading import read_page
from ingest.settings import PROFILES, Settings
from paper.kinds import IMAGES, kind_of
from schemas.page import PageReading

HARMED = 8
"""Pages that are also read with one harm after the other done to them."""
Reader = Callable[[Path], tuple[str, str]]
"""The text of a page, and the text with suggestions."""


class Case(NamedTuple):
    """A page on disk and what stands on it."""

    path: Path
    truth: str


def run(letters: int = 6, folder: Path | None = None) -> dict[str, Any]:
    """`letters`: pages of each kind, where they are made here. Raises FileNotFoundError for a folder without pages."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    results: dict[str, Any] = {}
    with TemporaryDirectory(prefix="lontar-bench-") as place:
        groups = {"": pages_of(folder)} if folder else made(Path(place), letters)
        for group, cases in groups.items():
            results |= {f"{group}{name}": figures for name, figures in compared(cases).items()}
        every = [case for cases in groups.values() for case in cases]
        for harm, function in HARMS.items():
            harmed = [_harmed(case, Path(place), harm, function) for case in every[:: max(1, len(every) // HARMED)]]
            results[f"standard, {harm}"] = measured({harm: _lontar(Settings())}, harmed)[harm][0]
    if not folder:
        results |= ordered.measured(letters)
    named = versions("pytesseract", "tesserocr", "opencv-python-headless") | {"tesseract": _version("tesseract")}
    return {"bench": "ocr", "machine": machine(), "versions": named, "results": results}


def pages_of(folder: Path) -> list[Case]:
    """The images of a folder that have their text beside them."""
    found = sorted(path for path in folder.iterdir() if path.suffix != ".txt" and path.with_suffix(".txt").exists())
    cases = [Case(path, path.with_suffix(".txt").read_text("utf-8")) for path in found if kind_of(path) in IMAGES]
    if not cases:
        raise FileNotFoundError(f"{folder} has no images with their text in NAME.txt beside them")
    return cases


def made(place: Path, each: int) -> dict[str, list[Case]]:
    """Typescripts by kind."""
    groups = {}
    for kind, pages in typescripts(each):
        groups[f"{kind}, "] = [_saved(place / f"{page.name}.png", page.image, page.truth) for page in pages]
    return groups


def compared(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """The figures of each reader over the same pages, each page by one reader after the other: the machine may have
    other guests, and so they disturb all readers alike."""
    readers: dict[str, Reader] = {"tesseract -l eng": _plain}
    if shutil.which("ocrmypdf"):
        readers["ocrmypdf --deskew --clean --rotate-pages"] = by_ocrmypdf
    ours = {profile: _lontar(Settings(profile=profile)) for profile in PROFILES}
    ours["standard, tesserocr"] = _lontar(Settings(engine="tesserocr"))
    ours["fast, tesserocr"] = _lontar(Settings(engine="tesserocr", profile="fast"))
    results: dict[str, dict[str, float]] = {}
    for name, (read, suggested) in measured(readers | ours, cases).items():
        results[name] = read
        if name in ours:
            results[f"{name}, suggested"] = suggested
    plain = results["tesseract -l eng"]["cpu"]
    return {
        name: figures | ({"speed": round(plain / figures["cpu"], 2)} if "cpu" in figures else {})
        for name, figures in results.items()
    }


def measured(readers: dict[str, Reader], cases: Sequence[Case]) -> dict[str, tuple[dict[str, float], dict[str, float]]]:
    """By reader: the figures of what was read, with the processor's time; and those of what was suggested."""
    for reader in readers.values():
        reader(cases[0].path)  # models and lists are loaded once by a process, not by each page
    read: dict[str, list[tuple[Errors, Errors, float]]] = {name: [] for name in readers}
    for case in cases:
        for name, reader in readers.items():
            began = _processor()
            text, suggested = reader(case.path)
            seconds = _processor() - began
            read[name].append((errors(case.truth, text), errors(case.truth, suggested), seconds))
    return {
        name: (
            told([page[0] for page in pages]) | {"cpu": round(mean(page[2] for page in pages), 2)},
            told([page[1] for page in pages]),
        )
        for name, pages in read.items()
    }


def told(pages: Sequence[Errors]) -> dict[str, float]:
    """In percent. A page on which more was read than stands there counts as wholly wrong, not as more than that."""
    letters, words = sum(page.letters for page in pages), sum(page.words for page in pages)
    figures = {
        "cer": sum(min(page.letter_edits, page.letters) for page in pages) / max(1, letters),
        "median": median(page.letter_edits / max(1, page.letters) for page in pages),
        "wer": sum(min(page.word_edits, page.words) for page in pages) / max(1, words),
        "missed": 1 - sum(page.found for page in pages) / max(1, words),
    }
    return {name: round(100 * figure, 2) for name, figure in figures.items()} | {"pages": len(pages)}


def _lontar(settings: Settings) -> Reader:
    def read(path: Path) -> tuple[str, str]:
        page: PageReading = read_page(path, str(kind_of(path)), 1, settings)
        return page.text, page.suggested or page.text

    return read


def _plain(path: Path) -> tuple[str, str]:
    said = subprocess.run(["tesseract", path, "-", "-l", "eng"], capture_output=True, text=True, check=False).stdout
    return said, said


def by_ocrmypdf(path: Path, languages: str = "eng") -> tuple[str, str]:
    """Images that do not tell their resolution are taken for 300 dots per inch."""
    with TemporaryDirectory(prefix="lontar-bench-") as place:
        text = Path(place) / "page.txt"
        how = ["--deskew", "--clean", "--rotate-pages", "--jobs", "1", "--image-dpi", "300", "--output-type", "pdf"]
        command = ["ocrmypdf", "--quiet", *how, "-l", languages, "--sidecar", str(text), str(path), f"{place}/page.pdf"]
        subprocess.run(command, capture_output=True, check=False)
        said = text.read_text("utf-8") if text.exists() else ""
    return said, said


def _harmed(case: Case, place: Path, harm: str, function: Callable[[Any], Any]) -> Case:
    image = cv2.imread(str(case.path), cv2.IMREAD_GRAYSCALE)
    return _saved(place / f"{harm}-{case.path.stem}.png", function(image), case.truth)


def _saved(path: Path, image: Any, truth: str) -> Case:
    cv2.imwrite(str(path), image)
    return Case(path, truth)


def _processor() -> float:
    own, children = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _version(command: str) -> str:
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).split("\n")[0].removeprefix(f"{command} ")
