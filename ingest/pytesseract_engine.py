"""Reading with the tesseract command, through pytesseract: the only file that knows either."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytesseract

from ingest import models
from ingest.errors import EngineFailed, EngineMissing
from ingest.recogniser import Gray, Line, lines_of_tsv
from paper.errors import TookTooLong
from schemas.errors import DiskFull
from store.disk import room

ANSWER = 4 << 20
"""Bytes of an answer; that of a page full of small print has half a million."""
CLAIMED = "--dpi 300"
"""What the preparation made of the page; claimed for raw low-resolution pages it costs 19 % errors instead of 5."""
NETWORK = "--oem 1 -c tessedit_do_invert=0"
"""Not the older engine, which some models bring too; and no second look at badly read lines as white on black: it
takes 2-7 % of the time and read no word more."""


class PytesseractEngine:
    name = "pytesseract"

    def __init__(self, languages: str, *, careful: bool = False) -> None:
        self.languages = languages
        self.models = models.with_second(languages, models.folder_of_command()) if careful else languages
        # More threads than one make a page up to three times slower (tesseract-ocr/tesseract#898).
        os.environ["OMP_THREAD_LIMIT"] = "1"

    def lines(self, image: Gray, *, columns: bool, seconds: float) -> list[Line]:
        # psm 4 reads letters 2 % better than 3; on columns it reads across them (58 % errors against 7).
        return self._lines(image, 3 if columns else 4, seconds)

    def block(self, image: Gray, *, seconds: float) -> list[Line]:
        return self._lines(image, 6, seconds)

    def _lines(self, image: Gray, mode: int, seconds: float) -> list[Line]:
        config = f"{CLAIMED} {NETWORK} --psm {mode}"
        with _as_file(image) as path:
            try:
                answer = pytesseract.image_to_data(path, self.models, config, timeout=seconds)
            except pytesseract.TesseractNotFoundError as error:
                raise EngineMissing(engine=self.name, why="there is no tesseract command") from error
            except pytesseract.TesseractError as error:
                raise EngineFailed(engine=self.name, why=f"exit {error.status}") from error
            except RuntimeError as error:  # how pytesseract says that the time was up
                raise TookTooLong(seconds=round(seconds)) from error
        if not (answer.startswith("level\t") and answer.endswith("\n")):
            # The command does not notice that what it writes finds no room: the page would be blank, or half of it.
            raise EngineFailed(engine=self.name, why="its answer is not whole")
        return lines_of_tsv(answer)


@contextmanager
def _as_file(image: Gray) -> Iterator[str]:
    """A PGM of the image: written in a hundredth of the time of the PNG that pytesseract would make.

    Raises DiskFull when there is no room for it and for the answer."""
    if room(Path(tempfile.gettempdir())) < image.nbytes + ANSWER:
        raise DiskFull(what="the page while it is read")
    handle, name = tempfile.mkstemp(suffix=".pgm")
    try:
        os.close(handle)
        with Path(name).open("wb") as stream:
            stream.write(f"P5 {image.shape[1]} {image.shape[0]} 255\n".encode())
            stream.write(image.tobytes())
        yield name
    finally:
        Path(name).unlink(missing_ok=True)
