"""The date of a letter, and the many dates on a letter that are not its own."""

import pytest

from ingest.dates import dates
from tests.ingest.fields.pages import centred, said

RIGHT = " " * 50


def head(line: str) -> object:
    """The date of a letter with this line in its head."""
    return said(f"DINAS SOSIAL\n\n{line}\nNomor : 005/1\nHal   : Jembatan\n\nYth. Camat\n\nDengan hormat,").get("date")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("3 Mei 2019", 20190503),
        ("17 Agoestoes 1941", 19410817),
        ("9 Pebruari 1972", 19720209),
        ("30 Nopember 1985", 19851130),
        ("1 Djanuari 1950", 19500101),
        ("den 4 Januarij 1938", 19380104),
        ("den 4en Maart 1938", 19380304),
        ("05-07-1999", 19990705),
        ("3/5/2019", 20190503),
        ("3-V-2019", 20190503),
        ("12 - XII - 1998", 19981212),
        ("12.XII.1998", 19981212),
        ("January 25, 1939.", 19390125),
        ("Mar.22,1905.", 19050322),
        ("9th May, 1938", 19380509),
        ("3 Mei 1972.-", 19720503),
    ],
)
def test_forms(written: str, date: int) -> None:
    assert head(f"{RIGHT}Sukamaju, {written}") == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("1 7 Mei 2 019", 20190517),
        ("17Mei2019", 20190517),
        ("l7 Mei 2O19", 20190517),
        ("3 Me1 2019", 20190503),
        ("3 Jul1 2019", 20190703),
        ("5 Nopembor 1985", 19851105),
        ("5 Agustns 1985", 19850805),
    ],
)
def test_figures_and_names_as_they_are_misread(written: str, date: int) -> None:
    assert head(f"{RIGHT}Sukamaju, {written}") == date


@pytest.mark.parametrize(
    "written", ["30 Februari 2020", "3 Jum 2019", "0 Mei 2019", "3 Mei 20199", "3 Mei 1019", "32-13-2019"]
)
def test_a_day_that_does_not_exist_or_cannot_be_told_is_none(written: str) -> None:
    assert head(f"{RIGHT}Sukamaju, {written}") is None


@pytest.mark.parametrize("written", ["800/12-05-2019", "005/12/05/2019", "B-12-XII-2019", "1.05.07.1999"])
def test_a_number_is_no_date(written: str) -> None:
    assert dates(written) == []


@pytest.mark.parametrize(
    "line",
    [
        f"{RIGHT}Sukamaju, 3 Mei 2019",
        f"{RIGHT}Sukamaju,    3 Mei 2019",
        f"{RIGHT}Tanjung Arum, tanggal 3 Mei 2019",
        f"{RIGHT}3 Mei 2019",
        "Tanggal : 3 Mei 2019",
        "Nomor : 005/12/SETDA/2019               Sukamaju, 3 Mei 2019",
        "Nomor : 005/12/SETDA/2019 Sukamaju, 3 Mei 2019",
        "Sifat : Biasa Sukamaju, 3 Mei 2019",
        "No. 720. Sukamaju, May 3, 2019.",
        f"{RIGHT}Sukamaju, 28 Sya'ban 1440 H\n{RIGHT}          3 Mei 2019 M",
        f"{RIGHT}Sukamaju, 28 Sya'ban 1440 H / 3 Mei 2019 M",
    ],
)
def test_where_it_stands_in_the_head(line: str) -> None:
    assert head(line) == 20190503


@pytest.mark.parametrize(
    "line",
    [f"{RIGHT}Sukamaju,     Januari 2020", f"{RIGHT}Sukamaju, ...... Januari 2020", f"{RIGHT}       Januari 2020"],
)
def test_a_day_left_blank_is_no_date_and_no_other_date_takes_its_place(line: str) -> None:
    foot = f"{RIGHT}Sukamaju, 3 Mei 2019\n{RIGHT}KEPALA DINAS,"
    assert said(f"DINAS SOSIAL\n\n{line}\nNomor : 005/1\n\nYth. Camat\n\nDengan hormat,\n\n{foot}").get("date") is None


def test_an_enclosure_count_does_not_become_the_day_of_a_blank_date() -> None:
    assert head("Lampiran : 1                        Januari 2020") is None


@pytest.mark.parametrize(
    "line",
    [
        "DITERIMA 5 Juni 2019",
        f"{RIGHT}RECEIVED\n{RIGHT}5 Juni 2019",
        f"{RIGHT}AGENDA\n{RIGHT}Tgl : 5 Juni 2019",
        "SURAT MASUK\nTanggal : 5 Juni 2019",
        "Hari/Tanggal : Senin, 6 Mei 2019",
        "Hari    : Senin\nTanggal : 6 Mei 2019\nPukul   : 09.00",
        "Yayasan berdiri sejak 12 Mei 1967",
        "Akta Notaris Nomor 5 tanggal 12 Mei 2010",
        "Hal : Undangan rapat di Sukamaju, 6 Mei 2019",
    ],
)
def test_stamps_and_events_have_dates_of_their_own(line: str) -> None:
    assert head(line) is None
    assert head(f"{RIGHT}Sukamaju, 3 Mei 2019\n\n\n\n\n\n\n{line}") == 20190503
    assert head(f"{line}\n\n\n\n\n\n\n{RIGHT}Sukamaju, 3 Mei 2019") == 20190503


