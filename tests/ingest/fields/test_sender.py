"""The sender: the row "Dari", the office of the letterhead, or who signed."""

import pytest

from tests.ingest.fields.pages import centred, said

RIGHT = " " * 50


def sender(*letterhead: str, foot: str = "") -> object:
    head = centred(*letterhead)
    body = "Nomor : 005/1/X/2019\n\nYth. Camat Rawabening\n\nDengan hormat, kami sampaikan hal berikut."
    return said(f"{head}\n\n{body}\n\n{foot}").get("sender")


@pytest.mark.parametrize(
    ("letterhead", "office"),
    [
        (("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS SOSIAL", "Jalan Merdeka 1 Sukamaju"), "DINAS SOSIAL"),
        (("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS KESEHATAN", "PUSKESMAS CEMPAKA"), "PUSKESMAS CEMPAKA"),
        (
            ("DINAS PERUMAHAN, KAWASAN PERMUKIMAN", "DAN PERTANAHAN"),
            "DINAS PERUMAHAN, KAWASAN PERMUKIMAN DAN PERTANAHAN",
        ),
        (
            ("KEMENTERIAN PERDAGANGAN", "REPUBLIK INDONESIA", "DIREKTORAT JENDERAL METROLOGI"),
            "DIREKTORAT JENDERAL METROLOGI",
        ),
        (("BUPATI SUKAMAJU", "PROVINSI TANJUNG"), "BUPATI SUKAMAJU"),
        (("PEMERINTAH KABUPATEN SUKAMAJU", "KECAMATAN ARUM", "DESA CEMPAKA", "Alamat: Jalan Raya 5"), "DESA CEMPAKA"),
        (("PEMERINTAH DESA CEMPAKA", "KECAMATAN ARUM", "KABUPATEN SUKAMAJU"), "PEMERINTAH DESA CEMPAKA"),
        (("SD NEGERI 1 CEMPAKA", "KECAMATAN ARUM KABUPATEN SUKAMAJU"), "SD NEGERI 1 CEMPAKA"),
        (("KEPOLISIAN NEGARA REPUBLIK INDONESIA", "DAERAH TANJUNG", "RESOR SUKAMAJU"), "RESOR SUKAMAJU"),
        (("PT ARUM JAYA", "Gedung Merdeka Lantai 3 Jakarta Pusat 10110"), "PT ARUM JAYA"),
        (("PEMERINTAH KABUPATEN SUKAMAJU", "Jalan Merdeka 1, Telp. (0299) 45123"), "PEMERINTAH KABUPATEN SUKAMAJU"),
        (("PEMERINTAH KABUPATEN SUKAMAJU", "BAGIAN UMUM DAN RUMAH TANGGA"), "BAGIAN UMUM DAN RUMAH TANGGA"),
        (
            ("BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA", "MANUSIA"),
            "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA",
        ),
        (("Koperasi Usaha Tani", "Jalan Lumbung 40"), "Koperasi Usaha Tani"),
        (("UNIVERSITY OF SUKAMAJU",), "UNIVERSITY OF SUKAMAJU"),
    ],
)
def test_the_letterhead_names_the_office_last(letterhead: tuple[str, ...], office: str) -> None:
    assert sender(*letterhead) == office


def test_the_row_of_a_note_wins() -> None:
    note = centred("DINAS SOSIAL", "", "NOTA DINAS")
    assert (
        said(f"{note}\n\nKepada : Yth. Bupati\nDari   : Kepala Bagian Umum\nHal    : Jembatan")["sender"]
        == "Kepala Bagian Umum"
    )


def test_a_stamp_beside_the_letterhead_is_no_office_of_it() -> None:
    head = "          PEMERINTAH KABUPATEN SUKAMAJU\n                DINAS SOSIAL                     BADAN KEUANGAN"
    assert said(f"{head}\n\nNomor : 005/1\n\nYth. Camat\n\nDengan hormat,")["sender"] == "DINAS SOSIAL"


