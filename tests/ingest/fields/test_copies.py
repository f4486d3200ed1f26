"""Who else gets the letter: every name of the list, nothing of what stands round it."""

import pytest

from tests.ingest.fields.pages import said

LETTER = "Nomor : 005/1\nHal   : Jembatan\n\nYth. Camat Rawabening\n\nDengan hormat, bersama ini kami sampaikan.\n\n"
THREE = ["Bupati Sukamaju", "Sekretaris Daerah", "Arsip"]


def copies(*lines: str, more: str = "") -> object:
    return said(LETTER + "\n".join(lines), *([more] if more else [])).get("copies")


@pytest.mark.parametrize(
    "lines",
    [
        ("Tembusan :", "1. Bupati Sukamaju", "2. Sekretaris Daerah", "3. Arsip"),
        ("Tembusan Yth :", "1. Bupati Sukamaju;", "2. Sekretaris Daerah; dan", "3. Arsip."),
        (
            "TEMBUSAN disampaikan kepada Yth. :",
            "1. Bupati Sukamaju (sebagai laporan);",
            "2. Sekretaris Daerah;",
            "3. Arsip",
        ),
        ("Tembusan disampaikan kepada", "1. Yth. Bupati Sukamaju", "2. Yth. Sdr. Sekretaris Daerah", "3. Arsip"),
        ("Tembusan :", "1) Bupati Sukamaju di Tempat", "2) Sekretaris Daerah", "3) Arsip"),
        ("Tembusan:", "- Bupati Sukamaju", "- Sekretaris Daerah", "- Arsip"),
        ("Tembusan :", "Bupati Sukamaju", "Sekretaris Daerah", "Arsip"),
        ("T e m b u s a n :", "1. Bupati Sukamaju", "2. Sekretaris Daerah", "3. Arsip"),
        ("Temboesan kepada:", "1. Bupati Sukamaju", "2. Sekretaris Daerah", "3. Arsip"),
        ("Tindasan :", "1. Bupati Sukamaju", "2. Sekretaris Daerah", "3. Arsip"),
        ("Tembusan : 1. Bupati Sukamaju", "           2. Sekretaris Daerah", "           3. Arsip"),
        (
            "Tembusan :",
            "1.   Bupati Sukamaju",
            "2.   Sekretaris Daerah",
            "3.   Arsip",
            "",
            "",
            "Catatan : UU ITE Nomor 11",
        ),
    ],
)
def test_lists(lines: tuple[str, ...]) -> None:
    assert copies(*lines) == THREE


def test_a_name_may_take_two_lines() -> None:
    lines = ("Tembusan :", "1. Kepala Dinas Pekerjaan Umum", "   dan Penataan Ruang;", "2. Arsip")
    assert copies(*lines) == ["Kepala Dinas Pekerjaan Umum dan Penataan Ruang", "Arsip"]


def test_beside_the_signature() -> None:
    lines = (
        "                                                  KEPALA DINAS,",
        "", "",
        "Tembusan :                                        LARASATI PUSPANEGARA",
        "1. Bupati Sukamaju                                Pembina, IV/a",
        "2. Sekretaris Daerah                              NIP 19700231 199503 2 001",
        "3. Arsip",
    )  # fmt: skip
    assert copies(*lines) == THREE
    assert said(LETTER + "\n".join(lines))["signer"] == "LARASATI PUSPANEGARA"


def test_in_the_head_of_a_note() -> None:
    note = "NOTA DINAS\n\nYth.     : Bupati\nDari     : Kepala Bagian Umum\nTembusan : 1. Sekretaris Daerah\n"
    rest = "           2. Arsip\nTanggal  : 3 Mei 2019\nHal      : Jembatan\n\nBersama ini dilaporkan bahwa"
    right = " " * 35
    found = said(note + rest, f"{right}Kepala Bagian Umum,\n\n\n\n{right}Banyu Wiragati")
    assert found["copies"] == ["Sekretaris Daerah", "Arsip"]
    assert found["signer"] == "Banyu Wiragati"


def test_what_speaks_of_copies_is_no_list() -> None:
    assert copies("Demikian, tembusan surat ini disampaikan kepada yang berkepentingan.") is None
    assert copies("Tembusan :", "-") is None


def test_an_annex_behind_them_is_none_of_them() -> None:
    annex = "LAMPIRAN SURAT\n\n1. Kepala Desa Arum\n2. Kepala Desa Cempaka"
    assert copies("Tembusan :", "1. Bupati Sukamaju", "2. Sekretaris Daerah", "3. Arsip", more=annex) == THREE
