"""What every Index must do with lists: their order, their pages, and the place of a letter in them."""

from dataclasses import replace

import pytest

from search.contract import MOST_RELEVANT, SORTS, Index, Request, id_of
from search.errors import TooDeep
from search.query import parse
from tests.contracts.indexed import entry, filled, found


class ListContract:
    """The same letters in the same order."""

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

    def test_a_made_up_cursor_begins_at_the_start(self, index: Index) -> None:
        filled(index)
        for sort in SORTS:
            request = Request(parse("").tree, None, sort=sort, after="nonsense")
            assert index.search(request).hits == index.search(replace(request, after=None)).hits
            assert (index.around(request).place, index.around(request).here) == (1, False)
