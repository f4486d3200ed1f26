"""The measurement of sending counts what it says."""

import pytest

from bench import routed, send


def test_each_case_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (routed, send):
        monkeypatch.setattr(module, "UNITS", 12)
    monkeypatch.setattr(routed, "AGENCIES", 3)
    monkeypatch.setattr(send, "TIMES", 2)
    found = send.run(letters=1)["results"]
    assert list(found) == ["previewed", "whole office", "a position each", "addresses", "looked at", "recalled"]
    assert all(case["p50_ms"] > 0 for case in found.values())
