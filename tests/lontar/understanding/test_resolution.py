"""Which letter is meant: the one that number, day and sender tell together, and none rather than a wrong one."""

from dataclasses import replace
from typing import TypeVar

import pytest

from ingest.fields.citation import Citation
from lontar.understanding.resolution import Facts, decide

Of = TypeVar("Of", Facts, Citation)
CITING = Facts("me", "141/9/2019", 20190603, ("DESA CEMPAKA",), ("Camat Rawabening",))
MEANT = Facts("it", "005/12/2019", 20190503, ("KECAMATAN RAWABENING",), ("Kepala Desa Cempaka",), "Rapat koordinasi")
CITED = Citation("005/12/2019", 20190503, "Camat Rawabening")


def changed(it: Of, **values: object) -> Of:
    return replace(it, **values)


def meant(cited: Citation, *candidates: Facts) -> str | None:
    """The letter that is surely meant."""
    found = decide(cited, CITING, candidates)
    return found.letter.id if found and found.sure else None


def likely(cited: Citation, *candidates: Facts) -> str | None:
    """The one that is meant as far as one can tell."""
    found = decide(cited, CITING, candidates)
    return found.letter.id if found and not found.sure else None


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"number": "O05/l2/2Ol9"},
        {"number": "005|12//2019"},
        {"of": ""},
        {"of": "", "yours": True},
        {"day": 0},
        {"day": 20190508},
        {"of": "Camat Rawahening"},
        {"number": "005/18/2019", "about": "Rapat koordinasi"},
    ],
)
def test_the_letter_however_it_is_cited(change: dict[str, object]) -> None:
    assert meant(Citation(**(vars(CITED) | change)), MEANT) == "it"


@pytest.mark.parametrize(
    "change",
    [
        {"number": "005/13/2019"},
        {"number": "005/12/2018", "day": 20180503},
        {"day": 20190911, "names": ("DINAS SOSIAL",)},
        {"names": ("DINAS SOSIAL",)},
        {"day": 20190703},
        {"number": "", "subject": ""},
        {"id": "me"},
    ],
    ids=["next serial", "other year", "other sender", "same day", "too late", "unread", "itself"],
)
def test_what_only_looks_like_it_is_not_it(change: dict[str, object]) -> None:
    assert meant(CITED, Facts(**(vars(MEANT) | change))) is None


def test_a_number_that_anybody_may_have_is_not_enough() -> None:
    bare = Citation("005/12")
    assert meant(bare, Facts("it", "005/12", 20190503, ("DINAS SOSIAL",))) is None
    assert meant(Citation("005/12/SETDA/2019"), Facts("it", "005/12/SETDA/2019", 20190503, ())) == "it"


def test_a_letter_whose_number_nobody_could_read_is_told_by_all_the_rest() -> None:
    cited = Citation("005/12/2019", 20190503, "Camat Rawabening", about="Rapat koordinasi")
    assert meant(cited, Facts(**(vars(MEANT) | {"number": ""}))) == "it"


def test_a_number_that_was_read_too_badly_to_be_told_is_enough_with_the_day() -> None:
    unread = vars(MEANT) | {"number": "", "unsure": ("130/1", "O05/12/2O19")}
    assert meant(CITED, Facts(**unread)) == "it"
    assert meant(Citation("005/12/2019", 0, "Camat Rawabening"), Facts(**unread)) is None
    assert meant(CITED, Facts(**(unread | {"day": 20190504}))) is None


def test_of_two_that_fit_alike_none_is_meant_unless_they_are_one_letter() -> None:
    other = Facts(**(vars(MEANT) | {"id": "other", "subject": "Lomba desa"}))
    twice = Facts(**(vars(MEANT) | {"id": "again"}))
    assert meant(CITED, MEANT, other) is None
    assert meant(CITED, MEANT, twice) == "again"
    assert meant(CITED, MEANT, Facts(**(vars(other) | {"number": "005/1Z/2019"}))) == "it"


UNNUMBERED = Citation("", 20190503, "Camat Rawabening", about="Rapat koordinasi", dated="3 Mei 2019")
UNREAD = changed(MEANT, number="")


