"""What a person types as prose, as data."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from drafting.notation import ESCAPED, RULE, blocks, plain, runs


def said(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pieces with how they stand out: b, i, both, or nothing."""
    return [(one["text"], "b" * one["bold"] + "i" * one["italic"]) for one in found]


def test_an_empty_line_parts_paragraphs_and_a_line_end_stays() -> None:
    first, second = blocks("Dengan hormat,\nkami\n\n\nDemikian.")
    assert said(first["runs"]) == [("Dengan hormat,\nkami", "")]
    assert said(second["runs"]) == [("Demikian.", "")]


def test_emphasis_stands_at_the_edges_of_words() -> None:
    assert said(runs("wajib *hadir* dan _tepat waktu_.")) == [
        ("wajib ", ""), ("hadir", "b"), (" dan ", ""), ("tepat waktu", "i"), (".", ""),
    ]  # fmt: skip
    assert said(runs("*_a_ b*")) == [("a", "bi"), (" b", "b")]
    for plain_text in ("2*3*4", "arsip_aktif_2026", "* bintang", "a * b * c", "*tanpa akhir", "__", "**", "*"):
        assert said(runs(plain_text)) == [(plain_text, "")]


def test_a_backslash_makes_a_sign_of_a_mark() -> None:
    assert plain(r"\*bukan tebal\* dan \_") == "*bukan tebal* dan _"
    assert plain(r"1\. bukan daftar") == "1. bukan daftar"
    assert plain(r"C:\surat") == r"C:\surat"


def test_items_are_numbered_as_they_were_typed() -> None:
    (found,) = blocks("3. tiga\n4. empat")
    assert (found["style"], found["start"], len(found["items"])) == ("1.", 3, 2)
    first, second = blocks("a) satu\nc) tiga")
    assert [(one["style"], one["start"]) for one in (first, second)] == [("a)", 1), ("a)", 3)]


def test_what_is_indented_belongs_to_the_item() -> None:
    (outer,) = blocks("1. satu\n   a. anak\n\n   b. anak kedua\n2. dua\nterus")
    assert [block["kind"] for block in outer["items"][0]] == ["paragraph", "list"]
    assert len(outer["items"][0][1]["items"]) == 2
    assert said(outer["items"][1][0]["runs"]) == [("dua\nterus", "")]


def test_a_sentence_that_goes_on_with_a_number_begins_no_list() -> None:
    assert [one["kind"] for one in blocks("pada tahun\n2026. Demikian")] == ["paragraph"]
    assert [one["kind"] for one in blocks("sebagai berikut:\n1. satu")] == ["paragraph", "list"]


def test_rows_of_a_table_with_and_without_a_heading() -> None:
    (found,) = blocks("| Nama | Tanggal |\n| --- | --- |\n| *A* | 1 \\| 2 |\n| B |")
    assert (found["columns"], [said(cell["runs"]) for cell in found["head"]]) == (
        2,
        [[("Nama", "")], [("Tanggal", "")]],
    )
    assert [[said(cell["runs"]) for cell in row] for row in found["rows"]] == [
        [[("A", "b")], [("1 | 2", "")]],
        [[("B", "")], []],
    ]
    assert blocks("| a | b |")[0]["head"] is None


NOTATION = st.lists(
    st.sampled_from(["*", "_", "\\", "|", "-", "1.", "a)", " ", "   ", "\n", "\n\n", "---", "kata", "#read", "$", "`"]),
    max_size=60,
).map("".join)


@given(NOTATION | st.text(max_size=200))
def test_whatever_is_typed_becomes_data_and_no_word_is_lost(text: str) -> None:
    letters = [one for one in ESCAPED.sub(r"\1", text) if one.isalpha() and one.isascii() and one not in "a"]
    kept = [one for one in plain(text) if one.isalpha() and one.isascii() and one not in "a"]
    assert kept == letters or RULE.search(text)


def test_long_texts_of_marks_take_no_time_that_grows_with_their_square() -> None:
    for text in ("*a " * 7_000, "1. " * 7_000, "   - x\n\n" * 3_000, "|" * 20_000, "| a " * 5_000 + "|"):
        assert blocks(text)
