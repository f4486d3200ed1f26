"""Reading in process through tesserocr, which brings its own Tesseract: the only file that knows it.

For machines without the tesseract command; 0.72 of the command's processor time for three languages, because
the models are loaded once (but 0.2-0.3 % more words missed). Which way up a page lies it says everywhere.
"""

import functools
import os
from typing import Any

import tesserocr

from ingest.errors import EngineFailed, EngineMissing
from ingest.models import folder, in_folder, with_second
from ingest.recogniser import Gray, Line, lines_of_tsv
from paper.errors import TookTooLong


class TesserocrEngine:
    name = "tesserocr"

    def __init__(self, languages: str, *, careful: bool = False) -> None:
        self.languages = languages
        self.models = with_second(languages, folder()) if careful else languages
        os.environ["OMP_THREAD_LIMIT"] = "1"

    def lines(self, image: Gray, *, columns: bool, seconds: float) -> list[Line]:
        return self._lines(image, tesserocr.PSM.AUTO if columns else tesserocr.PSM.SINGLE_COLUMN, seconds)

    def block(self, image: Gray, *, seconds: float) -> list[Line]:
        return self._lines(image, tesserocr.PSM.SINGLE_BLOCK, seconds)

    def _lines(self, image: Gray, mode: int, seconds: float) -> list[Line]:
        api = _api(self.models)
        api.SetPageSegMode(mode)
        _show(api, image)
        try:
            if not api.Recognize(int(seconds * 1000)):
                raise EngineFailed(engine=self.name, why="it gave no result")
            lines = lines_of_tsv(api.GetTSVText(0))
        except RuntimeError as error:
            raise TookTooLong(seconds=round(seconds)) from error
        finally:
            api.Clear()
        return lines


def orientation(image: Gray) -> tuple[int, float] | None:
    """Degrees clockwise (0, 90, 180, 270) that make the page upright, and how sure (0 and up; 2 is enough). None where
    the page has too few letters or there is no model for it.

    The command gives the same answers (36 real pages, each turned four ways) but loads its model for each page: 1.28 s
    on average instead of 0.50."""
    if "osd" not in in_folder():
        return None
    api = _api("osd")
    api.SetPageSegMode(tesserocr.PSM.OSD_ONLY)
    _show(api, image)
    found = api.DetectOrientationScript()
    api.Clear()
    return ((360 - int(found["orient_deg"])) % 360, float(found["orient_conf"])) if found else None


@functools.lru_cache(maxsize=2)  # the languages and osd: a model stays loaded as long as the child lives
def _api(languages: str) -> Any:
    path = folder()
    if path is None:
        raise EngineMissing(engine="tesserocr", why="there is no model for any language")
    try:
        return tesserocr.PyTessBaseAPI(path=f"{path}{os.sep}", lang=languages)
    except RuntimeError as error:
        raise EngineMissing(engine="tesserocr", why=str(error)) from error


def _show(api: Any, image: Gray) -> None:
    height, width = image.shape
    api.SetImageBytes(image.tobytes(), width, height, 1, width)
    api.SetSourceResolution(300)
