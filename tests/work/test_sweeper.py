"""How many letters workers are called to: those that could be worked on now, up to a limit."""

from datetime import timedelta
from pathlib import Path

import pytest

from schemas.stored import now
from store.changes import Changes
from store.sqlite import SqliteStore
from work import lease, sweeper
from work.settings import Settings


def test_what_is_due_is_counted_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqliteStore(tmp_path / "lontar.db")
    waiting = [lease.waiting(f"L{number}") for number in range(5)]
    waiting[4].not_before = now() + timedelta(minutes=1)
    store.commit(Changes.of(*waiting))
    assert sweeper.due(store) == 4
    lease.claim(store, "worker", Settings())
    assert sweeper.due(store) == 3
    monkeypatch.setattr(sweeper, "MOST", 2)
    assert sweeper.due(store) == 2
    store.close()
