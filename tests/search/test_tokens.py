"""Tokens made anew for the pages that changed are those of the whole text."""

from hypothesis import example, given
from hypothesis import strategies as st

from schemas.letter_text import PAGE_BREAK
from search import tokens

PAGES = st.lists(st.lists(st.sampled_from(["surat", "djalan", "É1", "\n", "vvarga", "-"])).map(" ".join), min_size=1)


@given(PAGES, PAGES)
@example(["surat"], ["surat", "djalan"])
@example(["surat", "", "djalan"], ["surat", "djalan"])
@example(["", ""], [""])
def test_what_changed_is_analysed_and_the_rest_goes_on(before: list[str], after: list[str]) -> None:
    old, new = PAGE_BREAK.join(before), PAGE_BREAK.join(after)
    assert tokens.repack(tokens.pack(old), old, new) == tokens.pack(new)


@given(PAGES, PAGES, st.data())
def test_one_page_among_many(before: list[str], other: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(before) - 1))
    after = [*before[:place], other[0], *before[place + 1 :]]
    old, new = PAGE_BREAK.join(before), PAGE_BREAK.join(after)
    assert tokens.repack(tokens.pack(old), old, new) == tokens.pack(new)
