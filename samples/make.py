"""Makes sample letters with their ground truth: FOLDER/letters/NAME.pdf (.jpg, .tif) and FOLDER/truth/NAME.json."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from paper.kinds import kind_of
from paper.render import page_count
from paper.typeset import typeset
from samples.draft import Sample
from samples.ink import inked
from samples.kinds import TYPED_NAMES
from samples.scan import scanned
from samples.writer import write
from store.disk import told

LAYOUTS = Path(__file__).parent / "layouts"


def make(
    folder: Path, letters: int, seed: int, *, scans: bool = False, progress: Callable[[int], None] | None = None
) -> list[Path]:
    """Write so many letters; the same seed writes the same ones. `progress` is told how many are done."""
    made = []
    for number, path in enumerate(made_one_by_one(folder, letters, seed, scans=scans), 1):
        made.append(path)
        if progress:
            progress(number)
    return made


def made_one_by_one(folder: Path, letters: int, seed: int, *, scans: bool = False) -> Iterator[Path]:
    """The same, each letter as soon as it stands. With `scans` every second one is a scan of the paper."""
    for sample in islice(write(seed), letters):
        yield put(folder, sample, scan=scans and sample.paper)


def put(folder: Path, sample: Sample, *, scan: bool) -> Path:
    """Write one letter, as a PDF or as a scan, and its ground truth. Raises DiskFull, Unavailable."""
    with told(str(folder)):
        return _put(folder, sample, scan)


def _put(folder: Path, sample: Sample, scan: bool) -> Path:
    for part in ("letters", "truth"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    if scan:
        return _scanned(folder, inked(sample, Random(f"{sample.name}/ink")))
    path = folder / "letters" / f"{sample.name}.pdf"
    path.write_bytes(typeset(LAYOUTS / f"{sample.layout}.typ", sample.data))
    _tell(folder, sample, path, "digital", [])
    return path


def _scanned(folder: Path, sample: Sample) -> Path:
    """The letter on paper, as a scanner saw it."""
    with TemporaryDirectory(prefix="lontar-samples-") as place:
        document = Path(place) / "letter.pdf"
        document.write_bytes(typeset(LAYOUTS / f"{sample.layout}.typ", sample.data))
        chance = np.random.default_rng(list(sample.name.encode()))
        typed = sample.layout in TYPED_NAMES
        path, damage = scanned(document, folder / "letters", sample.name, chance, typed=typed)
    _tell(folder, sample, path, "scan", damage)
    return path


def _tell(folder: Path, sample: Sample, path: Path, kind: str, damage: list[str]) -> None:
    """The ground truth: `fields` in the normal form of `lontar read`, `printed` as on the paper; `by_hand`: those of
    which a pen wrote a part, as they are with it."""
    truth: dict[str, Any] = {
        "kind": kind,
        "layout": sample.layout,
        "damage": damage,
        "pages": page_count(path, str(kind_of(path))),
        "body": sample.body,
        "fields": sample.fields,
        "printed": sample.printed,
        "decoys": sample.decoys,
    }
    if sample.by_hand:
        truth["by_hand"] = sample.by_hand
    if sample.answers:
        truth["answers"] = sample.answers
    (folder / "truth" / f"{sample.name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")


def truth_of(path: Path) -> dict[str, Any]:
    """The ground truth of a letter that was made."""
    truth: dict[str, Any] = json.loads((path.parent.parent / "truth" / f"{path.stem}.json").read_text("utf-8"))
    return truth
