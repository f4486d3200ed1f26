"""Through every address there is, as people who may not: what is not theirs is not there, what they may not do is
refused, and nothing of it is done. A route that comes along is walked by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from lontar.drafting import acts as drafting
from lontar.finding import saved_searches
from lontar.intake import digitising
from lontar.ledger import saved_views
from lontar.ledger.view import View
from lontar.many import jobs
from lontar.wiring import House
from office.access import ACTIONS, Reader, may_see
from schemas.batch import Batch
from schemas.draft import Draft
from schemas.job import Job
from schemas.letter import Letter
from schemas.saved_search import SavedSearch
from schemas.saved_view import SavedView
from schemas.stored import Stored
from tests.lontar.bare import person as reader_named
from tests.web.conftest import SignIn, token
from tests.web.test_routes import CHANGES, METHODS
from web.access import SIGNED_IN, Declared, declared
from web.app import create_app

REFUSED = (403, 404)
"""A page that one may not open is not there; a form that one may not send is refused."""


@dataclass(frozen=True)
class Step:
    method: str
    address: str
    route: Declared


@pytest.fixture(scope="module")
def things(house: House, letters: dict[str, str]) -> dict[type[Stored], str]:
    """One of each kind that belongs to somebody: of the archivist of the secretariat."""
    ani = reader_named(house, "arsiparis")
    return {
        Letter: letters["surat.pdf"],
        Job: jobs.ask(house, ani, [letters["surat.pdf"]], "tag", {"tag": "jembatan"}).id,
        SavedSearch: saved_searches.save(house, ani, "jembatan", "jembatan", filters={}).id,
        SavedView: saved_views.save(house, ani, "Jembatan lama", View()).id,
        Draft: drafting.make(house, ani, "surat-dinas", {"content": {"subject": "Tentang jembatan"}}),
        Batch: digitising.used(house, ani, ani.unit, "Boks jembatan")["_id"],
    }


def steps(house: House, things: dict[type[Stored], str]) -> Iterator[Step]:
    """All that needs a sign-in; an address of a thing that nobody owns, as a unit, is filled with an id of none."""
    for rule in create_app(house, testing=True).url_map.iter_rules():
        for one in declared[rule.endpoint]:
            if one.action is None or one.rule not in (rule.rule, rule.rule.removeprefix("/api/v1")):
                continue
            id = things.get(one.of, "x" * 26) if one.of else things[Letter]
            address = rule.rule.replace("<id>", id).replace("<int:file>", "1").replace("<int:number>", "1")
            for name in ("<build>", "<name>", "<token>", "<entry>"):
                address = address.replace(name, "x")
            for method in METHODS:
                if method in one.methods:
                    yield Step(method, address, one)


def walked(client: FlaskClient, step: Step, csrf: str) -> tuple[int, str]:
    headers = {"X-CSRF-Token": csrf} if step.method in CHANGES else {}
    with client.open(step.address, method=step.method, headers=headers) as answer:
        return answer.status_code, answer.data.decode(errors="replace")


def allowed(who: Reader, step: Step) -> bool:
    return step.route.action == SIGNED_IN or bool(who.roles & ACTIONS[str(step.route.action)])


@pytest.mark.parametrize("name", ["kades", "staf", "admin"])
def test_what_is_another_ones_is_not_there_whatever_is_asked_of_it(
    house: House, things: dict[type[Stored], str], sign_in: SignIn, name: str
) -> None:
    client, who, before = sign_in(name), reader_named(house, name), house.store.sealed()
    csrf, seen = token(client.get("/account").text), set()
    for step in steps(house, things):
        if step.route.of in things:
            thing = house.store.get(step.route.of, things[step.route.of]) or {}
            assert not may_see(who, thing)
            status, said = walked(client, step, csrf)
            assert status == 404, step
            assert "embatan" not in said, step
            seen.add(step.route.of)
    assert seen == set(things)
    assert house.store.sealed() == before


@pytest.mark.parametrize("name", ["pemeriksa", "sekda", "staf", "agendaris", "admin"])
def test_what_a_role_does_not_hold_is_refused_and_not_done(
    house: House, things: dict[type[Stored], str], sign_in: SignIn, name: str
) -> None:
    client, who, before = sign_in(name), reader_named(house, name), house.store.sealed()
    csrf, refused = token(client.get("/account").text), 0
    for step in steps(house, things):
        if not allowed(who, step):
            status, _ = walked(client, step, csrf)
            assert status in REFUSED, (step, status)
            refused += 1
    assert refused > 10
    assert house.store.sealed() == before
