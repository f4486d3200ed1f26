"""What tells two letters of one form apart: whether it agrees, and whether it could be read on both."""

import pytest

from lontar.understanding.agreement import agree, is_open
from lontar.understanding.likeness import Said
from store.contract import Row

TEXT = "KECAMATAN RAWABENING Nomor : 005/112/KEC.RWB/2019 Hal : Undangan Yth. Kepala Desa Cempaka"
NUMBER, NAME = "005/112/KEC.RWB/2019", "Kepala Desa Cempaka"


def letter(number: str = NUMBER, to: str = NAME, *, sure: float = 90.0, unsure: tuple[str, ...] = ()) -> Row:
    values = {"reference_number": number, "date": 20190512, "recipients": [to] if to else []}
    return {
        "_id": "it",
        "fields": {name: {"value": value, "confidence": sure} for name, value in values.items()},
        "unsure": list(unsure),
    }


def words(text: str = TEXT) -> list[Said]:
    return [Said(word, 90.0) for word in text.split()]


def opened(one: Row, other: Row, text: str = TEXT, others: str = TEXT) -> bool:
    return agree(one, other) and is_open(one, other, words(text), words(others))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (letter(), True),
        (letter("O05/l12/KEC.RWB/2019"), True),
        (letter("005/ /KEC.RWB/2019"), True),
        (letter(""), True),
        (letter("005/118/KEC.RWB/2019"), False),
        (letter("900/1/SETDA", sure=30.0), True),
        (letter(to="Kepala Desa Wringin"), False),
        (letter(to="Kepa1a De5a Wr1ng1n", sure=30.0), True),
        (letter(to=""), True),
    ],
)
def test_what_they_say_of_themselves_agrees(other: Row, expected: bool) -> None:
    assert agree(letter(), other) is expected


@pytest.mark.parametrize(
    "other", [letter(), letter("O05/l12/KEC.RWB/2019"), letter("", unsure=("O05/112/KEC.RWB/2O19",))]
)
def test_what_was_read_on_both_is_not_open(other: Row) -> None:
    assert not opened(letter(), other)


def test_a_number_that_nobody_could_read_on_one_of_them_leaves_it_open() -> None:
    unread = TEXT.replace(NUMBER, "~~~~~~")
    assert opened(letter(), letter(""), others=unread)
    assert opened(letter("005/ /KEC.RWB/2019"), letter(), text=unread)
    assert opened(letter(""), letter(""), unread, unread)
    assert not opened(letter(), letter(""), others=TEXT)


def test_letters_of_a_kind_without_numbers_lack_nothing() -> None:
    bare = "SURAT KETERANGAN Yang bertanda tangan di bawah ini Kepala Desa Cempaka"
    assert not opened(letter(""), letter(""), bare, bare)


def test_recipients_that_could_not_be_read_on_one_of_them_leave_it_open() -> None:
    assert opened(letter(), letter(to=""), others=TEXT.replace("Cempaka", "~~~~"))
    assert not opened(letter(), letter(to=""))
