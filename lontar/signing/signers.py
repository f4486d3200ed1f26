"""Who signs for a person: their key file in the home, or the signing service. What makes signatures is loaded when the
first is made: pyHanko takes half a second."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lontar.settings import Settings
from lontar.verifying.checked import folders
from lontar.wiring import House
from office.access import Reader
from office.outward import hosts
from schemas.errors import LontarError, NotAmong, WrongUse
from schemas.person import Person
from schemas.signing_attempt import WAYS
from signing.settings import SERVICE
from signing.signer import Signer, SigningFault
from signing.trust import Trust, read_trust

if TYPE_CHECKING:
    from signing.raising import Raising
    from signing.timestamps import Timestamps

KEYS = "keys"
"""Folder in the home with the key files of signers, LOGIN.p12."""
MARGIN = 60.0
"""Seconds beyond what the service may take, after which nobody is at it any more: our own work and a slow disk."""
LOCAL_SECONDS = 120.0
"""The same where we sign ourselves: servers of time and lists of revoked certificates have 8 each."""


class OneLetterACode(SigningFault):
    code, title, status, exit_code = "one-letter-a-code", "One letter", 400, 2
    sentence = "A one-time code signs one letter, and %(count)s were chosen."
    advice = "Choose one, or sign them with your passphrase."


@dataclass(frozen=True)
class Secret:
    """What a person types to sign: a passphrase or, where there is one, a one-time code. Never stored, logged, put into
    a job or an error. `identity`: their NIK, where the service wants it."""

    passphrase: str = field(repr=False)
    identity: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


def way_of(settings: Settings) -> str:
    """Who signs by the settings. Raises NotAmong."""
    if settings.signatures.sign_with not in WAYS:
        raise NotAmong(what="LONTAR_SIGN_WITH", known=", ".join(WAYS))
    return settings.signatures.sign_with


def seconds_of(settings: Settings) -> float:
    """After how long nobody can be at a signature any more."""
    return settings.signatures.bsre_seconds + MARGIN if way_of(settings) == SERVICE else LOCAL_SECONDS


def takes_codes(settings: Settings) -> bool:
    """Whether one signs with one-time codes too."""
    return way_of(settings) == SERVICE and settings.signatures.bsre_version > 1


def wants_nik(settings: Settings) -> bool:
    """Version 1 of the service knows people by their NIK, which is kept nowhere."""
    return way_of(settings) == SERVICE and settings.signatures.bsre_version == 1


def signer_for(house: House, reader: Reader, secret: Secret, letters: int = 1) -> Signer:
    """Who signs so many letters. Raises NotAmong, NoCodes, OneLetterACode, WrongUse, and what opening a key file
    raises: WrongPassphrase, NoKeyFile, Expired and more."""
    from signing.bsre import BsreSigner
    from signing.bsre_request import NoCodes, Proof
    from signing.pades import LocalSigner
    from signing.pkcs12 import NoKeyFile, opened

    settings = house.settings
    login = identity_of(house, reader)
    if secret.code and not takes_codes(settings):
        raise NoCodes
    if secret.code and letters > 1:
        raise OneLetterACode(count=letters)
    if way_of(settings) == SERVICE:
        if not (secret.code or secret.passphrase):
            raise WrongUse(what="The passphrase", why="it is empty", field="key_password")
        proof = Proof(secret.code or secret.passphrase, once=bool(secret.code))
        return BsreSigner(settings.signatures, secret.identity or login, proof, _inside(settings))
    path = key_file(settings.home, login)
    if not path.is_file():
        raise NoKeyFile(why=f"there is no {KEYS}/{path.name} in the home")
    key = opened(path.read_bytes(), secret.passphrase, reader.name)
    return LocalSigner(key, trusted(settings), _server(settings))


def raising_to(house: House, level: str) -> "Raising":
    """What raises a service's signature to a level."""
    from signing.raising import Raising

    return Raising(level, trusted(house.settings), _server(house.settings))


def _server(settings: Settings) -> "Timestamps | None":
    from signing.timestamps import Timestamps

    address = settings.signatures.tsa_address
    return Timestamps(address, inside=_inside(settings)) if address else None


def trusted(settings: Settings, more: Path | None = None) -> Trust:
    """What the office trusts, with the hosts of its own network that may be asked for lists. `more`: another folder."""
    return replace(read_trust(*folders(settings, more)), inside=_inside(settings))


def _inside(settings: Settings) -> frozenset[str]:
    """Hosts of the office's own network that may be called."""
    return hosts(settings.outward.inside_hosts)


def identity_of(house: House, reader: Reader) -> str:
    """The login of a person, which is their e-mail address."""
    return str((house.store.get(Person, reader.person) or {}).get("login", ""))


def key_file(home: Path, login: str) -> Path:
    """Where the key file of a person is looked for; a login that is no name of a file leads nowhere."""
    return home / KEYS / f"{Path(login).name}.p12"


def send_code(house: House, reader: Reader) -> None:
    """Have the service send a person a one-time code. Raises NotAmong, NoCodes, SigningFault, Unavailable."""
    from signing import bsre
    from signing.bsre_request import NoCodes

    if not takes_codes(house.settings):
        raise NoCodes
    bsre.send_code(house.settings.signatures, identity_of(house, reader), _inside(house.settings))


def service_says(house: House, reader: Reader, identity: str = "") -> str:
    """What the signing service says of a person: ISSUE for who may sign; empty where we sign ourselves, or it gives no
    answer. It does not tell what it signed: it keeps nothing of it."""
    if way_of(house.settings) != SERVICE:
        return ""
    from signing.bsre import status

    try:
        return status(house.settings.signatures, identity or identity_of(house, reader), _inside(house.settings))
    except LontarError:
        return ""
