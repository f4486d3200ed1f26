"""The reference number, in the forms and with the hazards of real letters."""

from dataclasses import replace

import pytest

from ingest.fields import understand
from tests.ingest.fields.pages import centred, fields, page, said


def number(line: str, **more: str) -> object:
    text = f"DINAS SOSIAL\n\n{line}\nHal   : Perbaikan jembatan\n\nYth. Camat Rawabening\n\nDengan hormat,"
    return said(text, **more).get("reference_number")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nomor : 005/0378", "005/0378"),
        ("Nomor: B-235/PANRB/D-IV/KKA/06/2012", "B-235/PANRB/D-IV/KKA/06/2012"),
        ("No. : 800.1.11.1/091/BKAD/V/2026", "800.1.11.1/091/BKAD/V/2026"),
        ("No : 1931/KPA.W15-A12/HM2.1.4/IX/2024", "1931/KPA.W15-A12/HM2.1.4/IX/2024"),
        ("Nomor : 12 TAHUN 1998", "12 TAHUN 1998"),
        ("Nomor : KEP/12/V TAHUN 1998", "KEP/12/V TAHUN 1998"),
        ("Nomor : SE - 12/PJ/2020", "SE - 12/PJ/2020"),
        ("Nomor : Kep. 12/Men/1999", "Kep. 12/Men/1999"),
        ("Nomor : 005/12/KEC RWB/2019", "005/12/KEC RWB/2019"),
        ("Nummer: 412/DPU/1938", "412/DPU/1938"),
        ("Nomor : 720", "720"),
    ],
)
def test_forms(line: str, expected: str) -> None:
    assert number(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nomor : B 771 /ILMATE/VII/2024", "B 771/ILMATE/VII/2024"),
        ("Nomor : 000.5.6.2/7 /2025", "000.5.6.2/7/2025"),
        ("Nomor : 800 / 123 / BKPSDM / 2024", "800/123/BKPSDM/2024"),
        ("Nomor : 421.2/ 023 – SMP / 2019", "421.2/023 – SMP/2019"),
    ],
)
def test_spaces_round_the_strokes_do_not_count(line: str, expected: str) -> None:
    assert number(line) == expected


@pytest.mark.parametrize(
    "label",
    [
        "Nomor| :",
        "Nomor :|",
        "Nornor :",
        "N0mor :",
        "N o m o r :",
        "NOMOR:",
        "Nomor  -  :",
        "Namor :",
        "No. Surat :",
        "N\u200e omor :",
        "Nomor ;",
    ],
)
def test_labels_as_they_are_misread_or_spaced(label: str) -> None:
    assert number(f"{label} 005/12/SETDA/2019") == "005/12/SETDA/2019"


@pytest.mark.parametrize("line", ["Nomor B/1/800.1.11.1/UM/2026", "No 005/12", "No. 005/12"])
def test_without_a_colon_the_number_stands_alone_on_its_line(line: str) -> None:
    assert number(line) == line.split(" ", 1)[1]
    assert number(f"{line} tentang jembatan") is None


def test_below_a_title_it_needs_no_colon() -> None:
    title = centred("KEPUTUSAN BUPATI SUKAMAJU", "NOMOR 12 TAHUN 1998", "TENTANG", "JEMBATAN GANTUNG")
    assert said(f"{title}\n\nMenimbang : a. bahwa")["reference_number"] == "12 TAHUN 1998"
    title = centred("SURAT TUGAS NOMOR 800/12/2024")
    assert said(f"{title}\n\nDasar : surat Bupati")["reference_number"] == "800/12/2024"


def test_a_blank_for_the_serial_number_is_kept_as_it_is_printed() -> None:
    assert number("Nomor : Sprin/      /VII/KEU./2024") == "Sprin/ /VII/KEU./2024"
    assert number("Nomor : 005/......./SETDA/2024") == "005/ /SETDA/2024"


def test_a_number_with_a_blank_is_doubtful() -> None:
    whole, blank = (fields(f"Nomor : {said}/VII/KEU./2024")["reference_number"] for said in ("B/12", "B/     "))
    assert blank.confidence < whole.confidence
    assert blank.printed.split() == ["B/", "/VII/KEU./2024"]


def test_a_number_of_one_piece_that_breaks_off_on_paper_is_none() -> None:
    assert number("Nomor : 510.5.", source="ocr") is None


def test_a_serial_number_that_was_cut_off_the_blank_at_its_start() -> None:
    assert number("Nomor :      /SETDA/VII/2024") == "/SETDA/VII/2024"


@pytest.mark.parametrize(("read", "printed"), [("1X", "IX"), ("X1", "XI"), ("V1I", "VII"), ("lV", "IV"), ("11", "11")])
def test_roman_months_of_which_an_i_was_misread(read: str, printed: str) -> None:
    assert number(f"Nomor : 005/12/SETDA/{read}/2019") == f"005/12/SETDA/{printed}/2019"


