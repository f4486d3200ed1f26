"""Whatever stands on a page: nothing is said that does not stand there, and nothing breaks."""

import re
import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ingest.fields import number_key, understand
from schemas.page import PageReading, Word
from tests.ingest.fields.pages import page

WORDS = st.text(st.characters(categories=("Lu", "Ll", "Nd")), min_size=1, max_size=9)
PIECES = st.one_of(
    WORDS,
    st.sampled_from([
        "Nomor", ":", "No.", "Hal", "Perihal", "Yth.", "Kepada", "Dari", "DINAS", "SURAT", "TUGAS", "005/1/X", "3",
        "Mei", "2019", "tanggal", "/", "-", ",", "Lampiran", "Sukamaju,", "TENTANG", "1.", "Ditetapkan", "di",
        "Tempat", "     ", "${ttd}", "....", "\u200e", "Dengan hormat,", "Hormat kami,", "KEPALA", "TAHUN", "1998",
        "Tembusan :", "ﬁ", "Sifat", "Rahasia", "Segera", "Hari/Tanggal :", "Pukul :", "09.00", "Tempat :", "mengundang",
        "paling lambat", "a.n.", "u.b.", "Plt.", "Camat,", "NIP", "Penata, III/c", "1 (satu) berkas",
        "Pada hari ini", "Nama :", "Undangan", "PEMERINTAH", "Diterima",
    ]),
)  # fmt: skip
LINES = st.lists(st.lists(PIECES, max_size=8).map(" ".join), max_size=25)
TEXTS = LINES.map("\n".join)


NAMED = ("letter_type", "urgency", "security_class", "signer_form", "event_time")
"""Fields that are said in a form of the office's, or of the clock."""


def letters(text: str) -> set[str]:
    """What is written; 1 and l count as the I of Roman months for which they are misread."""
    return set(re.findall(r"\w", unicodedata.normalize("NFKC", text).translate(str.maketrans("1l", "II"))))


def check(readings: list[tuple[int, PageReading]]) -> None:
    """What holds for the fields of any letter."""
    pages = {(file, read.page): read for file, read in readings}
    for name, found in understand(readings).items():
        read = pages[found.file, found.page]
        if name == "language":
            assert found.value in ("ind", "nld", "eng")
            continue
        assert all(run in read.text for run in found.printed.split("\n"))
        assert found.printed.strip()
        assert 0 <= found.confidence <= read.confidence
        if read.words:
            x0, y0, x1, y1 = found.box
            assert 0 <= x0 < x1 <= read.width
            assert 0 <= y0 < y1 <= read.height
        if name in ("date", "event_date", "deadline"):
            assert date(found.value // 10_000, found.value // 100 % 100, found.value % 100)
            assert re.search(r"\d", found.printed)
        elif name == "enclosures":
            assert found.value > 0
        elif name not in NAMED:
            values = found.value if isinstance(found.value, list) else [found.value]
            assert values
            assert all(letters(value) and letters(value) <= letters(found.printed) for value in values)


@given(TEXTS, TEXTS)
def test_a_field_says_only_what_stands_on_its_page(first: str, second: str) -> None:
    check([(1, page(first)), (1, page(second, 2, "ocr"))])


@given(TEXTS)
def test_without_boxes_too(text: str) -> None:
    check([(1, PageReading(1, 0, 0, "document", "", text))])


@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    check([(1, page(text)), (2, PageReading(1, 0, 0, "document", "", text))])


BOXES = st.tuples(*[st.integers(0, 90)] * 2, *[st.integers(1, 40)] * 2)


@given(st.lists(st.tuples(PIECES.filter(str.strip), BOXES, st.floats(0, 100)), max_size=30))
def test_words_anywhere_on_the_page(words: list[tuple[str, tuple[int, int, int, int], float]]) -> None:
    found, at = [], 0
    for text, (left, top, wide, high), sure in words:
        for part in text.split():
            found.append(Word(part, (left, top, left + wide, top + high), sure, at, at + len(part)))
            at += len(part) + 1
    whole = " ".join(word.text for word in found)
    check([(1, PageReading(1, 130, 130, "ocr", "", whole, tuple(found), confidence=100.0))])


@given(st.lists(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9), max_size=8).map(" ".join)))
def test_a_page_without_figures_has_no_number_and_no_date(lines: list[str]) -> None:
    assert not {"reference_number", "date"} & set(understand([(1, page("\n".join(lines)))]))


@given(TEXTS)
def test_words_that_were_hardly_read_say_nothing(text: str) -> None:
    assert understand([(1, page(text, confidence=20.0))]) == {}


def test_number_keys_are_equal_for_what_is_the_same_number() -> None:
    assert number_key("005/ 12 /SETDA/2019") == number_key("005/12/setda/2019.") == "005/12/SETDA/2019"
