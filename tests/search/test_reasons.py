"""Why a letter was found when its text does not show it."""

from search.highlight import look
from search.query import parse
from search.reasons import WIDTH, reasons
from search.tokens import Packed, pack
from search.tree import And, Everything, Fuzzy, Leaf, Tree, Word, changed, leaves

TEXT = "Surat tentang jembatan di desa"
FIELDS = {
    "subject": "Perbaikan jembatan",
    "sender": "Bupati",
    "note": f"{'kata ' * 60}banjir bandang {'lagi ' * 60}",
    "direction": "incoming",
    "beside": "Wakil Bupati",
}


def found(query: str, *anywhere: str) -> dict[str, list[str]]:
    """The marked words by field."""
    _, unseen = look(list(leaves(parse(query).tree)), {"text": TEXT, "tokens": pack(TEXT)})
    return {one.field: [one.text[a:b] for a, b in one.marks] for one in reasons(unseen, FIELDS, anywhere)}


def test_only_what_the_text_lacks_is_looked_for_in_the_fields() -> None:
    assert found("jembatan desa", "subject", "note") == {}
    assert found("jembatan banjir", "subject", "note") == {"note": ["banjir"]}


def test_a_word_without_a_field_is_answered_only_by_fields_where_it_was_looked_for() -> None:
    assert found("bupati", "note", "beside") == {"beside": ["Bupati"]}
    assert found("dari:bupati", "note") == {"sender": ["Bupati"]}


def test_every_kind_of_word_has_its_reason() -> None:
    for query, words in {
        "perihal:perbaiki": ["Perbaikan"],
        "hal:perbai*": ["Perbaikan"],
        "hal:perbaikn~": ["Perbaikan"],
        'hal:"perbaikan jembatan"': ["Perbaikan", "jembatan"],
    }.items():
        assert found(query) == {"subject": words}


def test_what_a_person_asked_by_exact_value_needs_no_reason() -> None:
    assert found("arah:masuk") == {}


def test_a_long_field_is_cut_around_the_word() -> None:
    _, unseen = look(list(leaves(parse("note:banjir").tree)), {"text": TEXT})
    (one,) = reasons(unseen, FIELDS, ())
    assert "banjir bandang" in one.text
    assert len(one.text) <= WIDTH


def test_a_tree_is_changed_leaf_by_leaf() -> None:
    def change(leaf: Leaf) -> Tree | None:
        assert isinstance(leaf, Word)
        return {"a": Fuzzy("aaa"), "b": None}.get(leaf.text, leaf)

    assert changed(parse("a (b OR c) NOT a").tree, change) == parse("aaa~ c NOT a").tree
    assert changed(parse("b b").tree, change) == Everything()
    assert changed(And((Word("b"), Word("c"))), change) == Word("c")


def test_tokens_need_not_be_packed_to_be_used() -> None:
    assert pack(TEXT)[:1] == pack("")[:1]
    assert [word.folded for word in Packed.of(TEXT).words] == TEXT.lower().split()
