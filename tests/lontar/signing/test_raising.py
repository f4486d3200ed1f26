"""What the service signed comes to the level of the office's policy, or waits where it is until it does; the service is
asked once."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lontar.settings import load
from lontar.signing import settling
from lontar.signing.keeping import AGAIN
from lontar.wiring import House, open_house
from schemas.event import Event
from schemas.letter import Letter
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from signing.attempts import BelowLevel, UnderWay
from signing.timestamps import TimestampFault
from signing.trust import read_trust
from signing.verifying import verify
from store import fixity
from store.changes import Changes
from tests.lontar.drafting.drafted import draft_of, frozen
from tests.lontar.routing.offices import founded, who
from tests.lontar.signing.signing import (
    SITE,
    Office,
    Service,
    an_office,
    attempts,
    demand_whole,
    sign,
    signed_pdf,
)

LATER = timedelta(days=1)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as found:
        yield found


@pytest.fixture
def house(tmp_path: Path, office: Office, engines: dict[str, str]) -> Iterator[House]:
    office.clock.fault = ""
    office.authorities.revoked.clear()
    said = {
        "HOME": str(tmp_path / "home"), "PUBLIC_URL": SITE, "SIGN_WITH": "bsre", "SIGN_LEVEL": "B-LTA",
        "TSA_ADDRESS": office.clock.at("good"),
    }  # fmt: skip
    house = open_house(load({f"LONTAR_{name}": value for name, value in said.items()} | engines, tmp_path))
    founded(house)
    office.trusted(house.settings.home)
    yield house
    house.close()


def verbs(house: House, id: str) -> list[str]:
    return [row["verb"] for row in house.store.events(0, 10_000) if row["thing"] == f"drafts/{id}"]


def demand_raised(house: House, id: str) -> None:
    demand_whole(house, id)
    said = verify(signed_pdf(house, draft_of(house, id).letter), read_trust(house.settings.home))
    assert (said.verdict, [one.level for one in said.signatures]) == ("valid", ["B-LTA"])
    assert list(fixity.check(house.store, house.originals)) == []


def left_below(house: House, office: Office) -> tuple[str, Service]:
    id, service = frozen(house), Service(office, then="html")
    with pytest.raises(BelowLevel, match="not at level B-LTA yet: No timestamp"):
        sign(house, id, service)
    return id, service


def test_it_is_raised_to_the_level_of_the_policy(house: House, office: Office) -> None:
    id, service = frozen(house), Service(office)
    sign(house, id, service)
    demand_raised(house, id)
    (attempt,) = attempts(house, id)
    with house.originals.open(attempt["came_sha256"]) as stream:
        assert signed_pdf(house, draft_of(house, id).letter).startswith(stream.read()), "as it came, and more behind it"


def test_without_a_server_of_time_nobody_is_asked(house: House, office: Office) -> None:
    id, service = frozen(house), Service(office)
    office.clock.fault = "refused"
    with pytest.raises(TimestampFault):
        sign(house, id, service)
    assert (service.count, attempts(house, id), draft_of(house, id).state) == (0, [], "frozen")


def test_what_was_signed_and_not_raised_waits_and_is_raised_without_asking_again(house: House, office: Office) -> None:
    id, service = left_below(house, office)
    number = draft_of(house, id).reference_number
    (attempt,) = attempts(house, id)
    assert (attempt["state"], attempt["error"]["code"]) == ("came", "signed-below-level")
    assert attempt["error"]["params"]["detail"].startswith("The time stamping server")
    demand_whole(house, id)
    with pytest.raises(UnderWay):
        sign(house, id, service)
    with pytest.raises(BelowLevel):
        settling.check(house, who(house, "kadis"), id)
    assert verbs(house, id)[-1] == "draft.signed-below-level"
    assert verbs(house, id).count("draft.signed-below-level") == 1, "told of once"
    office.clock.fault = ""
    assert settling.check(house, who(house, "kadis"), id) == "signed"
    demand_raised(house, id)
    assert (service.count, draft_of(house, id).reference_number) == (1, number)


@pytest.mark.everywhere("full")
def test_the_sweeper_raises_it_by_itself(house: House, office: Office) -> None:
    id, service = left_below(house, office)
    settling.sweep(house, now() + AGAIN + LATER)
    assert draft_of(house, id).state == "signing", "the server of time is still wrong"
    office.clock.fault = ""
    settling.sweep(house)
    assert draft_of(house, id).state == "signing", "it is tried every now and then"
    swept_by_several(house, now() + 2 * (AGAIN + LATER))
    demand_raised(house, id)
    assert (service.count, verbs(house, id).count("draft.signed")) == (1, 1)


def swept_by_several(house: House, at: datetime) -> None:
    begin, errors = threading.Barrier(4), list[BaseException]()

    def one() -> None:
        begin.wait()
        try:
            settling.sweep(house, at)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_certificate_that_was_revoked_is_said_and_it_can_be_signed_anew(house: House, office: Office) -> None:
    office.authorities.revoked[office.holder.certificate.serial_number] = datetime.fromisoformat("2024-01-01T00:00Z")
    office.trusted(house.settings.home)
    id, number = frozen(house), None
    with pytest.raises(BelowLevel, match="Revoked certificate"):
        sign(house, id, Service(office))
    number = draft_of(house, id).reference_number
    settling.give_up(house, who(house, "kadis"), id, "Sertifikat dicabut, yang baru sudah terbit")
    assert draft_of(house, id).state == "frozen"
    office.authorities.revoked.clear()
    office.trusted(house.settings.home)
    sign(house, id, Service(office))
    demand_raised(house, id)
    assert draft_of(house, id).reference_number == number
    assert [row["state"] for row in attempts(house, id)] == ["given-up", "kept"]


@pytest.mark.everywhere("full")
@pytest.mark.parametrize("way", ["bsre", "pkcs12"])
def test_attempts_that_nobody_is_at_are_looked_at_by_the_sweeper(house: House, way: str) -> None:
    id = frozen(house)
    draft = draft_of(house, id)
    draft.state, draft.waits = "signing", None
    gone = SigningAttempt(
        draft=id, frozen_sha256=draft.frozen_sha256, person="kadis", position="kadis", way=way, level="B-B",
        until=now() + LATER,
    )  # fmt: skip
    house.store.commit(Changes.of(draft, gone))
    settling.sweep(house)
    assert attempts(house, id)[0]["state"] == "asked", "somebody may still be at it"
    swept_by_several(house, now() + 2 * LATER)
    state, verb = ("unknown", "draft.signing-unknown") if way == "bsre" else ("refused", "draft.not-signed")
    assert (attempts(house, id)[0]["state"], verbs(house, id).count(verb)) == (state, 1)
    settling.sweep(house, now() + 3 * LATER)
    assert verbs(house, id).count(verb) == 1
    assert house.store.get(Letter, draft.letter) is None
    assert [row["actor"] for row in house.store.every(Event) if row["verb"] == verb] == ["kadis"]
