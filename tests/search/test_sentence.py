"""Plain sentences: what their words are taken for, and that numbers and days are understood in any form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import span, years
from search.numbers import indexed, parts_of, words_of
from search.query import parse
from search.tree import And, Number, Or, Phrase, Range, Tree, Word

TODAY = date(2026, 11, 29)
"""A Sunday."""


def words(text: str, lean: str | None = None) -> list[Tree]:
    return [Word(word, lean=lean) for word in text.split()]


def number(text: str, lean: str = "number") -> Number:
    return Number(tuple(text.lower().split("/")), lean=lean)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        # from whom, to whom, about what
        ("surat dari dinas sosial tentang bantuan", [*words("dinas sosial", "sender"), *words("bantuan", "subject")]),
        ("the letter from the agency about the bridge", [*words("agency", "sender"), *words("bridge", "subject")]),
        ("surat perihal jalan rusak", words("jalan rusak", "subject")),
        ("undangan kepada camat", [*words("undangan"), *words("camat", "recipients")]),
        ("letters signed by Soekarno", [Word("soekarno", lean="sender")]),
        ("keputusan ditandatangani bupati", [*words("keputusan"), *words("bupati", "signer")]),
        ('surat dari "dinas sosial"', [Phrase(("dinas", "sosial"), lean="sender")]),
        ("brief van de resident over sawah", words("resident over sawah")),
        # what a sentence may do without, and what not
        ("everything with this company PT Maju", words("pt maju")),
        ("tolong carikan semua surat yang ada di kecamatan Rawabening", words("kecamatan rawabening")),
        ("surat tugas perjalanan", words("surat tugas perjalanan")),
        ("surat keputusan dan surat edaran", words("surat keputusan edaran")),
        ("dan di yang", words("dan di yang")),
        ("dari", words("dari")),
        ("laporan WHO di Jakarta", words("laporan who jakarta")),
        ("SURAT DARI DINAS SOSIAL", words("dinas sosial", "sender")),
        ("jalan dari", words("jalan dari")),
        ("perusahaan Maju", words("maju")),
        ("perusahaan daerah air minum", words("perusahaan daerah air minum")),
        # days
        ("jembatan bulan lalu", [*words("jembatan"), Range("date", 20261001, 20261031)]),
        ("bridge, last spring", [*words("bridge"), Range("date", 20260301, 20260531)]),
        ("surat kemarin", [Range("date", 20261128, 20261128)]),
        ("surat sejak 2015 tentang air", [Range("date", 20150101, None), *words("air", "subject")]),
        ("air sebelum maret 2019", [*words("air"), Range("date", None, 20190228)]),
        ("air setelah 5 maret 2019", [*words("air"), Range("date", 20190306, None)]),
        ("air antara 2015 dan 2017", [*words("air"), Range("date", 20150101, 20171231)]),
        ("water from 2015 to 2017", [*words("water"), Range("date", 20150101, 20171231)]),
        ("air maret 2019 s.d. juni 2019", [*words("air"), Range("date", 20190301, 20190630)]),
        ("air tanggal 5/3/2019", [*words("air"), Range("date", 20190305, 20190305)]),
        ("air 5/3/2019", [*words("air"), Or((Range("date", 20190305, 20190305), number("5/3/2019")))]),
        ("air 2019", [*words("air"), Or((Range("date", 20190101, 20191231), Word("2019")))]),
        ("air tahun 2019", [*words("air"), Or((Range("date", 20190101, 20191231), Phrase(("tahun", "2019"))))]),
        ("air bulan maret", [*words("air"), Or((Range("date", 20260301, 20260331), Phrase(("bulan", "maret"))))]),
        ("air Desember", words("air desember")),
        ("air 7 hari terakhir", [*words("air"), Range("date", 20261122, 20261129)]),
        ("2500 orang", words("2500 orang")),
        # numbers
        ("surat nomor 005/12/SETDA/2019", [number("005/12/setda/2019")]),
        ("005 / 12 / 2019", [number("005/12/2019")]),
        ("005 - 12 - 2019", [number("005/12/2019")]),
        ("B 771 /ILMATE", [*words("b"), number("771/ilmate")]),
        ("no 12 tahun 2019 tentang air", [number("12/tahun/2019"), *words("air", "subject")]),
        ("perda 12 tahun 2019", [*words("perda"), number("12/tahun/2019")]),
        ("surat no 12 air", [number("12"), *words("air")]),
        ("jalan raya no 12a", [*words("jalan raya"), number("12a")]),
        # answers
        ("jawaban atas surat kami 005/12/2019", [number("005/12/2019", "references")]),
        ("answer to our letter no. 12 of 5 March 2019", [number("12", "references")]),
        ("menindaklanjuti surat Saudara Nomor 005/12", [number("005/12", "references")]),
        ("jawaban permohonan cuti", words("jawaban permohonan cuti")),
    ],
)
def test_a_sentence_is_understood(query: str, parts: list[Tree]) -> None:
    parsed = parse(query, TODAY)
    assert parsed.tree == (parts[0] if len(parts) == 1 else And(tuple(parts)))
    assert parsed.problems == ()


def test_what_was_understood_is_told_with_the_way_to_the_words_as_they_stand() -> None:
    query = "surat dari dinas sosial tentang air bulan lalu"
    told = parse(query, TODAY).understood
    assert told["sentence"] == [
        {"kind": "left", "text": "surat dari"},
        {"kind": "sender", "text": "dinas sosial"},
        {"kind": "left", "text": "tentang"},
        {"kind": "subject", "text": "air"},
        {"kind": "days", "text": "bulan lalu", "low": 20261001, "high": 20261031},
    ]
    literal = parse(told["literal"], TODAY)
    assert literal.tree == And(tuple(words(query)))
    assert (literal.senses, literal.literal) == ((), None)


@pytest.mark.parametrize(
    "query", ["jalan rusak", "jalan AND dari", "(dari dinas)", "dari OR untuk", "dari:dinas", "maret"]
)
def test_what_is_no_sentence_is_taken_as_it_stands(query: str) -> None:
    parsed = parse(query, TODAY)
    assert (parsed.senses, parsed.literal) == ((), None)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("today", 20261129, 20261129),
        ("hari ini", 20261129, 20261129),
        ("kemarin", 20261128, 20261128),
        ("last week", 20261116, 20261122),
        ("minggu ini", 20261123, 20261129),
        ("pekan depan", 20261130, 20261206),
        ("last-month", 20261001, 20261031),
        ("bulan_lalu", 20261001, 20261031),
        ("thisyear", 20260101, 20261231),
        ("tahun lalu", 20250101, 20251231),
        ("setahun yang lalu", 20250101, 20251231),
        ("3 bulan lalu", 20260801, 20260831),
        ("two weeks ago", 20261109, 20261115),
        ("last 30 days", 20261030, 20261129),
        ("2 bulan terakhir", 20260929, 20261129),
        ("triwulan lalu", 20260701, 20260930),
        ("semester ini", 20260701, 20261231),
        ("vorige maand", 20261001, 20261031),
        ("maret 2019", 20190301, 20190331),
        ("Djanoeari 1923", 19230101, 19230131),
        ("5 maart 1930", 19300305, 19300305),
        ("March 5, 2019", 20190305, 20190305),
        ("5th of March 2019", 20190305, 20190305),
        ("12-III-1958", 19580312, 19580312),
        ("maret", 20260301, 20260331),
        ("desember", 20251201, 20251231),
        ("tahun 2019", 20190101, 20191231),
        ("triwulan II 2019", 20190401, 20190630),
        ("Q3 2019", 20190701, 20190930),
        ("semester 2 2019", 20190701, 20191231),
        ("1980s", 19800101, 19891231),
        ("tahun 1980-an", 19800101, 19891231),
        ("2015-2017", 20150101, 20171231),
        ("last spring", 20260301, 20260531),
        ("last winter", 20251201, 20260228),
        ("summer 2019", 20190601, 20190831),
        ("januari 2019 .. bulan lalu", 20190101, 20261031),
        (">= minggu lalu", 20261116, None),
    ],
)
def test_days_as_people_speak_of_them(said: str, first: int, last: int | None) -> None:
    assert span(said, TODAY) == (first, last)
    assert parse(f'date:"{said}"', TODAY).tree == Range("date", first, last)


@pytest.mark.parametrize(
    "said", ["31 februari 2019", "bulan", "last", "0 hari lalu", "5 maretx 2019", "semester 3 2019", "q5 2019"]
)
def test_what_is_said_but_no_day(said: str) -> None:
    assert span(said, TODAY) is None


@given(
    st.dates(min_value=date(1800, 1, 1)),
    st.sampled_from(
        [
            "hari ini",
            "last week",
            "bulan lalu",
            "this quarter",
            "semester lalu",
            "last year",
            "7 hari terakhir",
            "last summer",
            "tahun depan",
            "3 months ago",
            "december",
        ]
    ),
)
def test_a_time_counted_from_any_day_is_a_range_that_can_be_said_again(today: date, said: str) -> None:
    found = span(said, today)
    if found is None:
        assert today.year == date.max.year  # behind the last year there are no days
        return
    low, high = found
    assert low is not None
    assert high is not None
    assert low <= high
    assert span(f"{low // 10000:04}-{low // 100 % 100:02}-{low % 100:02}", today) == (low, low)


def test_a_year_takes_whole_years() -> None:
    assert years("lalu", TODAY) == years("last year", TODAY) == (2025, 2025)
    assert years("1980s..2019", TODAY) == (1980, 2019)
    assert years("maret 2019", TODAY) is None


def parts(text: str) -> tuple[str, ...]:
    return parts_of(words_of(text))


def test_a_number_has_one_form() -> None:
    forms = (
        "005/09/SETDA/2019",
        "5-9-setda-2019",
        "005 / IX / Setda / 2019",
        "OO5/o9/SETDA/2O19",
        "No. 005/09/SETDA/2019",
    )
    assert {parts(one) for one in forms} == {("5", "9", "setda", "2019")}
    assert parts("12 TAHUN 1998") == parts("Nomor 12 Thn. 1998") == ("12", "1998")
    assert parts("KPA.W15-A12/HM2.1.4/IX") == ("kpa", "w15", "a12", "hm2", "1", "4", "9")
    assert parts("nomor") == ("nomor",)


def test_several_numbers_stand_apart() -> None:
    assert indexed("005/IX; 9/2019", "|", 99) == "5 9 | =5/9 | 9 2019 | =9/2019"
    assert indexed(" ; -", "|", 99) == ""


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=5), st.sampled_from("/-. "), st.integers(0, 3))
def test_zeros_and_signs_do_not_part_a_number_from_itself(figures: list[int], sign: str, zeros: int) -> None:
    plain, other = "/".join(map(str, figures)), sign.join("0" * zeros + str(figure) for figure in figures)
    assert parts(plain) == parts(other)
