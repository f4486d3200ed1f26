"""Pages in another order, left out, split off, merged: what is shown, who may, and how it is undone."""

from pathlib import Path

import pytest

from lontar import letters, undoing
from lontar.errors import NoPageLeft, NotItsPage, NotMerged, PagesElsewhere, StillRead, WrongOrder
from lontar.followers import IndexFollower
from lontar.intake import arranging
from lontar.journey import arrive
from lontar.paging import number_of, numbered
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
from schemas.entry import RegisterEntry
from schemas.errors import Conflict, Forbidden, NotFound, WrongUse
from schemas.letter import Letter
from schemas.page import Page
from store import fixity
from store.changes import Changes
from tests.lontar.paged import kept, said
from work.sweeper import unfinished

ANI = Reader("ani", "Ani", None, frozenset({"archivist"}), "office")
STAFF = Reader("citra", "Citra", None, frozenset({"staff"}), "office")


def narrow(*keys: str) -> Reader:
    return Reader("dewi", "Dewi", frozenset(keys), frozenset({"archivist"}), "office")


def letter(house: House, id: str) -> Letter:
    return house.store.load(Letter, id)


def test_text_fields_and_numbers_follow_the_order(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 4)
    before = letter(house, id)
    done = arranging.arrange(house, ANI, id, [(1, 3), (1, 1)])
    assert said(house, id) == ["a3", "a1"]
    after = letter(house, id)
    assert after.fields["subject"].page == 3
    row = house.store.get(Letter, id) or {}
    assert [(one.number, one.page) for one in numbered(house, row)] == [(1, 3), (2, 1)]
    assert number_of(row, (1, 1)) == 2
    undoing.undo(house, ANI, id, done)
    assert (letter(house, id).files, letter(house, id).fields) == (before.files, before.fields)
    assert said(house, id) == ["a1", "a2", "a3", "a4"]


def test_no_page_is_read_again(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 3)
    parts = arranging.split(house, ANI, id, [2]).letters
    assert not unfinished(house.store)
    pages = house.store.find(Page, {"letter": parts[0]}, sort=[("file", 1), ("page", 1)])
    first = house.store.find(Page, {"letter": id}, sort=[("file", 1), ("page", 1)])
    assert [row["read_at"] for row in pages] == [row["read_at"] for row in first[1:]]


def test_what_is_left_out_is_not_found(house: House, tmp_path: Path) -> None:
    from lontar.finding.find import find

    id = kept(house, tmp_path, "a", 3)
    arranging.arrange(house, ANI, id, [(1, 1), (1, 3)])
    IndexFollower(house).catch_up()
    assert find(house, ANI, "a2")["total"] == 0
    (hit,) = find(house, ANI, "a3")["hits"]
    assert hit["snippets"][0]["number"] == 2


@pytest.mark.parametrize(
    ("shown", "error"),
    [([], NoPageLeft), ([(1, 9)], NotItsPage), ([(2, 1)], NotItsPage), ([(1, 1), (1, 1)], WrongOrder)],
)
def test_an_order_that_is_none_is_refused(
    house: House, tmp_path: Path, shown: list[tuple[int, int]], error: type[WrongUse]
) -> None:
    id = kept(house, tmp_path, "a", 2)
    with pytest.raises(error):
        arranging.arrange(house, ANI, id, shown)
    assert said(house, id) == ["a1", "a2"]


def test_who_may_not_arrange_does_not(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 2)
    with pytest.raises(Forbidden):
        arranging.arrange(house, STAFF, id, [(1, 2)])
    with pytest.raises(NotFound):
        arranging.split(house, narrow("unit:other"), id, [2])


def test_a_letter_that_is_not_read_yet_waits(house: House, console: Reader, tmp_path: Path) -> None:
    from tests import files

    (arrived,) = arrive(house, files.written(tmp_path, "x.pdf", files.pdf(pages=2)), "x.pdf", console)
    with pytest.raises(StillRead):
        arranging.arrange(house, ANI, str(arrived.id), [(1, 1)])


def test_who_looked_at_other_pages_is_told(house: House, tmp_path: Path) -> None:
    from lontar.facts import version_of

    id = kept(house, tmp_path, "a", 3)
    version = version_of(house, id)
    arranging.arrange(house, ANI, id, [(1, 3), (1, 2), (1, 1)], version)
    with pytest.raises(Conflict):
        arranging.split(house, ANI, id, [2], version)
    assert said(house, id) == ["a3", "a2", "a1"]


def test_parts_are_letters_like_the_first_and_registered_as_it_is(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 3, direction="incoming")
    parts = arranging.split(house, ANI, id, [2, 3]).letters
    first = letter(house, id)
    for part in (letter(house, one) for one in parts):
        assert (part.unit, part.security_class, part.grants, part.direction, part.stage) == (
            first.unit, first.security_class, first.grants, "incoming", "understood",
        )  # fmt: skip
    entries = list(house.store.every(RegisterEntry))
    assert sorted(row["agenda_number"] for row in entries) == [1, 2, 3]
    assert {row["letter"] for row in entries} == {id, *parts}
    assert list(fixity.check(house.store, house.originals)) == []


