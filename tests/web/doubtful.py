"""Scans whose reading is recorded: a letter drawn on the spot, and the words of it as a machine would misread them.

A page that is there already is not read by the journey, so nothing here waits for an OCR engine."""

from dataclasses import dataclass, replace

from PIL import ImageFont

from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import installation
from schemas.page import Page, PageReading, Word
from store.changes import Changes
from tests import files

LINES = files.LETTER
MISREAD = {
    "PEKERJAAN": ("PEKERIAAN", 61),
    "jembatan": ("jernbatan", 48),
    "gantung": ("ganrung", 55),
    "Camat": ("Carnat", 66),
    "Rawabening": ("Rawabcning", 42),
    "hormat": ("horrnat", 58),
    "sampaikan": ("sarnpaikan", 63),
    "desa": ("dcsa", 51),
    "rusak": ("msak", 39),
    "bulan": ("bu1an", 68),
    "warga": ("wargn", 47),
}
"""What a word of the letter is read as, and how sure the machine is of it."""
SUGGESTED = {"jernbatan": "jembatan", "msak": "rusak"}
NOISE = Word(";~", (1120, 400, 1140, 424), 12.0)
"""In the line that begins with "Dengan hormat"."""
LEFT, TOP, LEADING, SIZE = 100, 90, 60, 28
WIDTH, HEIGHT = 1240, 800
"""Pixels, as tests/files.py draws it."""


@dataclass(frozen=True)
class Kept:
    """A letter with its words as they are printed, each beside what was read, in the order of the page."""

    id: str
    words: tuple[tuple[str, str, int], ...]

    @property
    def doubtful(self) -> list[tuple[str, str]]:
        """(read, printed) of the words that were misread."""
        return [(read, printed) for printed, read, sure in self.words if sure < 70]


def kept(house: House, name: str = "ragu.tif", pages: int = 1) -> Kept:
    """A letter of so many equal pages, of which the first is the worst; it waits to be understood.

    `name` stands below its last line, which the machine did not see: no other letter has the same bytes."""
    path = files.written(house.settings.home, name, files.scan("TIFF", (*LINES, name), pages))
    (arrived,) = arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
    id, first = str(arrived.id), reading()
    for number in range(1, pages + 1):
        read = replace(first, page=number, confidence=first.confidence + number - 1)
        house.store.commit(Changes.of(Page.of(read, id, 1)))
    return Kept(id, tuple((word, *MISREAD.get(word, (word, 96))) for line in LINES for word in line.split()))


def reading(width: int = WIDTH, height: int = HEIGHT) -> PageReading:
    """Page 1, as it would be read."""
    text = "\n".join(" ".join(MISREAD.get(word, (word, 0))[0] for word in line.split()) for line in LINES)
    words, at = [], 0
    for number, line in enumerate(LINES):
        for place, word in enumerate(line.split()):
            read, sure = MISREAD.get(word, (word, 96))
            start = text.index(read, at)
            at = start + len(read)
            words.append(Word(read, _box(number, line, place), sure, start, at))
    suggested = " ".join(SUGGESTED.get(word, word) for word in text.split())
    mean = sum(word.confidence for word in words) / len(words)
    return PageReading(1, width, height, "ocr", "a scan", text, tuple(words), (NOISE,), suggested, mean, language="ind")


def _box(number: int, line: str, place: int) -> tuple[int, int, int, int]:
    """Where the ink of a word of a line is."""
    font = ImageFont.load_default(SIZE)
    words = line.split()
    before = " ".join([*words[:place], ""]) if place else ""
    x0, y0, x1, y1 = font.getbbox(words[place])
    left, top = LEFT + font.getlength(before), TOP + LEADING * number
    return round(left + x0), round(top + y0), round(left + x1), round(top + y1)


def archive(house: House) -> dict[str, str]:
    """A demo office with a letter of three pages that was read with doubt; nobody reads what comes later."""
    demo.found(house.store)
    first = kept(house, "ragu.tif", 3)
    settle(house, 1)
    return {"doubtful": first.id}
