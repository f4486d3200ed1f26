"""Fifty clients at once: no request goes wrong, and the memory does not grow."""

import pytest

from bench import load


@pytest.mark.parametrize(
    ("letters", "seconds", "grows"), [(100, 5.0, 1.6), pytest.param(100_000, 300.0, 1.1, marks=pytest.mark.full)],
    ids=["short", "whole"],
)  # fmt: skip
def test_fifty_clients_meet_no_error_and_the_memory_stays(letters: int, seconds: float, grows: float) -> None:
    """In the short form the first seconds are those of a start: the memory may still come to what it will be."""
    found = load.run(letters=letters, seconds=seconds)
    assert found["faults"] == []
    assert all(found["results"][kind]["requests"] > 0 for kind in load.MIX)
    assert found["results"]["memory"]["ratio"] <= grows
