"""Who signed: the name, the position, and the form in which it was signed, in the many blocks that there are."""

import pytest

from tests.ingest.fields.pages import centred, fields, said

RIGHT = " " * 50
BODY = "Nomor : 005/1/X/2019\n\nYth. Camat Rawabening\n\nDengan hormat, kami sampaikan hal berikut.\n"


def block(*lines: str) -> str:
    """A signature block at the right."""
    return "\n".join(f"{RIGHT}{line}" if line else "" for line in lines)


def signed(*lines: str, left: bool = False, source: str = "text-layer") -> tuple[object, object, object]:
    """Name, position and form of a letter with this block."""
    foot = "\n".join(lines) if left else block(*lines)
    found = said(f"{BODY}\n{foot}", source=source)
    return found.get("signer"), found.get("signer_position"), found.get("signer_form")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (
                "KEPALA DINAS SOSIAL,",
                "",
                "",
                "",
                "LARASATI PUSPANEGARA, S.H.",
                "Pembina, IV/a",
                "NIP 19700231 199503 2 001",
            ),
            ("LARASATI PUSPANEGARA, S.H.", "KEPALA DINAS SOSIAL", None),
        ),
        (
            (
                "a.n. BUPATI SUKAMAJU",
                "SEKRETARIS DAERAH,",
                "",
                "",
                "",
                "Drs. Banyu Wiragati, M.Si.",
                "Pembina Utama Madya",
            ),
            ("Drs. Banyu Wiragati, M.Si.", "SEKRETARIS DAERAH", "a.n."),
        ),
        (
            (
                "a.n. BUPATI SUKAMAJU",
                "SEKRETARIS DAERAH",
                "u.b.",
                "ASISTEN ADMINISTRASI UMUM,",
                "",
                "",
                "",
                "LARASATI PUSPANEGARA",
                "NIP. 19700231 199503 2 001",
            ),
            ("LARASATI PUSPANEGARA", "ASISTEN ADMINISTRASI UMUM", "u.b."),
        ),
        (
            ("An. KEPALA DINAS SOSIAL", "Sekretaris", "Ub. Kasubag Umum", "", "", "", "Larasati Puspanegara", "NIP. -"),
            ("Larasati Puspanegara", "Kasubag Umum", "u.b."),
        ),
        (
            ("Plt. CAMAT RAWABENING,", "", "", "", "BANYU WIRAGATI", "Penata Tk. I"),
            ("BANYU WIRAGATI", "Plt. CAMAT RAWABENING", "Plt."),
        ),
        (
            ("Plh. Lurah Cempaka", "", "", "", "Banyu Wiragati", "NIP 1"),
            ("Banyu Wiragati", "Plh. Lurah Cempaka", "Plh."),
        ),
        (("PJ. KEPALA DESA ARUM", "", "", "", "(BANYU WIRAGATI)"), ("BANYU WIRAGATI", "PJ. KEPALA DESA ARUM", "Pj.")),
        (
            (
                "KEPALA DINAS PEKERJAAN UMUM",
                "DAN PENATAAN RUANG,",
                "",
                "",
                "",
                "Ir. BANYU WIRAGATI, M.T.",
                "Pembina Tk. I",
            ),
            ("Ir. BANYU WIRAGATI, M.T.", "KEPALA DINAS PEKERJAAN UMUM DAN PENATAAN RUANG", None),
        ),
        (
            (
                "a.n. KEPALA DINAS PEKERJAAN UMUM",
                "DAN PENATAAN RUANG",
                "SEKRETARIS,",
                "",
                "",
                "",
                "Banyu Wiragati",
                "NIP 1",
            ),
            ("Banyu Wiragati", "SEKRETARIS", "a.n."),
        ),
        (
            ("Hormat kami,", "PT Arum Jaya", "", "", "", "Larasati Puspanegara", "Direktur Utama"),
            ("Larasati Puspanegara", "Direktur Utama", None),
        ),
        (("Hormat saya,", "", "", "", "(Larasati Puspanegara)"), ("Larasati Puspanegara", None, None)),
        (("Wassalam,", "Ketua Panitia,", "", "ttd", "", "Banyu Wiragati"), ("Banyu Wiragati", "Ketua Panitia", None)),
        (
            (
                "Kepala Balai Arsip,",
                "",
                "Ditandatangani secara elektronik oleh:",
                "KEPALA BALAI ARSIP",
                "",
                "Banyu Wiragati, S.T.",
                "Penata Tingkat I, III/d",
            ),
            ("Banyu Wiragati, S.T.", "Kepala Balai Arsip", None),
        ),
        (
            ("KEPALA KEPOLISIAN RESOR SUKAMAJU", "", "", "", "BANYU WIRAGATI, S.I.K.", "AKBP NRP 70010001"),
            ("BANYU WIRAGATI, S.I.K.", "KEPALA KEPOLISIAN RESOR SUKAMAJU", None),
        ),
        (
            ("KOMANDAN KODIM 0999,", "", "", "", "BANYU WIRAGATI", "LETKOL INF NRP 11990001"),
            ("BANYU WIRAGATI", "KOMANDAN KODIM 0999", None),
        ),
        (
            ("BUPATI SUKAMAJU,", "", "", "", "Hj. LARASATI PUSPANEGARA"),
            ("Hj. LARASATI PUSPANEGARA", "BUPATI SUKAMAJU", None),
        ),
        (("BUPATI SUKAMAJU,", "", "", "", "BANYU", "NIP 1"), ("BANYU", "BUPATI SUKAMAJU", None)),
        (
            ("Rektor,", "", "", "", "Prof. Dr. Larasati Puspanegara, M.A.,", "Ph.D.", "NIP 19700231"),
            ("Prof. Dr. Larasati Puspanegara, M.A., Ph.D.", "Rektor", None),
        ),
        (
            ("De Resident van Soekamadjoe,", "", "", "", "J. van Oosterwolde"),
            ("J. van Oosterwolde", "De Resident van Soekamadjoe", None),
        ),
        (
            ("Very truly yours,", "", "", "", "Larasati Puspanegara", "Director"),
            ("Larasati Puspanegara", "Director", None),
        ),
    ],
)
def test_blocks(lines: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    assert signed(*lines) == expected
    assert signed(*lines, left=True) == expected


def test_a_name_of_which_a_part_was_lost_below_a_stamp_is_not_said() -> None:
    lines = ("KEPALA DINAS SOSIAL,", "", "", "", "3 2 atih PUSPA", "Pembina, IV/a", "NIP 19700231 199503 2 001")
    assert signed(*lines, source="ocr") == (None, "KEPALA DINAS SOSIAL", None)
    lines = ("KEPALA DINAS SOSIAL,", "", "", "", "NEGARA", "Pembina, IV/a", "NIP 19700231 199503 2 001")
    assert signed(*lines, source="ocr") == (None, "KEPALA DINAS SOSIAL", None)


def test_a_block_that_was_cut_off_says_the_position() -> None:
    assert signed("a.n. CAMAT RAWABENING", "SEKRETARIS,") == (None, "SEKRETARIS", "a.n.")


def test_the_left_one_of_two_and_no_witness() -> None:
    two = (
        "Mengetahui,                              Panitia Pembangunan",
        "Kepala Desa Cempaka,                     Ketua,",
        "", "", "",
        "BANYU WIRAGATI                           LARASATI PUSPANEGARA",
    )  # fmt: skip
    assert signed(*two, left=True)[:2] == ("LARASATI PUSPANEGARA", "Ketua")
    two = (
        "PIHAK PERTAMA                            PIHAK KEDUA",
        "Kepala Desa Cempaka,                     Camat Rawabening,",
        "", "", "",
        "BANYU WIRAGATI                           LARASATI PUSPANEGARA",
    )  # fmt: skip
    assert signed(*two, left=True)[:2] == ("BANYU WIRAGATI", "Kepala Desa Cempaka")


def test_of_a_note_the_row_says_the_position() -> None:
    note = f"{centred('NOTA DINAS')}\n\nKepada : Yth. Bupati\nDari   : Kepala Bagian Umum\nHal    : Jembatan\n"
    found = said(
        f"{note}\nBersama ini dilaporkan.\n\n{block('', '', 'Larasati Puspanegara', 'NIP 19700231 199503 2 001')}"
    )
    assert (found["signer"], found["signer_position"]) == ("Larasati Puspanegara", "Kepala Bagian Umum")


def test_people_of_the_body_and_of_copies_sign_nothing() -> None:
    order = f"{centred('SURAT TUGAS')}\n\nDasar  : surat Bupati\nKepada : 1. Nama    : Banyu Wiragati\n"
    rows = f"{' ' * 12}NIP     : 19700231 199503 1 001\n{' ' * 12}Jabatan : Kepala Bagian Umum\n"
    foot = f"{block('Camat Rawabening,', '', '', '', 'Larasati Puspanegara')}\n\nTembusan :\n1. Kepala Dinas Sosial"
    assert said(f"{order}{rows}\n{foot}")["signer"] == "Larasati Puspanegara"
    assert "signer" not in said(f"{order}{rows}\n\nTembusan :\n1. Kepala Dinas Sosial")


def test_on_the_last_page_and_not_in_an_annex() -> None:
    last = block("KEPALA DINAS,", "", "", "", "Larasati Puspanegara", "NIP 1")
    annex = f"LAMPIRAN SURAT\n\n{block('KETUA PANITIA,', '', '', '', 'Banyu Wiragati')}"
    assert fields(BODY, last, annex)["signer"].page == 2
    assert "signer" not in said(BODY, annex)
