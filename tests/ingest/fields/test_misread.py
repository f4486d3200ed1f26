"""Positions and names as they are read below stamps."""

import pytest

from ingest.fields.misread import restored
from tests.ingest.fields.pages import said

RIGHT = " " * 50


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        ("“epala Dinas Sosial,", "Kepala Dinas Sosial,"),
        ("XEPALA DINAS SOSIAL,", "KEPALA DINAS SOSIAL,"),
        ("Sekretarls Daerah,", "Sekretaris Daerah,"),
        ("Kepala Dinas Sosial,", "Kepala Dinas Sosial,"),
        ("Segala hal", "Segala hal"),
        ("Ketua Panitia,", "Ketua Panitia,"),
    ],
)
def test_the_first_word_of_a_position(read: str, typed: str) -> None:
    assert restored(read) == typed


def signed(*lines: str) -> dict[str, object]:
    foot = "\n".join(f"{RIGHT}{line}" for line in lines)
    return said(f"Nomor : 005/1/X/2019\n\nYth. Camat\n\nDengan hormat, kami sampaikan ini.\n\n{foot}", source="ocr")


def test_a_block_whose_position_lost_its_first_letter() -> None:
    found = signed("epala Dinas Sosial,", "", "", "", "Banyu Wiragati, S.H.")
    assert (found["signer"], found["signer_position"]) == ("Banyu Wiragati, S.H.", "Kepala Dinas Sosial")


def test_half_of_a_name_stands_beside_the_line_of_the_position() -> None:
    whole = ("  Kepala Dinas Sosial,", "", "", "", "Banyuwangi Wiragati, S.H.")
    assert signed(*whole)["signer"] == "Banyuwangi Wiragati, S.H."
    half = (*whole[:-1], " " * 12 + "ragati, S.H., M.Si.")
    assert "signer" not in signed(*half)
