"""What every Index must answer: what is found, counted and suggested, and to whom."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.contract import Index, Request
from search.query import parse
from search.synonyms import Synonyms
from search.widened import widened
from tests.contracts.indexed import KEYS, entry, filled, found, numbers


class QuestionContract:
    """The same letters, and nothing that the reader may not read."""

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("jembatan", [0, 2, 5]),  # 5: rn read for m
            ("JEMBATAN", [0, 2, 5]),
            ("perbaiki", [0]),  # another form of the word
            ("jalan", [1, 2, 4]),  # old spelling; "perjalanan" has the same stem
            ("untuk", [1]),
            ("cianjur", [4]),
            ("jembatan rusak", [2, 5]),
            ("jembatan AND desa", [0, 2]),
            ("undangan OR laporan", [1, 2]),
            ("jembatan NOT gantung", [0, 5]),
            ("NOT jembatan", [1, 3, 4]),
            ('"jembatan gantung"', [2]),
            ('"gantung jembatan"', []),
            ("005/12/2019", [3]),
            ("perbai*", [0]),
            ("jembtan~", [0, 2, 5]),
            ("subject:undangan", [1]),
            ("direction:incoming", [1, 3, 5]),
            ("arah:masuk desa", []),
            ("date:2019", [1, 4]),
            ("date:2018-01-01..2019-01-02", [0, 1, 3]),
            ("year:>=2020", [2, 5]),
            ("(undangan OR laporan) NOT gantung", [1]),
            ("tidakada", []),
            ("", [0, 1, 2, 3, 4, 5]),
        ],
    )
    def test_the_query_language(self, index: Index, query: str, expected: list[int]) -> None:
        filled(index, 6)
        assert numbers(found(index, query)) == expected

    def test_a_word_of_the_subject_comes_before_one_of_the_text(self, index: Index) -> None:
        other = entry(0, id="L0099", text="rapat " * 3 + "jembatan", fields={"subject": "rapat"})
        index.write([other, entry(0)])
        assert found(index, "jembatan") == ["L0000", "L0099"]

    def test_what_stands_beside_the_text_is_found(self, index: Index) -> None:
        index.write([entry(0, beside="bupati scan-17.pdf")])
        assert found(index, "bupati") == ["L0000"]
        assert found(index, "scan-17.pdf") == ["L0000"]

    def test_what_the_lexicon_suggests_is_found_in_every_form(self, index: Index) -> None:
        index.write([entry(0, text="Laporan kerosakan jalan", fields={}, suggested=("kerusakan", "jalan"))])
        for query in ("kerusakan", "rusak", "kerusa*", "kerusakn~", "kerusakan jalan", "kerosakan"):
            assert found(index, query) == ["L0000"], query
        for query in ('"laporan kerusakan"', '"jalan kerusakan"', "subject:kerusakan", "NOT kerusakan"):
            assert found(index, query) == [], query
        assert index.suggest("kerus", None) == [("kerusakan", 1)]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("skpd", [2, 0, 1]),  # the word itself, then what stands for it
            ("perangkat daerah", [0, 1, 2]),
            ("perbaikan", [0, 3]),  # 3: perbalkon
            ("perbaikan skpd", [0]),
            ("perbaikan (skpd OR tiada)", [0]),
            ("NOT perbaikan", [1, 2, 3]),
            ('"perbaikan"', [0]),
            ("subject:perbaikan", [3]),
        ],
    )
    def test_what_is_taken_for_the_words_comes_behind_them(self, index: Index, query: str, expected: list[int]) -> None:
        texts = ("Perbaikan perangkat daerah", "Laporan opd", "Laporan skpd", "Biaya perbalkon")
        plain: dict[str, Any] = {"grants": (), "fields": {}, "date": 0, "facets": {"year": "2019"}}
        entries = [entry(number, text=text, **plain) for number, text in enumerate(texts[:3])]
        index.write([*entries, entry(3, text=texts[3], **plain | {"fields": {"subject": "perbaikon"}})])
        tree = widened(parse(query).tree, Synonyms([("Perangkat Daerah", "OPD", "SKPD")]))
        result = index.search(Request(tree, None))
        assert [int(id[1:]) for id in result.hits] == expected
        assert sum(count for _, count in result.facets["year"]) == result.total == len(expected)

    def test_a_suggestion_counts_no_more_than_the_word_itself(self, index: Index) -> None:
        plain: dict[str, Any] = {"fields": {}, "date": 0}
        index.write(
            [
                entry(0, text="jalan rusak sekali", suggested=(), **plain),
                entry(1, text="jalan msak sekali", suggested=("rusak", "rusak"), **plain),
                entry(2, text="jalan rusak rusak", suggested=(), **plain),
                entry(3, text="jalan rusak msak", suggested=("rusak",), **plain),
            ]
        )
        ranked = found(index, "rusak")
        assert ranked[0] == "L0002"
        assert ranked[-1] == "L0001"

    def test_nobody_finds_what_they_may_not_read(self, index: Index) -> None:
        entries = filled(index)
        for keys in (frozenset({"unit:a"}), frozenset({"unit:b", "person:c"}), frozenset({"unit:x"}), frozenset()):
            allowed = {one.id for one in entries if not keys.isdisjoint(one.grants)}
            result = index.search(Request(parse("").tree, keys, limit=100))
            assert (set(result.hits), result.total) == (allowed, len(allowed))
            assert sum(count for _, count in result.facets["year"]) == len(allowed)
            words = {word for one in entries if one.id in allowed for word in one.text.lower().split()}
            suggested = {word for prefix in "abcdjlpstu" for word, _ in index.suggest(prefix, keys, 50)}
            assert suggested <= words

    def test_facets_count_what_was_found(self, index: Index) -> None:
        entries = filled(index)
        facets = index.search(Request(parse("jembatan").tree, None)).facets
        hits = [one for one in entries if int(one.id[1:]) % 6 in (0, 2, 5)]
        for name in ("year", "unit", "state"):
            values = [one.facets[name] for one in hits]
            assert dict(facets[name]) == {value: values.count(value) for value in values}
            assert [count for _, count in facets[name]] == sorted((c for _, c in facets[name]), reverse=True)

    def test_a_filtered_facet_still_counts_its_other_values(self, index: Index) -> None:
        entries = filled(index)
        result = index.search(Request(parse("").tree, None, filters={"unit": ["A"]}, limit=100))
        assert numbers(result.hits) == [0, 2, 4, 6, 8, 10]
        assert dict(result.facets["unit"]) == {"A": 6, "B": 6}
        assert sum(count for _, count in result.facets["year"]) == 6
        both = index.search(Request(parse("").tree, None, filters={"unit": ["A"], "year": ["2018", "2019"]}, limit=100))
        kept = [one for one in entries if one.facets["unit"] == "A" and one.facets["year"] != "2020"]
        assert set(both.hits) == {one.id for one in kept}

    def test_values_can_be_left_out(self, index: Index) -> None:
        filled(index)
        assert 6 not in numbers(found(index, "", without={"state": ["withdrawn"]}))
        assert numbers(found(index, "", filters={"state": ["withdrawn"]})) == [6]

    def test_years_are_counted_without_loss(self, index: Index) -> None:
        index.write(
            [entry(number, facets={"year": str(1900 + number), "sender": f"s{number}"}) for number in range(90)]
        )
        facets = index.search(Request(parse("").tree, None, facet_size=5)).facets
        assert (len(facets["year"]), len(facets["sender"])) == (90, 5)

    def test_suggestions_are_words_that_begin_so(self, index: Index) -> None:
        filled(index, 6)
        assert index.suggest("jem", None) == [("jembatan", 2)]
        assert index.suggest("JEM", None) == [("jembatan", 2)]
        assert index.suggest("", None) == []

    # Each engine runs it from a class of its own, with nothing kept from the one to the other.
    @settings(
        max_examples=60,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(query=st.text(alphabet='surat jembatan()"*~:-.0/ANDORT', max_size=40), keys=st.sets(st.sampled_from(KEYS)))
    def test_no_query_breaks_it_or_opens_anything(self, index: Index, query: str, keys: set[str]) -> None:
        if not index.count():
            filled(index)
        result = index.search(Request(parse(query).tree, frozenset(keys), limit=100))
        allowed = {entry(number).id for number in range(12) if KEYS[number % 3] in keys}
        assert set(result.hits) <= allowed
        assert result.total == len(result.hits)
