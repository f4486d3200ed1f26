"""Whole letters: which of the pages are the letter's own, and where each field was seen."""

from ingest.fields import understand
from tests.ingest.fields.pages import centred, fields, page, said

RIGHT = " " * 50
LETTER = f"""
{centred("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS PEKERJAAN UMUM", "Jalan Merdeka Nomor 12 Telepon (0299) 451234")}

{RIGHT}Sukamaju, 3 Mei 2019
Nomor    : 005/12/DPU/2019                        Kepada
Sifat    : Biasa                                  Yth. Bupati Sukamaju
Lampiran : -                                      di -
Hal      : Perbaikan jembatan                         SUKAMAJU
           gantung

           Menindaklanjuti surat Bupati Nomor 9/B/2018 tanggal 4 Juni 2018 kami sampaikan
           bahwa jembatan gantung itu telah diperbaiki.

{RIGHT}KEPALA DINAS,


{RIGHT}Larasati Puspanegara
"""
FIELDS = {
    "reference_number": "005/12/DPU/2019",
    "date": 20190503,
    "subject": "Perbaikan jembatan gantung",
    "sender": "DINAS PEKERJAAN UMUM",
    "recipients": ["Bupati Sukamaju"],
    "place": "Sukamaju",
    "urgency": "Biasa",
    "classification_code": "005",
    "signer": "Larasati Puspanegara",
    "signer_position": "KEPALA DINAS",
    "language": "ind",
    "references": ["9/B/2018"],
}


def test_a_letter_of_two_columns() -> None:
    assert said(LETTER) == FIELDS


def test_each_value_stands_where_its_box_is() -> None:
    found, read = fields(LETTER), page(LETTER)
    for name in FIELDS.keys() - {"language"}:
        x0, y0, x1, y1 = found[name].box
        inside = [w.text for w in read.words if x0 <= w.box[0] and w.box[2] <= x1 and y0 <= w.box[1] and w.box[3] <= y1]
        assert all(any(said in one for one in inside) for said in found[name].printed.split())
    assert found["subject"].printed.split("\n") == ["Perbaikan jembatan", "gantung"]
    assert {one.page for one in found.values()} == {1}


def test_a_label_is_surer_than_a_place() -> None:
    found = fields(LETTER)
    assert found["subject"].confidence > found["sender"].confidence
    signed = fields(f"Yth. Camat\n\nDengan hormat,\n\n{RIGHT}Hormat saya,\n\n{RIGHT}Larasati Puspanegara")
    assert found["sender"].confidence > signed["sender"].confidence


def test_a_disposition_sheet_and_an_empty_page_on_top_are_not_the_letter() -> None:
    sheet = f"{centred('LEMBAR DISPOSISI')}\n\nNomor agenda : 12\nNomor : 12\nTanggal : 9 Mei 2019"
    assert said(sheet, LETTER) == FIELDS
    assert said("", LETTER) == FIELDS
    assert fields(sheet, LETTER)["subject"].page == 2
    assert said(sheet)["letter_type"] == "Disposisi"


def test_pages_in_several_files_are_one_letter() -> None:
    readings = [
        (1, page(centred("SURAT TUGAS", "NOMOR 8/2019"))),
        (2, page(f"{RIGHT}Dikeluarkan di Sukamaju\n{RIGHT}3 Mei 2019")),
    ]
    assert understand(readings)["date"].file == 2


def test_what_comes_behind_the_copies_is_another_paper() -> None:
    order = f"{centred('SURAT TUGAS', 'NOMOR 8/2019')}\n\nDasar : surat Bupati\n\nTembusan :\n1. Bupati"
    other = f"{RIGHT}Rawabening, 9 Juni 2018\n{RIGHT}Kepala Desa,"
    assert "date" not in said(order, other)
    assert said(order.replace("Tembusan", "Untuk"), other)["date"] == 20180609


def test_nothing_to_read_has_no_fields() -> None:
    assert understand([]) == {}
    assert said("", "  \n ") == {}
