"""Two texts put together paragraph by paragraph."""

from hypothesis import given
from hypothesis import strategies as st

from drafting.paragraphs import parts, together

TEXTS = st.lists(st.sampled_from(["Satu.", "Dua.", "Tiga,\n1. a\n2. b", "Empat."]), max_size=6).map("\n\n".join)


def test_each_place_is_chosen_by_itself() -> None:
    standing, typed = "A\n\nsama\n\nB\n\nlagi", "a\n\nsama\n\nb\n\n \nlagi\n\nC"
    first, second, third = parts(standing, typed)
    assert [one[1:] for one in (first, second, third)] == [("A", "a"), ("B", "b"), ("", "C")]
    assert together(standing, typed, ()) == typed
    assert together(standing, typed, {second.id}) == "a\n\nsama\n\nB\n\nlagi\n\nC"
    assert together(standing, typed, {third.id}) == "a\n\nsama\n\nb\n\nlagi"


def test_a_part_has_its_name_whatever_is_changed_elsewhere() -> None:
    (one, _) = parts("A\n\nsama\n\nB", "a\n\nsama\n\nb")
    (same, *_) = parts("A\n\nsama\n\nB", "a\n\nsama\n\nlain sekali\n\nlagi")
    assert one.id == same.id
    twice = parts("A\n\nsama\n\nA", "a\n\nsama\n\na")
    assert len({one.id for one in twice}) == 2


@given(TEXTS, TEXTS)
def test_all_of_one_side_is_that_side(standing: str, typed: str) -> None:
    found = parts(standing, typed)
    assert together(standing, typed, {one.id for one in found}) == standing or not found
    assert together(standing, typed, ()) == typed
    assert (found == []) == (standing == typed)
