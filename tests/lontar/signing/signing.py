"""Frozen drafts signed in tests, and what is found of them afterwards."""

from dataclasses import dataclass, field

from lontar.signing import acts
from lontar.wiring import House
from schemas.draft import Draft
from schemas.letter import Letter
from schemas.signing_attempt import SigningAttempt
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.signer import Wish
from store.contract import Row
from tests.lontar.routing.offices import who
from tests.signing.own import own_key
from tests.signing.seen_by_others import signatures

SITE = "https://arsip.sukamaju.example"


def key() -> LocalSigner:
    return LocalSigner(opened(own_key("Kadis"), "x"))


@dataclass
class Counting:
    """A signer that counts, and may go wrong before or after it has signed."""

    before: Exception | None = None
    after: Exception | None = None
    count: int = 0
    name: str = "Kadis"
    real: LocalSigner = field(default_factory=key)

    def sign(self, pdf: bytes, wish: Wish) -> bytes:
        if self.before:
            raise self.before
        found = self.real.sign(pdf, wish)
        self.count += 1
        if self.after:
            raise self.after
        return found


def sign(house: House, id: str, signer: Counting | None = None, person: str = "kadis") -> str:
    return acts.sign(
        house, who(house, person), id, str(house.store.load(Draft, id).frozen_sha256), signer or Counting()
    )


def attempts(house: House, id: str) -> list[Row]:
    return house.store.find(SigningAttempt, {"draft": id}, sort=[("asked_at", 1)], limit=100)


def signed_pdf(house: House, letter: str) -> bytes:
    (file,) = house.store.load(Letter, letter).files
    with house.originals.open(file.sha256) as stream:
        return stream.read()


def demand_whole(house: House, id: str) -> None:
    """A draft that is signed is one letter with one signature, and what is not signed has none."""
    draft = house.store.load(Draft, id)
    kept = [row for row in attempts(house, id) if row["state"] == "kept"]
    letter = house.store.get(Letter, draft.letter)
    if draft.state == "signed":
        assert len(kept) == 1
        assert len(signatures(signed_pdf(house, draft.letter))) == 1
    else:
        assert (kept, letter) == ([], None)
