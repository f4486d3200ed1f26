"""What is left of a number that was misread: it is found by its keys, and no neighbour of it is taken for it."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.bones import ALIKE, OTHER_FIGURE, apart, bones, is_part, near

numbers = st.builds(
    "{}/{}/{}/{}".format,
    st.integers(100, 999),
    st.integers(1, 1400),
    st.sampled_from(["SETDA", "KEC.RWB", "DPU", "UM"]),
    st.integers(1950, 2026),
)


@st.composite
def misread(draw: st.DrawFn) -> tuple[str, str]:
    """A number, and how it may have been read: signs like others, a stroke lost or doubled, blanks."""
    number = draw(numbers)
    signs = list(number)
    for place in draw(st.sets(st.integers(0, len(signs) - 1), max_size=3)):
        if signs[place] == "/":
            signs[place] = draw(st.sampled_from(["", "//", " / ", "|"]))
        else:
            group = next((group for group in ALIKE if signs[place] in group), signs[place])
            signs[place] = draw(st.sampled_from([sign for sign in group if not sign.isdecimal()] or [signs[place]]))
    return number, "".join(signs)


@given(misread())
def test_a_misread_number_is_looked_up_and_near(pair: tuple[str, str]) -> None:
    number, read = pair
    assert set(bones(read, 20190503)) & set(near(number, 20190503))
    assert apart(number, read) < OTHER_FIGURE * 2


@given(numbers, st.integers(1, 9))
def test_the_neighbours_of_a_serial_number_lie_apart(number: str, step: int) -> None:
    first, serial, *rest = number.split("/")
    assert apart(number, "/".join([first, str(int(serial) + step), *rest])) >= OTHER_FIGURE


@given(numbers, numbers)
def test_either_way_it_is_as_far(one: str, other: str) -> None:
    assert apart(one, other) == apart(other, one)
    assert apart(one, one) == 0


def test_a_short_number_is_looked_up_with_its_day_and_every_letter_by_its_day() -> None:
    assert bones("92/A", 19340416) == ["924@19340416", "@19340416"]
    assert bones("92/A") == []
    assert bones("", 19340416) == ["@19340416"]


def test_a_part_of_a_number_is_what_can_be_read_of_it() -> None:
    assert is_part("005/ /KEC.RWB/2019", "005/12/KEC.RWB/2019")
    assert is_part("005/12/KEC.RWB/2019", "KEC.RWB/2019")
    assert not is_part("005/13/2019", "005/12/KEC.RWB/2019")
    assert not is_part("005/12/2019", "005/12/2019")