def test_a_line_that_runs_into_a_stamp_does_not_hide_the_letterhead() -> None:
    head = "DEPARTEMEN sTAANITED OF AMERICA\n                                        KANTOR PENERANGAN SUKAMAJU"
    assert said(f"{head}\n\nNomor : 005/1\n\nYth. Camat\n\nDengan hormat,")["sender"] == "KANTOR PENERANGAN SUKAMAJU"


def test_a_decision_names_who_decides() -> None:
    for office in ("BUPATI SUKAMAJU", "INSPEKTUR DAERAH"):
        title = centred(f"KEPUTUSAN {office}", "NOMOR 12 TAHUN 1998")
        assert said(f"{title}\n\nMenimbang : a.\n\n{RIGHT}Sekretaris,")["sender"] == office
    title = centred("KEPUTUSAN KEPALA DINAS KEPENDUDUKAN DAN", "PENCATATAN SIPIL", "NOMOR 12 TAHUN 1998")
    assert said(f"{title}\n\nMenimbang : a.")["sender"] == "KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"


def test_the_page_of_an_annex_names_no_sender() -> None:
    text = "LAMPIRAN II : SURAT EDARAN SEKRETARIAT DAERAH\n              NOMOR 13 TAHUN 2019\n\nYth. Camat"
    assert "sender" not in said(text)


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        (f"{RIGHT}Hormat kami,\n{RIGHT}PT Arum Jaya\n\n\n{RIGHT}Larasati Puspanegara\n{RIGHT}Direktur", "PT Arum Jaya"),
        (f"{RIGHT}Hormat saya,\n\n\n{RIGHT}(Larasati Puspanegara)", "Larasati Puspanegara"),
        (f"{RIGHT}Pemohon,\n\n\n{RIGHT}Larasati Puspanegara", "Larasati Puspanegara"),
        (f"{RIGHT}KEPALA DINAS SOSIAL,\n\n\n{RIGHT}Larasati Puspanegara", "DINAS SOSIAL"),
        (f"{RIGHT}a.n. Bupati Sukamaju\n{RIGHT}Sekretaris Daerah,\n\n\n{RIGHT}Larasati Puspanegara", "Bupati Sukamaju"),
        (f"{RIGHT}BUPATI SUKAMAJU,\n\n\n{RIGHT}Larasati Puspanegara", "BUPATI SUKAMAJU"),
        ("Very truly yours,\n\n\nLarasati Puspanegara", "Larasati Puspanegara"),
    ],
)
def test_without_a_letterhead_who_signed(foot: str, name: str) -> None:
    assert sender("", foot=foot) == name


def test_who_signed_on_the_last_page() -> None:
    first = "Nomor : 005/1\n\nYth. Camat Rawabening\n\nDengan hormat, kami sampaikan hal berikut."
    assert said(first, f"{RIGHT}Hormat kami,\n{RIGHT}PT Arum Jaya")["sender"] == "PT Arum Jaya"


@pytest.mark.parametrize(
    "foot", ["", f"{RIGHT}Hormat kami,\n\n\n{RIGHT}ttd", f"{RIGHT}Hormat saya,\n\n{RIGHT}${{ttd}}"]
)
def test_where_nobody_is_named_nobody_is_the_sender(foot: str) -> None:
    assert sender("", foot=foot) is None


def test_a_name_of_which_the_rest_was_not_read_is_none() -> None:
    assert sender("LEGATION OF THE") is None


def test_a_position_of_one_word_names_no_office() -> None:
    assert sender("", foot=f"{RIGHT}Sekretaris,\n\n\n{RIGHT}Larasati Puspanegara") is None


@pytest.mark.parametrize("left", ["PEMERINTAH", "DESA", "DINAS"])
def test_a_word_that_is_left_of_a_name_is_no_office(left: str) -> None:
    assert sender(left) is None


def test_the_circular_of_which_a_form_is_the_annex_has_a_number_not_a_name() -> None:
    head = ("LAMPIRAN II : SURAT EDARAN SEKRETARIS LEMBAGA", "REPUBLIK INDONESIA", "NOMOR 13 TAHUN 2019")
    assert sender(*head) != "NOMOR 13 TAHUN 2019"