def test_a_splitting_is_undone_unless_something_was_done_to_a_part(house: House, tmp_path: Path) -> None:
    from lontar import edits

    id = kept(house, tmp_path, "a", 3)
    done = arranging.split(house, ANI, id, [3])
    undoing.undo(house, ANI, id, done.events)
    assert said(house, id) == ["a1", "a2", "a3"]
    (part,) = done.letters
    assert letter(house, part).withdrawn
    with pytest.raises(PagesElsewhere):
        undoing.restore(house, ANI, part)
    again = arranging.split(house, ANI, id, [3])
    edits.note(house, ANI, again.letters[0], "Sudah dijawab")
    with pytest.raises(Conflict):
        undoing.undo(house, ANI, id, again.events)
    assert said(house, id) == ["a1", "a2"]


def test_letters_are_merged_and_come_apart_again(house: House, tmp_path: Path) -> None:
    one, two = kept(house, tmp_path, "a", 2), kept(house, tmp_path, "b", 1)
    done = arranging.merge(house, ANI, [one, two])
    assert said(house, one) == ["a1", "a2", "b1"]
    assert letter(house, two).withdrawn == "merged into another letter"
    with pytest.raises(PagesElsewhere):
        undoing.restore(house, ANI, two)
    undoing.undo(house, ANI, one, done)
    assert (said(house, one), said(house, two)) == (["a1", "a2"], ["b1"])
    assert letter(house, two).withdrawn is None
    arranging.merge(house, ANI, [one, two])  # once more, over the pages that the first merging left behind
    assert said(house, one) == ["a1", "a2", "b1"]


def test_a_merging_is_not_undone_when_that_would_lose_a_correction(house: House, tmp_path: Path) -> None:
    one, two = kept(house, tmp_path, "a", 1), kept(house, tmp_path, "b", 1)
    done = arranging.merge(house, ANI, [one, two])
    page = house.store.load(Page, Page.key(one, 2, 1))
    page.by_hand = "lembar b1 dikoreksi"
    house.store.commit(Changes.of(page))
    with pytest.raises(Conflict):
        undoing.undo(house, ANI, one, done)


def test_letters_that_are_not_alike_are_not_merged(house: House, tmp_path: Path) -> None:
    from lontar import edits

    one, two = kept(house, tmp_path, "a", 1), kept(house, tmp_path, "b", 1)
    edits.describe(house, ANI, two, {"security_class": "T"})
    with pytest.raises(NotMerged):
        arranging.merge(house, ANI, [one, two])
    with pytest.raises(WrongUse):
        arranging.merge(house, ANI, [one, one])
    undoing.withdraw(house, ANI, two, "salah")
    with pytest.raises(WrongUse):
        arranging.merge(house, ANI, [one, two])


def test_the_same_bytes_are_known_wherever_their_pages_are(house: House, console: Reader, tmp_path: Path) -> None:
    one, two = kept(house, tmp_path, "a", 2), kept(house, tmp_path, "b", 1)
    arranging.split(house, ANI, one, [2])
    arranging.merge(house, ANI, [one, two])
    for name in ("a.pdf", "b.pdf"):
        (again,) = arrive(house, tmp_path / name, name, console)
        assert (again.status, again.id) == ("duplicate", one)
    undoing.withdraw(house, ANI, one, "salah")
    (anew,) = arrive(house, tmp_path / "b.pdf", "b.pdf", console)
    assert anew.status == "registered"


def test_an_original_is_for_those_who_may_read_all_that_is_on_it(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 3)
    (part,) = arranging.split(house, ANI, id, [2]).letters
    secret = letter(house, part)
    secret.grants = ["person:budi"]
    house.store.commit(Changes.of(secret))
    row = house.store.get(Letter, id) or {}
    mine = narrow(*row["grants"])
    assert letters.may_have(house, ANI, row, 1)
    assert not letters.may_have(house, mine, row, 1)
    letters.page_for(mine, row, (1, 1))
    with pytest.raises(NotFound):
        letters.page_for(ANI, row, (1, 2))  # it is the other letter's
    assert letters.may_have(house, narrow(*row["grants"], "person:budi"), row, 1)


def test_a_page_left_out_is_there_for_who_may_bring_it_back(house: House, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 2)
    arranging.arrange(house, ANI, id, [(1, 1)])
    row = house.store.get(Letter, id) or {}
    letters.page_for(ANI, row, (1, 2))
    with pytest.raises(NotFound):
        letters.page_for(STAFF, row, (1, 2))


def test_reading_again_leaves_the_arrangement_and_reads_no_page_that_is_left_out(
    house: House, console: Reader, tmp_path: Path
) -> None:
    from lontar import edits

    id = kept(house, tmp_path, "a", 3)
    arranging.arrange(house, ANI, id, [(1, 3), (1, 1)])
    for number in (1, 2):
        page = house.store.load(Page, Page.key(id, 1, number))
        page.source, page.text = "failed", ""
        house.store.commit(Changes.of(page))
    edits.read_again(house, ANI, id)
    settle(house, 1)
    assert said(house, id) == ["a3", "a1"]
    assert house.store.load(Page, Page.key(id, 1, 2)).source == "failed"
