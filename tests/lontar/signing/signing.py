"""Frozen drafts signed in tests, and what is found of them afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from bench.signed import Authorities
from lontar.signing import acts
from lontar.verifying.checked import FOLDER
from lontar.wiring import House
from schemas.draft import Draft
from schemas.letter import Letter
from schemas.signing_attempt import SigningAttempt
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.signer import Wish
from store.contract import Row
from tests.lontar.routing.offices import who
from tests.signing import servers_of_time
from tests.signing.own import own_key
from tests.signing.seen_by_others import signatures
from tests.signing.servers_of_time import Server

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


class Office:
    """Authorities whose certificate the signer bears, and their server of time."""

    def __init__(self, clock: Server, authorities: Authorities) -> None:
        self.clock, self.authorities = clock, authorities
        self.holder = authorities.signer("Kadis")

    def file(self) -> bytes:
        """The key file of the one signer; its passphrase is "x"."""
        lock, others = serialization.BestAvailableEncryption(b"x"), [self.authorities.authority.certificate]
        return pkcs12.serialize_key_and_certificates(b"k", self.holder.key, self.holder.certificate, others, lock)

    def signer(self) -> LocalSigner:
        return LocalSigner(opened(self.file(), "x"))

    def trusted(self, home: Path) -> None:
        """What the office of this home trusts from now on, with the lists of today."""
        home.mkdir(exist_ok=True)  # embedded engines make it, those on servers need none
        self.authorities.trust(home / FOLDER, datetime.now(UTC))


class Service(Counting):
    """Signs at B-B, whatever is wished for; from then on the server of time is as `then` says."""

    def __init__(self, office: Office, then: str = "") -> None:
        super().__init__(real=office.signer())
        self.office, self.then = office, then

    def sign(self, pdf: bytes, wish: Wish) -> bytes:
        found = super().sign(pdf, replace(wish, level="B-B"))
        self.office.clock.fault = self.then
        return found


@contextmanager
def an_office() -> Iterator[Office]:
    authorities = Authorities()
    clock = authorities.clock
    with servers_of_time.running(clock.private, clock.x509, authorities.signer().x509) as server:
        yield Office(server, authorities)


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