@pytest.mark.parametrize(
    ("cited", "letter"),
    [
        (CITED, UNREAD),
        (UNNUMBERED, MEANT),
        (UNNUMBERED, UNREAD),
        (CITED, changed(MEANT, number="005/ /2019")),
        (changed(CITED, number="005/2019"), MEANT),
        (changed(UNNUMBERED, of="", yours=True), MEANT),
    ],
    ids=["letter unread", "cited by its day", "both", "letter in part", "cited in part", "yours"],
)
def test_the_only_letter_of_a_sender_and_day_is_likely_meant(cited: Citation, letter: Facts) -> None:
    assert likely(cited, letter) == "it"
    assert meant(cited, letter) is None


def test_what_is_cited_without_a_number_needs_its_subject() -> None:
    """An office writes more than one letter a day, and the one that is meant may be missing here."""
    assert likely(changed(UNNUMBERED, about="Lomba desa"), MEANT) is None
    assert likely(changed(UNNUMBERED, about=""), MEANT) is None
    assert likely(UNNUMBERED, changed(MEANT, subject="")) is None


@pytest.mark.parametrize(
    "change",
    [{}, {"subject": ""}, {"names": ()}, {"number": ""}],
    ids=["another number", "unknown subject", "unknown sender", "unread"],
)
def test_where_two_may_be_meant_none_is(change: dict[str, object]) -> None:
    other = changed(MEANT, id="other", number="005/14/2019")
    assert likely(UNNUMBERED, MEANT, changed(other, **change)) is None
    assert likely(UNNUMBERED, MEANT, changed(other, subject="Lomba desa")) == "it"
    assert likely(UNNUMBERED, MEANT, changed(other, names=("DINAS SOSIAL",))) == "it"


def test_of_two_unread_letters_of_one_sender_and_day_none_is_meant() -> None:
    other = changed(UNREAD, id="other", subject="Lomba desa")
    assert likely(CITED, UNREAD, other) is None
    assert likely(CITED, UNREAD, changed(other, number="005/13/2019")) == "it"


@pytest.mark.parametrize(
    "change",
    [
        {"names": ("DINAS SOSIAL",)},
        {"names": ()},
        {"day": 20190504},
        {"day": 0},
        {"id": "me"},
        {"number": "005/13/2019"},
    ],
)
def test_nothing_is_likely_without_day_and_sender_or_with_another_number(change: dict[str, object]) -> None:
    assert likely(CITED, changed(UNREAD, **change)) is None


def test_a_letter_of_ours_is_one_that_we_sent() -> None:
    ours = changed(UNNUMBERED, of="", ours=True)
    assert likely(ours, changed(MEANT, names=("DESA CEMPAKA",))) == "it"
    assert likely(ours, MEANT) is None


@pytest.mark.parametrize(
    ("number", "name", "expected"),
    [
        ("005/12/KEC.RWB/IV/2019", "KECAMATAN RAWABENING", True),
        ("470/279/DISDUKCAPIL/2018", "Dinas Kependudukan dan Pencatatan Sipil", True),
        ("005/12/SETDA/2019", "SEKRETARIAT DAERAH", True),
        ("005/12/KEC.RWB/2019", "KECAMATAN TANJUNG ARUM", False),
        ("005/12/SETDA/2019", "DINAS SOSIAL", False),
        ("005/12/XII/2019", "DINAS SOSIAL", False),
        ("005/12/UM/2019", "URUSAN UMUM", False),
    ],
)
def test_the_unit_in_a_number_tells_whose_it_is(number: str, name: str, expected: bool) -> None:
    cited, unread = Citation(number, 20190503), changed(UNREAD, names=(name,))
    assert (likely(cited, unread) == "it") is expected


def test_a_figure_of_the_year_may_be_misread_where_the_number_has_the_other_year() -> None:
    assert meant(CITED, changed(MEANT, day=20140503)) == "it"
    assert meant(CITED, changed(MEANT, day=20140503, number="005/12/2014")) is None
    assert meant(changed(CITED, number="005/12/UM"), changed(MEANT, day=20140503, number="005/12/UM")) is None
