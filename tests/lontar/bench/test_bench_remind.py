"""The measurement of reminders counts what it says."""

import pytest

from bench import remind


def test_each_case_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remind, "UNITS", 12)
    found = remind.run(letters=600)["results"]
    assert list(found) == ["a morning", "done already", "a month later"]
    assert found["a morning"]["notices"] > 0
    assert found["done already"]["notices"] == 0
    assert found["a month later"]["notices"] > found["a morning"]["notices"]
