"""What a newcomer finds of outgoing letters in the demo: one on each step, and keys to go on with."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lontar.routing.demonstrated import person
from lontar.sending import acts as sending
from lontar.sending import demonstrated, states
from lontar.signing import acts as signing
from lontar.signing.signers import Secret, signer_for
from lontar.wiring import House
from office import demo
from schemas.draft import Draft
from schemas.letter import Letter
from signing.trust import read_trust
from signing.verifying import verify
from tests.demo import demo_house

STATES = ["drafting", "frozen", "initialling", "sent"]


def drafts(house: House) -> dict[str, Draft]:
    rows = [Draft.unpacked(row) for row in house.store.every(Draft)]
    assert sorted(row.state for row in rows) == STATES
    return {row.state: row for row in rows}


def verdict(house: House, letter: str) -> str:
    (file,) = house.store.load(Letter, letter).files
    with house.originals.open(file.sha256) as stream:
        return verify(stream.read(), read_trust(house.settings.home / "trust"), datetime.now(UTC)).verdict


def test_drafts_stand_on_each_step_once_and_who_signs_can_go_on(tmp_path: Path) -> None:
    with demo_house(tmp_path, LONTAR_PUBLIC_URL="http://127.0.0.1:8000") as house:
        demonstrated.begun(house)
        found, head = drafts(house), person(house, "kadis")
        seen = states.recipients(house, head, found["sent"].letter, ["dpu"])
        assert {one.code: one.state for one in seen} == {
            "DESA-CEMPAKA": "read",
            "DISTAN": "disposed",
            "KEC-RAWABENING": "delivered",
        }
        assert verdict(house, found["sent"].letter) == "valid"
        key = signer_for(house, head, Secret(demo.PASSPHRASE))
        letter = signing.sign(house, head, found["frozen"].id, found["frozen"].frozen_sha256, key)
        assert verdict(house, letter) == "valid"
        assert oct((house.settings.home / "keys" / "kadis@sukamaju.example.p12").stat().st_mode)[-3:] == "600"
        last = house.store.sealed()
        demonstrated.begun(house)
        assert house.store.sealed() == last


def cut_off(*_: Any) -> None:
    raise KeyboardInterrupt


def test_one_that_was_cut_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with demo_house(tmp_path) as house:
        with monkeypatch.context() as broken:
            broken.setattr(sending, "send", cut_off)
            with pytest.raises(KeyboardInterrupt):
                demonstrated.begun(house)
        demonstrated.begun_in({"LONTAR_HOME": str(house.settings.home)}, tmp_path)
        assert drafts(house)["sent"].letter


def test_nobody_is_signed_for_by_a_service(tmp_path: Path) -> None:
    with demo_house(tmp_path, LONTAR_SIGN_WITH="bsre") as house:
        demonstrated.begun(house)
        assert house.store.count(Draft) == 0
