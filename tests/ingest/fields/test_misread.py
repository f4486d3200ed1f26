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


def test_what_a_stamp_left_before_a_name_or_a_position_is_no_part_of_it() -> None:
    found = signed("TN s, Kepala Dinas Sosial,", "", "", "", "   Xn Banyuwangi Wiragati")
    assert (found["signer"], found["signer_position"]) == ("Banyuwangi Wiragati", "Kepala Dinas Sosial")


def test_titles_alone_are_no_name() -> None:
    found = signed("Kepala Dinas Sosial,", "", "", "", "   S.Sos., M.Si.", "NIP 19700231 199503 2 001")
    assert "signer" not in found


@pytest.mark.parametrize("words", ["Wassalamu’alaikum Wr. Wb.", "Wassalam,", "Wasalamualaikum wr.wb."])
def test_the_greeting_at_the_end_is_the_closing_of_a_letter(words: str) -> None:
    assert signed(words, "Panitera,", "", "", "", "Banyu Wiragati")["signer_position"] == "Panitera"


def test_who_acts_for_the_head_of_a_police_office_is_ps() -> None:
    lines = ("a.n. KEPALA BIRO", "PS KABAG STRAJEMEN", "SELAKU", "PELAKSANA HARIAN", "", "", "", "BANYU WIRAGATI")
    assert signed(*lines)["signer_position"] == "PS KABAG STRAJEMEN SELAKU PELAKSANA HARIAN"


@pytest.mark.parametrize(("said_", "count"), [("1 (satW) lembar", 1), ("2 (dua) berkas", 2), ("3 (tiqa) lbr", 3)])
def test_enclosures_whose_number_in_words_was_misread(said_: str, count: int) -> None:
    text = f"Nomor : 005/1/X/2019\nLampiran : {said_}\nHal : Jembatan\n\nYth. Camat\n\nDengan hormat,"
    assert said(text, source="ocr")["enclosures"] == count
