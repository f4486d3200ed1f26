"""What every Index must answer: what is found, counted and suggested, and to whom."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.contract import Index, Request
from search.entry import IndexEntry
from search.nearly import parts_of
from search.query import parse
from search.synonyms import Synonyms
from search.tree import AtLeast, Word
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
            ("jem*tan", [0, 2]),
            ("*batan", [0, 2, 5]),
            ("j?mbatan", [0, 2]),
            ("jem*n desa", [0, 2]),
            ("subject:perb*an", [0]),
            ('"jembatan jalan"~2', [2]),
            ('"jalan jembatan"~2', [2]),
            ('"jembatan jalan"~1', []),
            ('"laporan jembatan desa"~3', [2]),
            ("desa DEKAT/1 jalan", [2]),
            ("jembatan NOT gantung NEAR desa", [0, 5]),
            ("jembatan tentang perbaikan", [0]),
            ("the letter about the jembatan", [0, 2, 5]),
            ("jembatan 2018", [0]),
            ("jalan januari 2019", [1, 4]),
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

    def test_a_word_of_the_sender_comes_before_one_of_the_text(self, index: Index) -> None:
        index.write([entry(0, text="surat dari camat", fields={}), entry(1, text="surat", fields={"sender": "Camat"})])
        assert found(index, "camat") == found(index, '"camat"') == ["L0001", "L0000"]

    def test_a_number_is_found_in_any_form_before_letters_that_speak_of_it(self, index: Index) -> None:
        own = entry(0, fields={"number": "005/12/SETDA/2019"}, text="surat")
        cites = entry(
            1, fields={"number": "140/3/DPU/2019", "references": "005/12/SETDA/2019; 9/IX/2018"}, text="surat"
        )
        speaks = entry(2, fields={"number": "140/4/DPU/2019"}, text="menunjuk surat 005/12/SETDA/2019 5 5 12 12 setda")
        other = entry(3, fields={"number": "005/12/SETDA/2018"}, text="surat")
        index.write([own, cites, speaks, other])
        for query in ("005/12/SETDA/2019", "5-12-setda-2019", "005 / 12 / setda / 2019", "OO5/12/SETDA/2019"):
            assert found(index, query)[0] == "L0000", query
            assert "L0003" not in found(index, query)
        assert found(index, "005/12/SETDA/2019") == ["L0000", "L0001", "L0002"]
        assert found(index, "005/12/2019 NOT setda NOT surat") == []
        assert numbers(found(index, "number:005/2019")) == [0]
        assert numbers(found(index, "12/setda")) == [0, 1, 2, 3]
        assert numbers(found(index, "number:12/SETDA/2018")) == [3]
        assert numbers(found(index, "jawaban atas surat kami no. 5/12/setda/2019"))[:1] == [1]
        assert found(index, "rujukan:5/12/SETDA/2019") == ["L0001"]
        assert found(index, "rujukan:9/9/2018") == ["L0001"]
        assert found(index, "rujukan:2019/9") == []
        assert found(index, "no 12 tahun 2019")[0] == "L0000"
        assert found(index, "rujukan:setda*") == ["L0001"]

    def test_a_part_with_figures_finds_the_number_that_has_it(self, index: Index) -> None:
        index.write([entry(0, fields={"number": "005/0127/DPU/2019"}, text="surat"), entry(1, fields={}, text="surat")])
        assert found(index, "surat 127") == ["L0000"]

    def test_ranges_of_other_days_and_of_how_many(self, index: Index) -> None:
        index.write(
            [
                entry(0, columns={"deadline": 20190331, "added": 20200102, "enclosures": 2}),
                entry(1, columns={"event": 20190401, "enclosures": 1}),
                entry(2),
            ]
        )
        for query, expected in {
            "tenggat:2019-03": [0],
            "acara:4/2019": [1],
            "diterima:2020": [0],
            "lampiran:2": [0],
            "lampiran:>=1": [0, 1],
            "lampiran:<2": [1],
            "NOT lampiran:>=1": [2],
        }.items():
            assert numbers(found(index, query)) == expected, query

    def test_a_word_that_leans_to_a_field_comes_first_where_it_stands_there(self, index: Index) -> None:
        text = "surat tentang jembatan dari dinas perhubungan"
        index.write(
            [
                entry(0, fields={"subject": "dinas"}, text=text),
                entry(1, fields={"sender": "Dinas Perhubungan"}, text=text),
                entry(2, fields={"subject": "rapat", "sender": "Bupati"}, text=text),
            ]
        )
        assert found(index, "surat dari dinas")[0] == "L0001"
        assert numbers(found(index, "surat dari dinas")) == [0, 1, 2]
        assert found(index, "dinas")[0] == "L0000"

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

    def test_a_letter_counts_under_each_of_its_tags(self, index: Index) -> None:
        tags = {0: ("banjir", "sangat penting"), 1: ("banjir",), 2: ()}
        index.write([entry(one, grants=(KEYS[one],), facets={"tag": some}) for one, some in tags.items()])

        def counted(keys: frozenset[str] | None, **more: Any) -> dict[str, int]:
            return dict(index.search(Request(parse("").tree, keys, **more)).facets["tag"])

        assert counted(None) == {"banjir": 2, "sangat penting": 1}
        assert counted(frozenset({KEYS[1]})) == {"banjir": 1}
        assert counted(None, filters={"tag": ["sangat penting"]}) == {"banjir": 2, "sangat penting": 1}
        assert numbers(found(index, "", filters={"tag": ["sangat penting"]})) == [0]
        assert numbers(found(index, "", filters={"tag": ["banjir", "sangat penting"]})) == [0, 1]
        assert numbers(found(index, "", without={"tag": ["banjir"]})) == [2]
        index.write([entry(0, version=2, grants=(KEYS[0],), facets={"tag": ("kering",)})])
        assert counted(None) == {"banjir": 1, "kering": 1}

    def test_a_verdict_is_found_counted_and_changed(self, index: Index) -> None:
        def verdict(number: int, value: str, version: int = 1) -> IndexEntry:
            return entry(number, version=version, fields={"verdict": value}, facets={"verdict": value} if value else {})

        index.write([verdict(number, value) for number, value in enumerate(("valid", "invalid", "unverifiable", ""))])
        for query, expected in {
            "verdict:valid": [0],
            "keabsahan:sah": [0],
            "tte:tidak-sah": [1],
            'verdict:"belum pasti"': [2],
            "verdict:(invalid OR unverifiable)": [1, 2],
            "NOT verdict:valid": [1, 2, 3],
            "valid": [],
        }.items():
            assert numbers(found(index, query)) == expected, query
        assert numbers(found(index, "", filters={"verdict": ["invalid", "unverifiable"]})) == [1, 2]
        index.write([verdict(1, "valid", version=2)])
        facets = index.search(Request(parse("").tree, None)).facets
        assert dict(facets["verdict"]) == {"valid": 2, "unverifiable": 1}

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

    def test_months_days_and_several_tags_are_counted_and_narrowed_by(self, index: Index) -> None:
        index.write(
            [
                entry(0, facets={"year": "2019", "month": "2019-03", "day": "2019-03-05", "tag": ("segera", "bupati")}),
                entry(1, facets={"year": "2019", "month": "2019-03", "day": "2019-03-06", "tag": ("segera", "segera")}),
                entry(2, facets={"year": "2019", "month": "2019-04", "day": "2019-04-06", "tag": ()}),
            ]
        )
        request = Request(parse("").tree, None, filters={"month": ["2019-03"]}, facets=("month", "day", "tag"))
        result = index.search(request)
        assert numbers(result.hits) == [0, 1]
        assert dict(result.facets["month"]) == {"2019-03": 2, "2019-04": 1}
        assert dict(result.facets["day"]) == {"2019-03-05": 1, "2019-03-06": 1}
        year = index.search(Request(parse("").tree, None, filters={"month": ["2019-03"]}, facets=("year",)))
        assert (year.total, dict(year.facets["year"])) == (2, {"2019": 3})
        assert list(result.facets["tag"]) == [("segera", 2), ("bupati", 1)]
        assert numbers(found(index, "", filters={"tag": ["bupati"], "month": ["2019-03", "2019-04"]})) == [0]

    def test_some_letters_only_and_some_not(self, index: Index) -> None:
        filled(index)
        ids = ("L0000", "L0001", "L0002", "L0099")
        assert numbers(found(index, "jembatan", among=ids)) == [0, 2]
        assert numbers(found(index, "jembatan", among=ids, but=("L0000",), sort="newest")) == [2]
        assert numbers(found(index, "jembatan", but=("L0000", "L0002"))) == [5, 6, 8, 11]
        assert found(index, "jembatan", among=()) == []
        result = index.search(Request(parse("jembatan").tree, frozenset({"unit:a"}), among=ids))
        assert (result.hits, result.total, sum(count for _, count in result.facets["year"])) == (("L0000",), 1, 1)

    def test_at_least_so_many_words(self, index: Index) -> None:
        filled(index, 6)
        words = tuple(Word(word) for word in ("jembatan", "desa", "gantung", "laporan"))
        for least, expected in ((1, [0, 2, 5]), (2, [0, 2]), (3, [2]), (4, [2])):
            result = index.search(Request(AtLeast(words, least), None))
            assert numbers(result.hits) == expected
        assert result.hits[0] == "L0002"

    @pytest.mark.parametrize(
        ("query", "least", "expected"),
        [
            ("perbaikan jambatn desa", 3, [0]),
            ("perbaikan jambatn desa", 2, [0, 2]),
            ("jambatn", 1, [0, 2]),
            ("laporan jambatn hal:undangan", 1, []),
            ("laporan jambatn -gantung", 1, [0]),
            ("undangan laporan jambatn 2019", 1, [1]),
        ],
    )
    def test_most_of_the_words_and_words_near_one(
        self, index: Index, query: str, least: int, expected: list[int]
    ) -> None:
        filled(index, 6)
        parts = parts_of(widened(parse(query).tree, Synonyms())).near(["jambatn"])
        assert numbers(index.search(Request(parts.having(least), None)).hits) == expected

    def test_the_nearest_word_comes_first(self, index: Index) -> None:
        plain: dict[str, Any] = {"fields": {}, "date": 0}
        index.write(
            [entry(number, text=f"surat {word}", **plain) for number, word in enumerate(("jambatan", "jembat"))]
        )
        assert found(index, "jambat~") == ["L0001", "L0000"]

    def test_how_many_letters_have_a_word(self, index: Index) -> None:
        filled(index, 6)
        assert index.frequencies(["jembatan", "desa", "tidakada", "jem"]) == [2, 2, 0, 0]
        assert index.frequencies([]) == []

    def test_words_are_suggested_of_letters_that_answer_a_query(self, index: Index) -> None:
        filled(index, 6)
        assert index.suggest("j", None, tree=parse("laporan").tree) == [("jalan", 1), ("jembatan", 1)]
        assert index.suggest("j", frozenset({"unit:a"}), tree=parse("laporan").tree) == []

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
