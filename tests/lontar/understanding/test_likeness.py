"""Whether two readings are of one print: whatever was misread, and never where one says another name or number."""

from random import Random

import pytest

from lontar.understanding.likeness import Said, likeness
from search.fingerprint import bands

LETTER = (
    "PEMERINTAH KABUPATEN SUKAMAJU KECAMATAN RAWABENING Nomor : 005/112/KEC.RWB/2019 Hal : Undangan Yth. Saudara "
    "Arkanata Banyubiru di Tempat Dengan hormat, sehubungan dengan rapat persiapan pembangunan jembatan gantung "
    "di Desa Cempaka, kami mengharap kehadiran Saudara pada hari Senin tanggal 12 Mei 2019 pukul 09.00 di aula "
    "kecamatan, dengan membawa daftar warga yang terkena pelebaran jalan dan surat kuasa pemilik tanah. Demikian "
    "undangan ini kami sampaikan, Camat"
)


def words(text: str = LETTER, *, across: int = 9, askew: float = 0.0) -> list[Said]:
    """The words on a page, so many in a line, of paper that lay askew."""
    found = []
    for number, word in enumerate(text.split()):
        x, y = 0.1 + 0.09 * (number % across), 0.1 + 0.03 * (number // across)
        found.append(Said(word, 92.0, (0, x + askew * y, y - askew * x + 0.01)))
    return found


def scanned(text: str, seed: int, share: float = 0.12) -> list[Said]:
    """The same, with a share of its words misread, as doubtful as such words are."""
    random = Random(seed)
    return [
        Said(word.text[:-1] + random.choice("xqz~"), random.uniform(20, 70), word.at)
        if random.random() < share
        else word
        for word in words(text, askew=random.uniform(-0.03, 0.03))
    ]


@pytest.mark.parametrize("seed", range(5))
def test_two_scans_are_one_print(seed: int) -> None:
    assert (likeness(words(), scanned(LETTER, seed)) or 0) > 0.7
    assert (likeness(scanned(LETTER, seed), scanned(LETTER, seed + 100)) or 0) > 0.6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Arkanata Banyubiru", "Puspitaweni Surengrana"),
        ("005/112/", "005/113/"),
        ("Desa Cempaka", "Desa Wringinjajar"),
    ],
)
def test_a_form_filled_in_otherwise_is_another_letter(old: str, new: str) -> None:
    assert likeness(words(), words(LETTER.replace(old, new))) is None


def test_the_same_words_in_other_places_are_another_print() -> None:
    assert likeness(words(), words(across=6)) is None


def test_a_letter_that_only_quotes_it_is_another_one() -> None:
    own = "Membalas surat Saudara dengan ini kami sampaikan bahwa rapat itu kami hadiri bersama perangkat desa "
    assert likeness(words(), words(own * 3 + LETTER[:200])) is None


def test_without_places_nearly_all_must_be_the_same() -> None:
    plain = [Said(word, 100.0) for word in LETTER.split()]
    assert likeness(words(), plain) == 1.0
    assert likeness(words(), [*plain[:50], *(Said(f"lain{number}", 100.0) for number in range(30))]) is None


def test_little_text_says_nothing() -> None:
    assert likeness(words("Surat undangan"), words("Surat undangan")) is None
    assert bands("Surat undangan") == []


def test_a_fingerprint_is_shared_by_readings_of_one_text_and_not_by_texts_of_one_office() -> None:
    own = set(bands(LETTER))
    shared = [own & set(bands(" ".join(word.text for word in scanned(LETTER, seed, share=0.04)))) for seed in range(20)]
    assert sum(map(bool, shared)) >= 15
    assert not own & set(bands(" ".join(Random(4).sample(LETTER.split(), 60))))
