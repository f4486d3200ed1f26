"""What a person states of a letter is held to its kind."""

from typing import Any

import pytest

from lontar.values import CLASS, KINDS, NAMES, demand_values
from schemas.errors import NotAmong, WrongUse

OF_KIND: dict[str, Any] = {
    "day": 20240229, "names": ["005/1/2024", "Camat Rawabening"], "count": 2, "text": "Sukamaju",
}  # fmt: skip
GOOD = {name: OF_KIND[kind] for name, kind in KINDS.items()}


def test_every_field_takes_what_it_holds_and_nothing_at_all() -> None:
    demand_values(GOOD | {CLASS: "R"})
    demand_values(dict.fromkeys(NAMES))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("deadline", 20240230, "The deadline"),
        ("event_date", "6 Mei 2019", "The event date"),
        ("date", True, "The date"),
        ("enclosures", -1, "The enclosures"),
        ("enclosures", "2", "The enclosures"),
        ("enclosures", True, "The enclosures"),
        ("enclosures", 10_001, "The enclosures"),
        ("copies", "Bupati", "The copies"),
        ("references", [5], "The references"),
        ("copies", ["x"] * 1001, "The copies"),
        ("signer", ["Larasati"], "The signer"),
        ("event_place", "x" * 2001, "event_place"),
    ],
)
def test_what_is_of_another_kind_is_refused_by_its_name(name: str, value: Any, sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence) as refused:
        demand_values({name: value})
    assert refused.value.params["field"] == name


def test_a_field_that_nobody_knows_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(NotAmong, match="deadline"):
        demand_values({"tenggat": 20240229})
