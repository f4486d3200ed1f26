"""The keys of the people of the demo, by an authority that is made on the spot and that this home alone trusts: so a
newcomer can sign, and what they signed is verified. Nothing of it is worth anything elsewhere."""

from pathlib import Path

from lontar.signing.signers import key_file
from lontar.wiring import House
from office import demo
from schemas.person import Person
from schemas.stored import now
from signing import authority
from signing.verify_settings import FOLDER
from store.contract import Row

ROOT, REVOKED = "demo.pem", "demo.crl"
DAYS = 365 * 30
"""So long its list of revoked certificates is good: nobody gives out another one."""


def keyed(house: House) -> None:
    """A key file for each head of a unit; again does nothing. Its authority's own key is kept nowhere."""
    trust = house.settings.home / FOLDER
    if (trust / ROOT).exists():
        return
    root = authority.issued(f"Akar percobaan {demo.NAME}", ca=True)
    for row in _signers(house):
        own = authority.issued(row["name"], root)
        file = authority.key_file(own, demo.PASSPHRASE)
        _written(key_file(house.settings.home, row["login"]), file)
    _written(trust / REVOKED, authority.revocations(root, now(), {}, DAYS))
    _written(trust / ROOT, root.pem)  # last: with it all is there


def _signers(house: House) -> list[Row]:
    return [row for row in house.store.every(Person) if "manager" in row.get("roles", ())]


def _written(path: Path, content: bytes) -> None:
    """For Lontar alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)
    path.write_bytes(content)
