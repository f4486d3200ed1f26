"""Which account is whose, by who a sign-in service says they are."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from lontar.main import lontar
from lontar.settings import load
from lontar.wiring import open_house
from office import identities, people
from office.identities import BoundElsewhere, Identity, NoAccount
from office.units import ROOT
from schemas.person import Person
from schemas.unit import Unit
from store.changes import Changes

SSO = Identity("https://masuk.example", "0815")


def test_issuer_and_subject_are_one_key_that_no_other_pair_has() -> None:
    assert Identity("a", "bc").key != Identity("ab", "c").key
    assert SSO.key != Identity("https://masuk.example/", "0815").key


def test_an_account_is_bound_once_and_let_go_at_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_HOME", str(tmp_path))
    house = open_house(load({"LONTAR_HOME": str(tmp_path)}, tmp_path))
    ani = people.person("Ani", "ani@mekar.example", ["staff"], ROOT)
    house.store.commit(Changes.of(Unit(id=ROOT, name="Mekar", code="MEKAR"), ani))
    assert identities.owner(house.store, SSO) is None
    with pytest.raises(NoAccount, match=r"tamu@mekar\.example"):
        identities.bind(house.store, SSO, "tamu@mekar.example")
    assert identities.bind(house.store, SSO, "Ani@mekar.example")["_id"] == ani.id
    with pytest.raises(BoundElsewhere):
        identities.bind(house.store, Identity(SSO.issuer, "4711"), "ani@mekar.example")
    house.close()
    assert CliRunner().invoke(lontar, ["users", "--unbind", "ani@mekar.example"]).exit_code == 0
    again = CliRunner().invoke(lontar, ["users", "--unbind", "ani@mekar.example"])
    assert (again.exit_code, "was not found" in again.output) == (1, True)
    house = open_house(load({"LONTAR_HOME": str(tmp_path)}, tmp_path))
    assert identities.owner(house.store, SSO) is None
    assert house.store.load(Person, ani.id).account == {}
    house.close()
