"""A second look at lines over which stamps and pens went."""

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.again import again
from ingest.bands import bands
from ingest.ink import black, without_strokes
from ingest.prepare import Prepared
from ingest.recogniser import Gray, Line, Seen

LETTER = 22.0
BLUE = (60, 70, 190)
PROSE = "Demikian kami sampaikan dan atas perhatian serta kerja sama Saudara kami ucapkan terima kasih"


def paper(height: int = 700, width: int = 1700) -> NDArray[np.uint8]:
    return np.full((height, width, 3), 250, np.uint8)


def typed(page: NDArray[np.uint8], text: str, left: int, base: int) -> None:
    cv2.putText(page, text, (left, base), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (10, 10, 10), 2)


def test_coloured_ink_goes_and_black_print_below_it_stays() -> None:
    page = paper(100, 400)
    page[40:60, 50:150] = BLUE
    page[45:50, 100:110] = (20, 20, 80)  # print below the stamp
    page[40:60, 200:220] = 15
    gray = black(page)
    assert gray[42, 60] > 200
    assert gray[47, 105] < 80
    assert gray[50, 210] < 40
    assert gray[5, 5] > 240


def test_a_gray_page_stays_as_it_is() -> None:
    page = paper(60, 60)
    page[20:40, 20:40] = 120
    assert abs(int(black(page)[30, 30]) - 122) < 3


def test_the_line_below_a_name_goes_and_its_letters_stay() -> None:
    page = paper(80, 500)
    typed(page, "Banyu Wiragati", 40, 40)
    page[52:55, 30:400] = 0
    gray = np.ascontiguousarray(page[:, :, 0])
    cleaned = without_strokes(gray, LETTER)
    assert cleaned[53, 200] == 255
    assert (cleaned[10:45] < 100).sum() > 0.9 * (gray[10:45] < 100).sum()


def test_lines_are_told_by_their_letters_and_a_signature_is_none() -> None:
    page = paper(300, 800)
    typed(page, "Kepala Dinas Sosial,", 200, 50)
    typed(page, "Banyu Wiragati, S.H.", 200, 250)
    cv2.ellipse(page, (330, 150), (120, 60), 20, 0, 300, (10, 10, 10), 3)
    found = bands(np.ascontiguousarray(page[:, :, 0]), LETTER)
    assert [round(top + low) // 200 for _, top, _, low in found] == [0, 2], "in hundreds of pixels"
    assert all(left < 200 and right > 500 for left, _, right, _ in found)


@dataclass
class Told:
    """An engine that says for each strip in turn what it is told to, and keeps what it was shown."""

    says: list[str]
    sure: float = 90.0
    shown: list[Gray] = field(default_factory=list)
    name: str = "told"
    languages: str = "ind"

    def lines(self, image: Gray, *, columns: bool, seconds: float) -> list[Line]:
        raise NotImplementedError

    def block(self, image: Gray, *, seconds: float) -> list[Line]:
        self.shown.append(image)
        rows = np.flatnonzero(np.diff((image < 200).any(axis=1), prepend=False, append=False)).reshape(-1, 2)
        tall = [(top, low) for top, low in rows if low - top > LETTER / 2]
        return [
            Line(
                tuple(
                    Seen(word, (30.0 + 90 * at, top, 110.0 + 90 * at, low), self.sure)
                    for at, word in enumerate(said.split())
                )
            )
            for said, (top, low) in zip(self.says, tall, strict=False)
        ]


def seen(text: str, left: float, top: float, confidence: float = 95.0) -> Line:
    words, at = [], left
    for word in text.split():
        words.append(Seen(word, (at, top, at + 17 * len(word), top + LETTER), confidence))
        at += 17 * (len(word) + 1)
    return Line(tuple(words))


def look(first: list[Line], engine: Told, draw: Callable[[NDArray[np.uint8]], None] = lambda page: None) -> list[str]:
    page = paper()
    draw(page)
    ready = Prepared(np.ascontiguousarray(page[:, :, 0]), np.eye(3), False, 0.0, 1.0, 0.0, LETTER)
    return [" ".join(word.text for word in line.words) for line in again(ready, lambda: page, first, engine, 9.0)]


def signed(page: NDArray[np.uint8]) -> None:
    typed(page, "Banyu Wiragati, S.H.", 900, 300)


def test_a_name_of_which_the_first_look_saw_nothing_is_read() -> None:
    engine = Told(["Banyu Wiragati, S.H."])
    assert look([seen(PROSE, 20, 20)], engine, signed) == [PROSE, "Banyu Wiragati, S.H."]
    assert len(engine.shown) == 1, "all of it at once"


def test_what_was_read_well_is_not_read_again() -> None:
    engine = Told(["something else"])
    first = [seen(PROSE, 20, 20), seen("Banyu Wiragati, S.H.", 900, 278)]
    assert look(first, engine, signed) == [PROSE, "Banyu Wiragati, S.H."]
    assert not engine.shown


@pytest.mark.parametrize("sure", [30.0, 58.0])
def test_a_second_reading_that_is_not_sure_changes_nothing(sure: float) -> None:
    first = [seen(PROSE, 20, 20), seen("Banyu Wirag", 900, 278, 59.0)]
    assert look(first, Told(["Xanyu Wiragati, S.H."], sure), signed) == [PROSE, "Banyu Wirag"]


def test_of_a_doubtful_number_the_surer_reading_counts() -> None:
    label = seen("Nomor :", 20, 10)
    doubtful = Line((*label.words, Seen("OO5/12/SETDA/2Ol9", (160.0, 10.0, 450.0, 32.0), 45.0)))

    def draw(page: NDArray[np.uint8]) -> None:
        typed(page, "005/12/SETDA/2019", 160, 32)

    assert look([doubtful], Told(["005/12/SETDA/2019"]), draw) == ["Nomor :", "005/12/SETDA/2019"]
    assert look([doubtful], Told(["005/1"]), draw) == ["Nomor : OO5/12/SETDA/2Ol9"]
