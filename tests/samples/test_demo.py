"""What a newcomer sees first: letters both ways, of every unit and every kind, old paper among them."""

import re
from collections import Counter

import pytest

from office import demo
from samples.demo import OF_LATE, filed, letters
from samples.kinds import LAYOUTS
from samples.offices import offices


def test_the_demo_has_letters_of_every_layout_direction_and_unit() -> None:
    chosen = letters()
    assert len(chosen) == demo.LETTERS
    assert {one.sample.layout for one in chosen} == {layout.name for layout in LAYOUTS}
    assert {one.direction for one in chosen} == {"legacy", "incoming", "outgoing", "internal"}
    assert {one.unit for one in chosen} == set(demo.UNITS)
    assert any(one.sample.answers in {other.sample.name for other in chosen} for one in chosen)


def test_the_archivist_s_unit_has_most_of_what_came_in_and_went_out() -> None:
    late = Counter((one.unit, one.direction) for one in letters() if one.direction != "legacy")
    assert late["setda", "incoming"] >= 4
    assert late["setda", "outgoing"] >= 3


def test_old_paper_has_no_register_entry() -> None:
    for place in letters():
        assert (place.direction == "legacy") == (place.sample.when.year < OF_LATE)


def test_a_letter_lies_with_who_wrote_it_else_with_who_got_it() -> None:
    known = {one.name: {one.name, one.head, "Bupati Sukamaju"} for one in offices()}
    for place in letters():
        names = known[demo.UNITS[place.unit][1]]
        if place.direction == "outgoing":
            assert place.sample.fields["sender"] in names
        if place.direction in ("incoming", "internal"):
            assert names & set(place.sample.fields["recipients"])
        assert filed(place.sample) == place


@pytest.mark.parametrize("word", ["jembatan", "banjir", "arsip", "djembatan", "djalan", "brug"])
def test_words_that_a_newcomer_tries_are_in_letters_that_the_archivist_may_read(word: str) -> None:
    """Of the secretariat, or of the old paper that is open to all."""
    seen = [place.sample for place in letters() if place.unit == "setda" or place.direction == "legacy"]
    assert any(re.search(rf"\b{word}", " ".join(sample.body).lower()) for sample in seen)


def test_letters_that_are_read_at_once_come_first() -> None:
    order = [place.sample.paper for place in letters()]
    assert order == sorted(order)
    assert {False, True} == set(order)
