"""What every Index must do. An engine's test module inherits IndexContract and gives an `index` fixture."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.contract import MOST_RELEVANT, SORTS, Index, Request, id_of
from search.entry import IndexEntry
from search.errors import TooDeep
from search.query import parse

KEYS = ("unit:a", "unit:b", "person:c")
TEXTS = (
    "Surat perbaikan jembatan di desa Sukamaju",
    "Undangan rapat pembangunan djalan oentoek kecamatan",
    "Laporan kerusakan jembatan gantung dan jalan desa",
    "Permohonan bantuan bibit padi nomor 005/12/2019",
    "Surat tugas perjalanan dinas ke Tjiandjur",
    "Pernbangunan jernbatan rusak",
)


def entry(number: int, **more: Any) -> IndexEntry:
    """Letter number `number`: its text, unit, year and date follow from the number."""
    fields = {"subject": TEXTS[number % 6].split(" di ")[0], "direction": "incoming" if number % 2 else "legacy"}
    facets = {
        "year": str(2018 + number % 3),
        "unit": "AB"[number % 2],
        "state": "withdrawn" if number % 7 == 6 else "read",
    }
    plain: dict[str, Any] = {
        "id": f"L{number:04d}",
        "version": 1,
        "grants": (KEYS[number % 3],),
        "text": TEXTS[number % 6],
        "date": (2018 + number % 3) * 10_000 + 101 + number % 28,
        "fields": fields,
        "facets": facets,
    }
    return IndexEntry(**(plain | more))


def found(index: Index, query: str, **more: Any) -> list[str]:
    """All ids, in order."""
    request: dict[str, Any] = {"keys": None, "limit": 100} | more
    return list(index.search(Request(parse(query).tree, **request)).hits)


def filled(index: Index, number: int = 12) -> list[IndexEntry]:
    entries = [entry(one) for one in range(number)]
    index.write(entries)
    return entries


def numbers(ids: Iterable[str]) -> list[int]:
    return sorted(int(id[1:]) for id in ids)


class IndexContract:
    """The same letters in the same order, and nothing that the reader may not read."""

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

    @pytest.mark.parametrize("sort", ["newest", "oldest"])
    def test_by_date_pages_follow_one_another_without_end(self, index: Index, sort: str) -> None:
        entries = filled(index, 60)
        seen: list[str] = []
        after = None
        while True:
            result = index.search(Request(parse("").tree, None, sort=sort, limit=7, after=after))
            seen += result.hits
            assert result.total == 60
            after = result.cursor
            if len(seen) == 14:  # a letter that arrives above moves nothing
                index.write([entry(1000, date=20990101 if sort == "newest" else 19000101)])
                index.write([], ["L1000"])
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 60
        dates = {one.id: one.date for one in entries}
        assert [dates[id] for id in seen] == sorted(dates.values(), reverse=sort == "newest")

    def test_by_relevance_pages_follow_one_another(self, index: Index) -> None:
        filled(index, 30)
        whole = found(index, "jembatan")
        seen: list[str] = []
        after = None
        while True:
            result = index.search(Request(parse("jembatan").tree, None, limit=4, after=after))
            seen += result.hits
            after = result.cursor
            if after is None:
                break
        assert seen == whole
        with pytest.raises(TooDeep):
            index.search(Request(parse("").tree, None, after=f"{MOST_RELEVANT}:x"))

    @pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
    def test_every_hit_knows_its_place_and_its_neighbours(self, index: Index, sort: str) -> None:
        filled(index, 40)
        filters = {"unit": ["A"]}
        whole = index.search(Request(parse("jembatan").tree, None, filters, sort=sort, limit=100))
        assert len(whole.hits) == len(whole.cursors) > 8
        for number, cursor in enumerate(whole.cursors):
            found = index.around(Request(parse("jembatan").tree, None, filters, sort=sort, limit=6, after=cursor))
            assert (found.place, found.total, found.here) == (number + 1, whole.total, True)
            assert found.before == whole.cursors[max(0, number - 6) : number][::-1]
            assert found.behind == whole.cursors[number + 1 : number + 2]
            rest = index.search(Request(parse("jembatan").tree, None, filters, sort=sort, limit=100, after=cursor))
            assert rest.hits == whole.hits[number + 1 :]

    @pytest.mark.parametrize("sort", ["newest", "oldest"])
    def test_by_date_a_place_stays_when_the_list_changes(self, index: Index, sort: str) -> None:
        filled(index, 30)
        request = Request(parse("").tree, None, sort=sort, limit=100)
        whole = index.search(request)
        index.write([entry(1000, date=20990101 if sort == "newest" else 19000101)])
        now = index.around(replace(request, after=whole.cursors[10]))
        assert (now.place, now.total, now.here) == (12, 31, True)
        assert [id_of(one) for one in (*now.before[:1], *now.behind)] == [whole.hits[9], whole.hits[11]]

    @pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
    def test_a_letter_that_has_left_leaves_its_neighbours(self, index: Index, sort: str) -> None:
        filled(index, 30)
        request = Request(parse("jembatan").tree, None, sort=sort, limit=5)
        whole = index.search(replace(request, limit=100))
        index.write([], [whole.hits[7]])
        found = index.around(replace(request, after=whole.cursors[7]))
        assert (found.place, found.total, found.here) == (8, whole.total - 1, False)
        assert [id_of(one) for one in (*found.before[:1], *found.behind)] == [whole.hits[6], whole.hits[8]]
        index.write([], whole.hits)
        nothing = index.around(replace(request, after=whole.cursors[7]))
        assert (nothing.total, nothing.here, nothing.before, nothing.behind) == (0, False, (), ())

    @pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
    def test_letters_without_a_date_have_a_place_too(self, index: Index, sort: str) -> None:
        index.write([entry(number, date=0) for number in range(4)])
        request = Request(parse("").tree, None, sort=sort, limit=100)
        whole = index.search(request)
        places = [index.around(replace(request, after=cursor)).place for cursor in whole.cursors]
        assert places == [1, 2, 3, 4]

    @pytest.mark.parametrize("sort", ["newest", "oldest"])
    def test_by_date_those_without_one_come_last(self, index: Index, sort: str) -> None:
        dates = [0, 20190305, 0, 19530817, 99991231]
        index.write([entry(number, date=date) for number, date in enumerate(dates)])
        shown = [dates[int(id[1:])] for id in found(index, "", sort=sort)]
        assert shown == [*sorted(filter(None, dates), reverse=sort == "newest"), 0, 0]

    def test_nobody_is_told_of_neighbours_they_may_not_read(self, index: Index) -> None:
        filled(index, 30)
        cursors = index.search(Request(parse("").tree, None, sort="newest", limit=100)).cursors
        for cursor in cursors:
            found = index.around(Request(parse("").tree, frozenset({"unit:a"}), sort="newest", after=cursor))
            assert found.total == 10
            assert all(int(id_of(one)[1:]) % 3 == 0 for one in (*found.before, *found.behind))

    def test_years_are_counted_without_loss(self, index: Index) -> None:
        index.write(
            [entry(number, facets={"year": str(1900 + number), "sender": f"s{number}"}) for number in range(90)]
        )
        facets = index.search(Request(parse("").tree, None, facet_size=5)).facets
        assert (len(facets["year"]), len(facets["sender"])) == (90, 5)

    def test_a_made_up_cursor_begins_at_the_start(self, index: Index) -> None:
        filled(index)
        for sort in SORTS:
            request = Request(parse("").tree, None, sort=sort, after="nonsense")
            assert index.search(request).hits == index.search(replace(request, after=None)).hits
            assert (index.around(request).place, index.around(request).here) == (1, False)

    def test_an_older_version_never_wins(self, index: Index) -> None:
        index.write([entry(0, version=3, text="ketiga")])
        index.write([entry(0, version=2, text="kedua")])
        assert found(index, "ketiga") == ["L0000"]
        assert found(index, "kedua") == []
        index.write([entry(0, version=4, text="keempat"), entry(0, version=1, text="pertama")])
        assert found(index, "keempat") == ["L0000"]
        assert dict(index.versions()) == {"L0000": 4}

    def test_removed_letters_are_gone(self, index: Index) -> None:
        filled(index, 6)
        index.write([], ["L0000", "no such letter"])
        assert numbers(found(index, "jembatan")) == [2, 5]
        assert index.count() == 5

    def test_a_new_build_takes_over_at_its_end(self, index: Index) -> None:
        filled(index, 6)
        before = index.generation
        with index.rebuilding() as (generation, build):
            build.write([entry(one) for one in range(100, 103)])
            assert index.generation == before
            assert index.count() == 6
        assert index.generation == generation != before
        assert index.count() == 3
        index.write([entry(104)])  # the writer follows
        assert index.count() == 4

    def test_a_build_that_fails_changes_nothing(self, index: Index) -> None:
        filled(index, 6)
        before = index.generation

        def fail() -> None:
            with index.rebuilding() as (_, build):
                build.write([entry(100)])
                raise ConnectionError

        with pytest.raises(ConnectionError):
            fail()
        assert (index.generation, index.count()) == (before, 6)

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
