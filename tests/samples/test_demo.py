"""What a newcomer sees first: letters both ways, of every unit and every kind, old paper among them."""

from collections import Counter

from office import demo
from samples.demo import OF_LATE, filed, letters
from samples.kinds import LAYOUTS


def test_the_demo_has_letters_of_every_layout_direction_and_unit() -> None:
    chosen = list(letters())
    assert len(chosen) == demo.LETTERS
    assert {one.sample.layout for one in chosen} == {layout.name for layout in LAYOUTS}
    assert {one.direction for one in chosen} == {"legacy", "incoming", "outgoing", "internal"}
    assert {one.unit for one in chosen} == set(demo.UNITS)
    assert any(one.sample.answers in {other.sample.name for other in chosen} for one in chosen)


def test_the_archivist_s_unit_has_most_of_what_came_in_and_went_out() -> None:
    late = Counter((one.unit, one.direction) for one in letters() if one.direction != "legacy")
    assert late["setda", "incoming"] >= 4
    assert late["setda", "outgoing"] >= 4


def test_old_paper_has_no_register_entry() -> None:
    for place in letters():
        assert (place.direction == "legacy") == (place.sample.when.year < OF_LATE)


def test_a_letter_lies_with_who_wrote_it_else_with_who_got_it() -> None:
    for place in letters():
        name = demo.UNITS[place.unit][1]
        if place.direction == "outgoing":
            assert place.sample.fields["sender"] in (name, "Bupati Sukamaju")
        if place.direction == "incoming":
            assert place.sample.fields["sender"] != name
        assert filed(place.sample) == place
