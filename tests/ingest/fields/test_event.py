"""The event to which a letter invites: day, hours and place."""

import pytest

from tests.ingest.fields.pages import said

RIGHT = " " * 50
HEAD = f"DINAS SOSIAL\n\n{RIGHT}Sukamaju, 3 Mei 2019\nNomor : 005/1\nHal   : Undangan\n\nYth. Camat\n\n"
OPENING = "Dengan hormat, kami mengundang Saudara untuk hadir pada:\n\n"
WHOLE = (20190515, "09.00", "Aula Kecamatan Rawabening")


def event(text: str, head: str = HEAD + OPENING) -> tuple[object, ...]:
    found = said(head + text)
    return tuple(found.get(f"event_{name}") for name in ("date", "time", "place"))


@pytest.mark.parametrize(
    "rows",
    [
        (
            "  Hari/tanggal : Rabu, 15 Mei 2019",
            "  Waktu        : pukul 09.00 WIB s.d. selesai",
            "  Tempat       : Aula Kecamatan Rawabening",
            "  Acara        : Rapat",
        ),
        (
            "  Hari    : Rabu",
            "  Tanggal : 15 Mei 2019",
            "  Pukul   : 09.00 WIB",
            "  Tempat  : Aula Kecamatan Rawabening",
        ),
        (
            "  Hari, Tanggal  :  Rabu / 15 Mei 2019",
            "  Jam            :  09:00 WITA",
            "  Tempat         :  Aula Kecamatan",
            "                    Rawabening",
        ),
        (
            "  HARI/TGL : RABU, 15-05-2019",
            "  PUKUL    : 9.00 - selesai",
            "  TEMPAT   : Aula Kecamatan Rawabening;",
        ),
        (
            "  a. Hari dan tanggal : x",
            "  Tanggal pelaksanaan : 15 Mei 2019",
            "  Waktu : 09.00 WIT",
            "  Lokasi : Aula Kecamatan Rawabening",
        ),
        (
            "  Hari/Tanggal : Rabu, 15 Mei",
            "  Waktu : Jam 9 pagi",
            "  Tempat : Aula Kecamatan Rawabening",
        ),
    ],
)
def test_rows(rows: tuple[str, ...]) -> None:
    assert event("\n".join(rows)) == WHOLE


@pytest.mark.parametrize(
    "sentence",
    [
        "yang akan dilaksanakan pada hari Rabu, 15 Mei 2019 pukul 09.00 WIB bertempat di Aula Kecamatan Rawabening.",
        "pada hari Rabu tanggal 15 Mei 2019, pukul 09.00 WIB sampai dengan selesai,\nbertempat di Aula Kecamatan\n"
        "Rawabening, untuk membahas banjir",
        "pada tanggal 15 Mei 2019 jam 09.00 di Aula Kecamatan Rawabening untuk membahas banjir",
    ],
)
def test_sentences(sentence: str) -> None:
    assert event(f"Dengan hormat, kami mengundang Saudara menghadiri rapat\n{sentence}", HEAD) == WHOLE


@pytest.mark.parametrize(
    ("said_so", "hours"),
    [
        ("08.30 - 12.00 WIB", "08.30-12.00"),
        ("pukul 08.30 s.d. 12.00", "08.30-12.00"),
        ("08.30 sampai dengan selesai", "08.30"),
        ("Pukul 19.30 WIB", "19.30"),
        ("jam 7 malam", "19.00"),
        ("08:30 s/d 12:00 WIB", "08.30-12.00"),
        ("setelah salat Jumat", None),
    ],
)
def test_hours(said_so: str, hours: str | None) -> None:
    assert event(f"  Hari/tanggal : Rabu, 15 Mei 2019\n  Waktu : {said_so}\n  Tempat : Aula\n")[1] == hours


def test_of_several_days_the_first() -> None:
    rows = "  Hari/tanggal : Rabu s.d. Jumat, {} Mei 2019\n  Tempat : Aula\n"
    for days in ("15 s.d. 17", "15 - 17", "15 sampai dengan 17"):
        assert event(rows.format(days))[0] == 20190515


def test_a_letter_that_invites_to_nothing_has_no_event() -> None:
    head = HEAD.replace("Undangan", "Laporan") + "Dengan hormat, kami laporkan rapat yang lalu:\n\n"
    rows = "  Hari/tanggal : Rabu, 15 Mei 2019\n  Waktu : 09.00\n  Tempat : Aula\n"
    assert event(rows, head) == (None, None, None)
    assert event("Tempat/tanggal lahir : Sukamaju, 15 Mei 1967") == (None, None, None)


def test_what_is_over_is_no_event_to_which_a_letter_invites() -> None:
    rows = "  Hari/tanggal : Rabu, 1 Mei 2019\n  Waktu : 09.00\n  Tempat : Aula\n"
    assert event(rows) == (None, None, None)


def test_the_day_of_the_event_is_not_the_letters() -> None:
    rows = "  Hari/tanggal : Rabu, 15 Mei 2019\n  Waktu : 09.00\n  Tempat : Aula\n"
    assert said(HEAD + OPENING + rows)["date"] == 20190503