@pytest.mark.parametrize(
    "body",
    [
        "Menindaklanjuti surat Bupati Nomor 9/B/2018 tanggal\n4 Juni 2018",
        "Menjawab surat Saudara\nNomor  : 9/B/2018\ntanggal 4 Juni 2018",
        "Dengan hormat, kami undang Saudara pada\nHari/tanggal : Senin, 6 Mei 2019\nTempat  : Sukamaju",
        "Dengan hormat, rapat dinas yang lalu telah dilaksanakan dengan baik di kota\nSukamaju, 6 Mei 2019.\nDemikian",
    ],
)
def test_a_date_of_the_body_is_not_the_letters(body: str) -> None:
    assert "date" not in said(f"DINAS SOSIAL\n\nYth. Camat Rawabening\n\n{body}\n")


@pytest.mark.parametrize(
    "foot",
    [
        f"{RIGHT}Ditetapkan di Sukamaju\n{RIGHT}pada tanggal 3 Mei 2019",
        f"{RIGHT}Dikeluarkan di : Sukamaju\n{RIGHT}Pada tanggal   : 3 Mei 2019",
        f"{RIGHT}Dibuat di Sukamaju pada tanggal 3 Mei 2019",
        f"{RIGHT}Sukamaju, 3 Mei 2019\n{RIGHT}KEPALA DINAS,",
        f"{RIGHT}3 Mei 2019\n{RIGHT}KEPALA DINAS,",
        f"{RIGHT}Sukamaju, 3 Mei 2019",
    ],
)
def test_at_the_foot(foot: str) -> None:
    order = f"{centred('SURAT TUGAS', 'Nomor : 8/2019')}\n\nDasar : surat Bupati tanggal 5 Juni 2018\n\n{foot}\n"
    assert said(order)["date"] == 20190503
    signed = "Dokumen ini ditandatangani secara elektronik dengan sertifikat yang diterbitkan oleh balai sertifikasi."
    if "\n" in foot:
        assert said(f"{order}\n\n\n{signed}")["date"] == 20190503


def test_at_the_left_below_the_last_sentence() -> None:
    text = "DINAS SOSIAL\n\nDengan hormat, kami sampaikan bahwa jembatan gantung di desa itu telah rusak sama sekali"
    assert said(f"{text}.\nSukamaju, 3 Mei 2019")["date"] == 20190503
    assert "date" not in said(f"{text} di\nSukamaju, 3 Mei 2019")


def test_on_a_later_page_but_not_in_an_annex_of_another_year() -> None:
    first = f"{centred('KEPUTUSAN BUPATI SUKAMAJU', 'NOMOR 12 TAHUN 1998')}\n\nMenimbang : a. bahwa tanggal 1 Mei 1997"
    last = f"KEDUA : berlaku pada tanggal ditetapkan.\n\n{RIGHT}Ditetapkan di Sukamaju\n{RIGHT}pada tanggal 3 Mei 1998"
    annex = f"{RIGHT}LAMPIRAN KEPUTUSAN BUPATI\n\n{RIGHT}Sukamaju, 9 Juni 1999\n{RIGHT}BUPATI SUKAMAJU,"
    assert said(first, "Pasal 1", last, annex)["date"] == 19980503
    assert "date" not in said(first, "Pasal 1", annex)


def test_a_form_behind_the_letter_is_no_page_of_it() -> None:
    letter = "DINAS SOSIAL\n\nNomor : 005/1\n\nYth. Camat\n\nDengan hormat, formulir terlampir."
    form = (
        f"{RIGHT}Rawabening, 9 Juni 1999\nNomor : ............\n\n{RIGHT}Rawabening, 9 Juni 1999\n{RIGHT}Kepala Desa,"
    )
    assert "date" not in said(letter, form)


def test_the_day_of_promulgation_is_another_one() -> None:
    title = centred("PERATURAN BUPATI SUKAMAJU")
    signed = f"{RIGHT}Ditetapkan di Sukamaju\n{RIGHT}pada tanggal 3 Mei 2019"
    enacted = "Diundangkan di Sukamaju\npada tanggal 4 Mei 2019\nSEKRETARIS DAERAH,"
    assert said(f"{title}\n\nMenimbang : a.\n\n{signed}\n\n{enacted}")["date"] == 20190503


@pytest.mark.parametrize(
    "day",
    [
        "Senin tanggal enam belas bulan April tahun dua ribu delapan belas",
        "Senin, tanggal enam belas\nbulan April tahun dua ribu delapan belas",
        "Senin tanggal enam belas bulan April tahun dua ribu delapan belas (16-04-2018)",
        "Senin, 16 April 2018",
    ],
)
def test_a_record_says_its_day_in_its_first_sentence(day: str) -> None:
    title = centred("BERITA ACARA SERAH TERIMA", "NOMOR 003/12/2018")
    text = f"{title}\n\nPada hari ini {day}, bertempat di Sukamaju,\nkami sesuai surat tanggal 1 Mei 2017"
    assert said(text)["date"] == 20180416


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("satu bulan Januari tahun seribu sembilan ratus delapan puluh lima", 19850101),
        ("tiga puluh satu bulan Desember tahun dua ribu sebelas", 20111231),
        ("dua puluh sembilan bulan Februari tahun dua ribu dua puluh", 20200229),
        ("tiga puluh bulan Februari tahun dua ribu dua puluh", None),
        ("dua bulan purnama tahun dua ribu dua puluh", None),
    ],
)
def test_days_in_words(words: str, day: int | None) -> None:
    assert said(f"{centred('BERITA ACARA')}\n\nPada hari ini Senin tanggal {words}").get("date") == day


def test_a_date_behind_a_label_that_letters_do_not_have_is_of_what_it_labels() -> None:
    form = "FORMULIR CUTI\n\nMulai cuti    :   14 Januari 2026\nLamanya       :   8 hari\n"
    assert "date" not in said(form)
    assert said(f"{form}\n{' ' * 60}13 Januari 2026\n")["date"] == 20260113
