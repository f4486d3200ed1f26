"""Indonesian in the spelling of its year."""

import pytest

from samples.spelling import old_spelling, spelled_in


@pytest.mark.parametrize(
    ("today", "then"),
    [
        ("jalan untuk Cianjur yang nyata", "djalan oentoek Tjiandjoer jang njata"),
        ("akhir syarat khusus", "achir sjarat choesoes"),
        ("KECAMATAN Jayawana", "KETJAMATAN Djajawana"),
        ("Rakyat maklum", "Ra'jat ma'loem"),
        ("Desa {village} juga", "Desa {village} djoega"),
    ],
)
def test_old_spelling(today: str, then: str) -> None:
    assert old_spelling(today) == then


@pytest.mark.parametrize(
    ("year", "then"),
    [(1939, "Soekamadjoe jang"), (1947, "Sukamadju jang"), (1971, "Sukamadju jang"), (1972, "Sukamaju yang")],
)
def test_spelling_changed_in_1947_and_1972(year: int, then: str) -> None:
    assert spelled_in("Sukamaju yang", year) == then
