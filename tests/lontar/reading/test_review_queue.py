"""Which pages wait for a person, the most doubtful first, and for whom they do."""

import pytest

from lontar import facts
from lontar.journey import arrive
from lontar.letters import text_of
from lontar.reading import correcting, review_queue
from lontar.settle import settle
from lontar.undoing import withdraw
from lontar.wiring import House
from office.access import Reader, installation
from schemas.errors import Forbidden, NotFound
from schemas.page import Page
from tests import files
from tests.lontar.reviewing import ani, budi, house, kept, sheet
from tests.web import doubtful
from tests.web.doubtful import Kept

__all__ = ["ani", "budi", "house", "kept"]


class TestQueue:
    def test_the_most_doubtful_pages_come_first_and_one_that_is_done_is_gone(
        self, house: House, kept: Kept, ani: Reader
    ) -> None:
        first, second = review_queue.queue(house, ani).rows
        assert (first.letter, first.number, second.number) == (kept.id, 1, 2)
        assert (first.doubtful, first.name) == (len(kept.doubtful), "ragu.tif")
        assert review_queue.waiting(house, ani) == (2, False)
        correcting.finish(house, ani, kept.id, 1)
        (left,) = review_queue.queue(house, ani).rows
        assert left.number == 2
        assert review_queue.waiting(house, ani) == (1, False)
        assert sheet(house, ani, kept.id).reviewed_by == ani.name

    def test_a_page_that_is_opened_again_comes_back(self, house: House, kept: Kept, ani: Reader) -> None:
        assert correcting.reopen(house, ani, kept.id, 1) == []
        correcting.finish(house, ani, kept.id, 1)
        (event,) = correcting.reopen(house, ani, kept.id, 1)
        assert facts.history(house, kept.id)[0]["sequence"] == event
        assert [one.number for one in review_queue.queue(house, ani).rows] == [1, 2]
        assert sheet(house, ani, kept.id).reviewed_by is None

    def test_it_goes_on_where_it_was_cut(self, house: House, kept: Kept, ani: Reader) -> None:
        other = doubtful.kept(house, "lain.tif", pages=3)
        settle(house, 1)
        seen, after = [], None
        for _ in range(5):
            cut = review_queue.queue(house, ani, after, limit=1)
            seen += [(one.letter, one.number) for one in cut.rows]
            after = cut.after
        assert after is None
        assert sorted(seen) == sorted([(kept.id, 1), (kept.id, 2), *((other.id, number) for number in (1, 2, 3))])

    def test_pages_that_no_machine_read_and_blank_ones_never_come(self, house: House, ani: Reader) -> None:
        for name, content in (("a.pdf", files.pdf()), ("kosong.png", files.scan(lines=()))):
            path = files.written(house.settings.home, name, content)
            arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
        settle(house, 1)
        assert sorted(row["source"] for row in house.store.every(Page)) == ["ocr", "text-layer"]
        assert review_queue.queue(house, ani).rows == []

    def test_a_withdrawn_letter_is_not_in_it(self, house: House, kept: Kept, ani: Reader) -> None:
        withdraw(house, ani, kept.id, "salah")
        assert review_queue.queue(house, ani).rows == []
        assert review_queue.waiting(house, ani)[0] == 0

    def test_the_next_page_after_one_is_another(self, house: House, kept: Kept, ani: Reader) -> None:
        assert review_queue.after_this(house, ani, kept.id, 1) == (kept.id, 2)
        correcting.finish(house, ani, kept.id, 1)
        correcting.finish(house, ani, kept.id, 2)
        assert review_queue.after_this(house, ani, kept.id, 2) is None


class TestAccess:
    def test_for_who_may_not_read_the_letter_there_is_nothing(self, house: House, kept: Kept) -> None:
        stranger = Reader("x", "X", frozenset({"unit:dpu"}), frozenset({"archivist"}), "dpu")
        for act in (
            lambda: sheet(house, stranger, kept.id),
            lambda: correcting.correct(house, stranger, kept.id, 1, []),
            lambda: correcting.finish(house, stranger, kept.id, 1),
            lambda: correcting.reopen(house, stranger, kept.id, 1),
        ):
            with pytest.raises(NotFound):
                act()
        assert review_queue.queue(house, stranger).rows == []
        assert review_queue.waiting(house, stranger)[0] == 0

    def test_who_reads_but_does_not_correct_is_told_so(self, house: House, kept: Kept) -> None:
        staff = Reader("s", "S", frozenset({"unit:setda"}), frozenset({"staff"}), "setda")
        assert text_of(house, staff, kept.id)
        for act in (
            lambda: sheet(house, staff, kept.id),
            lambda: correcting.finish(house, staff, kept.id, 1),
            lambda: correcting.reopen(house, staff, kept.id, 1),
            lambda: correcting.correct(house, staff, kept.id, 1, []),
        ):
            with pytest.raises(Forbidden):
                act()
        assert review_queue.queue(house, staff).rows == []

    def test_a_page_that_is_not_there_is_not_found(self, house: House, kept: Kept, ani: Reader) -> None:
        for number in (0, 3):
            with pytest.raises(NotFound):
                sheet(house, ani, kept.id, number)
