"""The subject: printed or absent, over as many lines as it takes."""

import pytest

from tests.ingest.fields.pages import centred, said


def subject(*lines: str) -> object:
    return said("\n".join(("DINAS SOSIAL", "", "Nomor    : 005/1/X/2019", *lines))).get("subject")


@pytest.mark.parametrize(
    "label",
    [
        "Hal :",
        "H a l :",
        "Perihal:",
        "Perihal — :",
        "P e r i h a l :",
        "Hai :",
        "Ha1 :",
        "Perihai :",
        "Penhal :",
        "HAL:",
        "Hal. :",
    ],
)
def test_labels_as_they_are_printed_and_misread(label: str) -> None:
    assert subject(f"{label} Perbaikan jembatan", "", "Yth. Camat Rawabening") == "Perbaikan jembatan"


@pytest.mark.parametrize("label", ["Betreft:", "Onderwerp :", "Subject:", "SUBJECT :", "Re:"])
def test_labels_of_other_languages(label: str) -> None:
    assert subject(f"{label} Herstelling brug") == "Herstelling brug"


def test_without_a_colon_it_needs_the_other_labels_or_a_gap() -> None:
    assert subject("Lampiran : -", "Hal Perbaikan jembatan") == "Perbaikan jembatan"
    assert said("SUBJECT      Repair of a bridge\n\nDear Sir:").get("subject") == "Repair of a bridge"
    assert said("Camat Rawabening\n\nHal Perbaikan jembatan\n\nDengan hormat,").get("subject") is None


def test_several_lines_below_each_other() -> None:
    lines = ("Hal      : Undangan rapat", "           koordinasi penanggulangan", "           banjir", "", "Yth. Camat")
    assert subject(*lines) == "Undangan rapat koordinasi penanggulangan banjir"


def test_several_lines_beside_an_address() -> None:
    lines = (
        "Sifat    : Biasa                                Kepada",
        "Lampiran : -                                    Yth. Bupati Sukamaju",
        "Hal      : Undangan rapat                       di -",
        "           koordinasi banjir                        SUKAMAJU",
    )
    assert subject(*lines) == "Undangan rapat koordinasi banjir"


def test_a_line_that_ran_to_the_edge_goes_on_below_its_label() -> None:
    first = "Hal : Permohonan bantuan bibit padi, pupuk dan alat pertanian untuk kelompok tani di Desa"
    assert (
        subject(first, "Cempaka dan Tanjung Arum", "", "Yth. Camat Rawabening")
        == f"{first[6:]} Cempaka dan Tanjung Arum"
    )
    assert subject("Hal : Permohonan", "Camat Rawabening yang terhormat") == "Permohonan"


def test_in_the_middle_below_the_address() -> None:
    lines = centred("Perihal : Permohonan bantuan bibit", "padi dan pupuk").split("\n")
    assert (
        subject("", "Yth. Camat Rawabening", "", *lines, "", "Dengan hormat,")
        == "Permohonan bantuan bibit padi dan pupuk"
    )


def test_a_month_in_the_middle_of_the_line_below_is_no_part_of_it() -> None:
    lines = ("Hal : Permohonan pembayaran termin", "Sukamaju,       Juni 2021", "", "Yth. Camat Rawabening")
    assert subject(*lines) == "Permohonan pembayaran termin"


def test_the_body_that_begins_right_below_is_no_part_of_it() -> None:
    lines = (
        "Hal : Jembatan",
        "Dengan hormat, bersama ini kami sampaikan bahwa jembatan gantung di desa kami telah rusak berat.",
    )
    assert subject(*lines) == "Jembatan"


def test_a_circular_says_what_it_is_about() -> None:
    title = centred("SURAT EDARAN", "NOMOR 5 TAHUN 2020", "TENTANG", "PENYESUAIAN SISTEM KERJA", "PEGAWAI DAERAH")
    assert said(f"{title}\n\nDalam rangka")["subject"] == "PENYESUAIAN SISTEM KERJA PEGAWAI DAERAH"
    title = centred("SURAT EDARAN TENTANG PENYESUAIAN SISTEM KERJA", "PEGAWAI DAERAH", "NOMOR 5 TAHUN 2020")
    assert said(f"{title}\n\nDalam rangka")["subject"] == "PENYESUAIAN SISTEM KERJA PEGAWAI DAERAH"


def test_a_decision_says_it_only_where_it_is_printed() -> None:
    title = centred("KEPUTUSAN BUPATI SUKAMAJU", "NOMOR 12 TAHUN 1998")
    about = centred("TENTANG", "", "PANITIA BANJIR", "", "BUPATI SUKAMAJU,")
    assert said(f"{title}\n\n{about}\n\nMenimbang : a. bahwa")["subject"] == "PANITIA BANJIR"
    assert "subject" not in said(f"{title}\n\nMenimbang : a. bahwa perlu keputusan tentang banjir")


def test_an_order_has_none_and_none_is_invented() -> None:
    title = centred("SURAT TUGAS", "Nomor : 800/12/2024")
    assert "subject" not in said(f"{title}\n\nDasar  : surat Bupati\n\nUntuk  : meninjau banjir\n")


@pytest.mark.parametrize("line", ["Hal : 2", "Hal. : 2 dari 3", "Hal :", "Hal : -", "Hal : ${hal}"])
def test_what_is_no_subject_is_none(line: str) -> None:
    assert subject(line, "", "Yth. Camat Rawabening") is None


def test_the_address_is_no_subject_where_the_subject_could_not_be_read() -> None:
    assert subject("Perihal  :", "           Kepada", "           Yth. Camat Rawabening") is None
