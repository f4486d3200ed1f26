"""Who signs for a person: their key file in the home, or the signing service. What makes signatures is loaded when the
first is made: pyHanko takes half a second."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lontar.settings import Settings
from lontar.verifying.checked import folders
from lontar.wiring import House
from office.access import Reader
from schemas.errors import LontarError, NotAmong
from schemas.person import Person
from schemas.signing_attempt import WAYS
from signing.settings import SERVICE
from signing.signer import Signer
from signing.trust import read_trust

if TYPE_CHECKING:
    from signing.raising import Raising
    from signing.timestamps import Timestamps

KEYS = "keys"
"""Folder in the home with the key files of signers, LOGIN.p12."""
MARGIN = 60.0
"""Seconds beyond what the service may take, after which nobody is at it any more: our own work and a slow disk."""
LOCAL_SECONDS = 120.0
"""The same where we sign ourselves: servers of time and lists of revoked certificates have 8 each."""


@dataclass(frozen=True)
class Secret:
    """What a person types to sign. Never stored, logged, put into a job or an error. `identity`: their NIK, where the
    service wants it."""

    passphrase: str = field(repr=False)
    identity: str = field(default="", repr=False)


def way_of(settings: Settings) -> str:
    """Who signs by the settings. Raises NotAmong."""
    if settings.signatures.sign_with not in WAYS:
        raise NotAmong(what="LONTAR_SIGN_WITH", known=", ".join(WAYS))
    return settings.signatures.sign_with


def seconds_of(settings: Settings) -> float:
    """After how long nobody can be at a signature any more."""
    return settings.signatures.bsre_seconds + MARGIN if way_of(settings) == SERVICE else LOCAL_SECONDS


def signer_for(house: House, reader: Reader, secret: Secret) -> Signer:
    """Raises NotAmong, and what opening a key file raises: WrongPassphrase, NoKeyFile, Expired and more."""
    from signing.bsre import BsreSigner
    from signing.pades import LocalSigner
    from signing.pkcs12 import NoKeyFile, opened

    settings = house.settings
    login = identity_of(house, reader)
    if way_of(settings) == SERVICE:
        return BsreSigner(settings.signatures, secret.identity or login, secret.passphrase)
    path = key_file(settings.home, login)
    if not path.is_file():
        raise NoKeyFile(why=f"there is no {KEYS}/{path.name} in the home")
    key = opened(path.read_bytes(), secret.passphrase, reader.name)
    return LocalSigner(key, read_trust(*folders(settings)), _server(settings))


def raising_to(house: House, level: str) -> "Raising":
    """What raises a service's signature to a level."""
    from signing.raising import Raising

    return Raising(level, read_trust(*folders(house.settings)), _server(house.settings))


def _server(settings: Settings) -> "Timestamps | None":
    from signing.timestamps import Timestamps

    address = settings.signatures.tsa_address
    return Timestamps(address) if address else None


def identity_of(house: House, reader: Reader) -> str:
    """The login of a person, which is their e-mail address."""
    return str((house.store.get(Person, reader.person) or {}).get("login", ""))


def key_file(home: Path, login: str) -> Path:
    """Where the key file of a person is looked for; a login that is no name of a file leads nowhere."""
    return home / KEYS / f"{Path(login).name}.p12"


def service_says(house: House, reader: Reader, identity: str = "") -> str:
    """What the signing service says of a person: ISSUE for who may sign; empty where we sign ourselves, or it gives no
    answer. It does not tell what it signed: it keeps nothing of it."""
    if way_of(house.settings) != SERVICE:
        return ""
    from signing.bsre import status

    try:
        return status(house.settings.signatures, identity or identity_of(house, reader))
    except LontarError:
        return ""
