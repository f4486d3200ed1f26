"""Makes sample letters with their ground truth: FOLDER/letters/NAME.pdf (or .jpg) and FOLDER/truth/NAME.json."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np

from paper import render
from paper.kinds import PDF
from paper.typeset import typeset
from samples.content import sample
from samples.damage import damage

LETTER = Path(__file__).parent / "layouts" / "letter.typ"
EVERY_SECOND = 2  # with `scans`, so many letters apart one is a scan
JPEG_QUALITY = 80


def make(
    folder: Path, letters: int, seed: int, *, scans: bool = False, progress: Callable[[int], None] | None = None
) -> list[Path]:
    """Write so many letters; the same seed writes the same ones. `progress` is told how many are done."""
    made = []
    for part in ("letters", "truth"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number in range(letters):
        name = f"{seed}-{number:05d}"
        random = Random(f"{seed}/{number}")
        letter = sample(random)
        document = typeset(LETTER, letter.data)
        truth: dict[str, Any] = {"kind": "digital", "fields": letter.fields, "body": letter.data["body"]}
        path = folder / "letters" / f"{name}.pdf"
        path.write_bytes(document)
        if scans and number % EVERY_SECOND:
            path, truth["kind"] = _scanned(path, number), "scan"
        (folder / "truth" / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
        made.append(path)
        if progress:
            progress(number + 1)
    return made


def _scanned(document: Path, number: int) -> Path:
    """The first page as a damaged scan in the place of the PDF."""
    page = render.page_bitmap(document, PDF, 1).pixels
    page = np.asarray(cv2.resize(page, None, fx=0.66, fy=0.66, interpolation=cv2.INTER_AREA), np.uint8)
    hurt, _ = damage(page, np.random.default_rng(number))
    path = document.with_suffix(".jpg")
    cv2.imwrite(str(path), hurt, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    document.unlink()
    return path
