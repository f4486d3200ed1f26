"""The postman of `lontar run`: reminds once a day, sends what waits, and goes on after a fault."""

from pathlib import Path

import pytest

from lontar.notices import remind
from tests.waiting import until
from tests.web.noticing import reached, told
from web import postman
from web.postman import Postman


def test_it_reminds_and_sends_and_a_fault_of_one_kind_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_house: object) -> int:
        raise RuntimeError("broken")

    monkeypatch.setattr(remind, "_is_morning", lambda _zone, _at: True)
    monkeypatch.setattr(postman, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(postman.saved, "post", broken)
    with reached(tmp_path) as office:
        told(office.house, "arsiparis", 1)
        with Postman(office.house):
            until(lambda: not office.box.empty() and remind.due(office.house.store, remind.now()) == [])
        assert office.box.qsize() == 1