@pytest.mark.parametrize(
    ("read", "month", "printed"),
    [
        ("005/12/SETDA/11/2019", "Februari", "005/12/SETDA/II/2019"),
        ("005/12/SETDA/111/2019", "Maret", "005/12/SETDA/III/2019"),
        ("005/12/SETDA/11/2019", "November", "005/12/SETDA/11/2019"),
        ("005/12/SETDAIII/2019", "Februari", "005/12/SETDA/II/2019"),
        ("005/12/SETDAIX/2019", "Oktober", "005/12/SETDA/X/2019"),
        ("005/12/SETDA/III/2019", "Februari", "005/12/SETDA/III/2019"),
    ],
)
def test_the_month_of_the_date_tells_how_that_of_the_number_was_misread(read: str, month: str, printed: str) -> None:
    text = f"DINAS SOSIAL\n\n{' ' * 50}Sukamaju, 3 {month} 2019\nNomor : {read}\n\nYth. Camat\n\nDengan hormat,"
    assert said(text, source="ocr")["reference_number"] == printed
    assert said(text)["reference_number"] == read, "what is printed stays"


def test_a_number_broken_over_two_lines() -> None:
    lines = ("Nomor : 005/12/PERTANIAN/          Kepada", "        VII/2024                   Yth. Camat")
    assert number("\n".join(lines)) == "005/12/PERTANIAN/VII/2024"


def test_where_the_number_cannot_be_read_no_other_takes_its_place() -> None:
    table = "No    Isi surat             Banyaknya\n1     Nomor : 374/Pdt.G/2024   1 lembar"
    assert "reference_number" not in said(f"{centred('SURAT PENGANTAR')}\nNomor : 19 ]3 PAN (W 15\n\n{table}")


@pytest.mark.parametrize(
    "value",
    ["-", "", "005/", "${nomor}", "[@NomorND]", "......./......./.....", "3 Mei 2019", "081234567890", "(terlampir)"],
)
def test_what_is_no_number_is_none(value: str) -> None:
    assert number(f"Nomor : {value}") is None


@pytest.mark.parametrize(
    "line",
    [
        "Nomor : 005/12/SETDA/2019          Sukamaju, 3 Mei 2019",
        "Nomor : 005/12/SETDA/2019 Sukamaju, 3 Mei 2019",
        "Nomor : 005/12/SETDA/2019      3-V-2019",
    ],
)
def test_a_date_on_the_same_line_is_no_part_of_it(line: str) -> None:
    assert number(line) == "005/12/SETDA/2019"
    assert number("Nomor :                          Sukamaju, 3 Mei 2019") is None


def test_a_number_of_an_english_letter_stands_before_its_date() -> None:
    assert said("No. 720.          Sukamaju, January 25, 1939.\n\nSir:")["reference_number"] == "720"
    assert "reference_number" not in said("My letter\nNo. 720. was dated\n\nSir:")


@pytest.mark.parametrize(
    "lines",
    [
        ("Menindaklanjuti surat Bupati", "Nomor : 9/B/2018", "tanggal 4 Juni 2018"),
        ("Berdasarkan Undang-Undang", "Nomor 12 Tahun 1998", "tentang Jembatan"),
        ("Dasar : surat Bupati", "Nomor : 9/B/2018"),
        ("Peraturan Pemerintah", "Nomor 12 Tahun 1998"),
    ],
)
def test_cited_letters_and_laws_have_numbers_of_their_own(lines: tuple[str, ...]) -> None:
    assert "reference_number" not in said("\n".join(("Yth. Camat Rawabening", "", *lines)))


@pytest.mark.parametrize(
    "stamp",
    [
        "AGENDA\nNo. : 345\nTgl. : 5-6-2019",
        "              DITERIMA\n              No. : 345",
        "              SURAT MASUK\n              Nomor : 345\n              Tanggal : 5-6-2019",
    ],
)
def test_the_number_of_a_stamp_is_the_registrys(stamp: str) -> None:
    assert "reference_number" not in said(f"{stamp}\n\n\n\nYth. Camat Rawabening\n\nDengan hormat,")
    assert number(f"{stamp}\n\n\nNomor : 005/12/2019") == "005/12/2019"


def test_a_number_is_as_sure_as_its_least_sure_word_and_a_guess_is_none() -> None:
    assert fields("Nomor : 005/12/2019")["reference_number"].confidence == pytest.approx(0.95 * 90)
    for sure, expected in ((60.0, [0.95 * 60]), (30.0, [])):
        read = page("Nomor : 005 /12/2019\nHal : Jembatan")
        words = tuple(replace(word, confidence=sure) if word.text == "005" else word for word in read.words)
        found = understand([(1, replace(read, words=words))])
        assert [one.confidence for name, one in found.items() if name == "reference_number"] == expected
        assert found["subject"].confidence == pytest.approx(0.95 * 90)
