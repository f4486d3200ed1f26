"""Which letter is meant: the one that number, day and sender tell together, and none rather than a wrong one."""

import pytest

from ingest.fields.citation import Citation
from lontar.understanding.resolution import Facts, decide

CITING = Facts("me", "141/9/2019", 20190603, ("DESA CEMPAKA",), ("Camat Rawabening",))
MEANT = Facts("it", "005/12/2019", 20190503, ("KECAMATAN RAWABENING",), ("Kepala Desa Cempaka",), "Rapat koordinasi")
CITED = Citation("005/12/2019", 20190503, "Camat Rawabening")


def changed(of: Facts | Citation, **values: object) -> object:
    return type(of)(**(vars(of) | values))


def meant(cited: Citation, *candidates: Facts) -> str | None:
    found = decide(cited, CITING, candidates)
    return found.id if found else None


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
