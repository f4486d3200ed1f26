"""How two texts differ: both can be read out of it again, and what is the same is not told as changed."""

from hypothesis import given
from hypothesis import strategies as st

from drafting.difference import Piece, differences, pieces

words = st.lists(st.sampled_from(["surat", "jembatan", "rapat", "Senin,", "2", "\n"]), max_size=30).map(" ".join)


@given(words, words)
def test_both_texts_stand_in_the_difference(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.kind != "added") == before
    assert "".join(one.text for one in found if one.kind != "removed") == after
    assert all(one.text for one in found)


def test_words_are_told_not_letters() -> None:
    assert pieces("rapat hari Senin di aula", "rapat hari Selasa di aula") == [
        Piece("same", "rapat hari "),
        Piece("removed", "Senin"),
        Piece("added", "Selasa"),
        Piece("same", " di aula"),
    ]


def test_only_fields_that_differ_are_told_lists_line_by_line() -> None:
    before = {"subject": "Rapat", "recipients": ["Camat A", "Camat B"], "old": "x"}
    after = {"subject": "Rapat", "recipients": ["Camat A", "Camat C"], "rows": [{"name": "Ali", "rank": ""}]}
    found = differences(before, after)
    assert list(found) == ["recipients", "rows", "old"]
    assert found["rows"] == [Piece("added", "Ali")]
    assert Piece("removed", "B") in found["recipients"]


def test_very_long_texts_are_told_as_a_whole() -> None:
    long = "kata " * 4000
    assert [one.kind for one in pieces(long, long + "akhir")] == ["removed", "added"]
