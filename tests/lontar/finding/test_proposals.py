"""What is proposed while somebody types, which letters are like one, and other spellings: of one's own letters only."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lontar.finding import saved_searches
from lontar.finding.find import find
from lontar.finding.proposals import MOST, proposals
from lontar.finding.similar import similar
from lontar.wiring import House
from office.access import Reader, installation, may_see
from schemas.errors import NotFound
from schemas.letter import Letter
from store.contract import Row
from tests.lontar.finding import BODY, followed, house, reader, understood

__all__ = ["house"]


@pytest.fixture
def archivist(house: House) -> Reader:
    return reader(house, "arsiparis")


def proposed(house: House, person: Reader, typed: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in proposals(house, person, typed):
        found.setdefault(one.kind, []).append(one.text)
    return found


def letter(house: House, id: str) -> Row:
    return house.store.get(Letter, id) or {}


@pytest.mark.everywhere
def test_words_senders_letters_and_saved_searches_are_proposed(house: House, archivist: Reader) -> None:
    understood(house, BODY, reference_number="005/127/DPU/2019", subject="Perbaikan jembatan", sender="Dinas Jembatan")
    saved_searches.save(house, archivist, "Jembatan rusak", "jembatan rusak", filters={})
    followed(house)
    assert proposed(house, archivist, "jem") == {
        "saved": ["Jembatan rusak"],
        "letter": ["005/127/DPU/2019 · Perbaikan jembatan"],
        "sender": ["Dinas Jembatan"],
        "word": ["jembatan"],
    }
    assert proposed(house, archivist, "005/12") == {"letter": ["005/127/DPU/2019 · Perbaikan jembatan"]}
    assert proposed(house, archivist, "perbaikan jem")["letter"] == ["005/127/DPU/2019 · Perbaikan jembatan"]
    assert proposed(house, archivist, "desa it") == {"word": ["desa itu"]}
    assert proposed(house, archivist, "jalan it") == {}  # no letter has both
    (sender,) = [one for one in proposals(house, archivist, "dinas jem") if one.kind == "sender"]
    assert find(house, archivist, sender.query)["total"] == 1


@pytest.mark.parametrize("typed", ["", " ", "j", "()", "\x00", "𝔍", "jem" * 1000, "AND", '"', "jembatan  "])
def test_whatever_is_typed_breaks_nothing(house: House, archivist: Reader, typed: str) -> None:
    understood(house, BODY, subject="Perbaikan jembatan")
    followed(house)
    assert len(proposals(house, archivist, typed)) <= MOST


@pytest.mark.everywhere
def test_letters_like_one_share_its_telling_words(house: House, archivist: Reader) -> None:
    texts = (
        "perbaikan jembatan gantung sungai cempaka retak tiang",
        "laporan jembatan gantung sungai cempaka retak dan bahaya",
        "undangan rapat anggaran kecamatan tahun depan",
        "tiang bendera upacara kemerdekaan",
        "jembatan lain yang tidak berhubungan",
        "perbaikan jembatan gantung sungai cempaka retak tiang ditarik",
    )
    ids = [understood(house, text, withdrawn="salah" if "ditarik" in text else None) for text in texts]
    followed(house)
    first = letter(house, ids[0])
    assert similar(house, archivist, first, {"state": ["withdrawn"]})[:1] == [ids[1]]
    found = find(house, archivist, "", like=ids[0])
    assert [hit["id"] for hit in found["hits"]][:1] == [ids[1]]
    assert ids[0] not in [hit["id"] for hit in found["hits"]]
    assert {ids[2], ids[3], ids[4]}.isdisjoint(hit["id"] for hit in found["hits"])
    assert found["hits"][0]["snippets"][0]["marks"]
    assert find(house, archivist, "bahaya", like=ids[0])["total"] == 1
    assert find(house, archivist, "anggaran", like=ids[0])["total"] == 0


def test_nothing_is_like_a_letter_without_words(house: House, archivist: Reader) -> None:
    empty, other = understood(house, "17 8 45"), understood(house, BODY)
    followed(house)
    assert similar(house, archivist, letter(house, empty), {}) == []
    assert find(house, archivist, "", like=empty)["total"] == 0
    assert find(house, archivist, "", like=other)["total"] == 0
    with pytest.raises(NotFound):
        find(house, reader(house, "kades"), "", like=other)


def test_few_hits_offer_the_spelling_that_many_letters_have(house: House, archivist: Reader) -> None:
    for _ in range(4):
        understood(house, "perbaikan jembatan desa")
    understood(house, "perbaikan jernbatan kota")
    understood(house, "perbaikan jembotan kota")
    followed(house)
    for query, meant in (("jembotan", "jembatan"), ("perbaikan jembotan", "perbaikan jembatan"), ("jembatan", None)):
        assert find(house, archivist, query, exact=True)["did_you_mean"] == meant
    assert find(house, archivist, "jembotan")["total"] >= 5  # taken for it anyway
    assert find(house, archivist, "kota")["did_you_mean"] is None


TYPED = ("jemb", "hal jemb", "77/", "dinas jemb", "sungai jemb")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_is_told_of_a_letter_that_may_not_be_read(house: House, data: st.DataObject) -> None:
    """For random grants: each letter has a word, number and sender of its own, by which it would be betrayed."""
    people = [reader(house, login) for login in ("arsiparis", "staf", "kades", "pemeriksa")]
    keys = sorted({key for person in people for key in person.keys or ()})
    made: dict[str, dict[str, Any]] = {}
    for _ in range(4):
        understood(house, "undangan rapat anggaran", grants=["person:nobody"])  # what all letters have tells nothing
    start = house.store.count(Letter)
    for number in range(start, start + 4):
        word = "jembatan" + "".join(chr(97 + int(digit)) for digit in str(number))
        grants = data.draw(st.lists(st.sampled_from(keys), max_size=2))
        more: dict[str, Any] = {
            "reference_number": f"77/{number}/X",
            "sender": f"Dinas {word}",
            "subject": f"Hal {word}",
        }
        id = understood(house, f"sungai cempaka retak {word} {word}", grants=grants, **more)
        made[id] = {"word": word, "grants": grants}
    followed(house)
    words = {row["word"]: row["grants"] for row in made.values()}
    some = data.draw(st.sampled_from(sorted(made)))
    for person in people:
        told = "".join(str(one) for typed in TYPED for one in proposals(house, person, typed))
        told += str([find(house, person, f"{word}x")["did_you_mean"] for word in words])
        told += str([find(house, person, f"jembatanz {word[-1]}")["instead"] for word in words])
        for word, grants in words.items():
            assert may_see(person, {"grants": grants}) or f"{word}'" not in told.replace("~", "'")
        found = set(similar(house, person, letter(house, some), {}))
        if may_see(person, letter(house, some)):
            found |= {hit["id"] for hit in find(house, person, "", like=some, limit=200)["hits"]}
        assert all(may_see(person, letter(house, id)) for id in found)
    everything = similar(house, installation("tests"), letter(house, some), {})
    assert len(everything) >= 3  # there was something to tell
