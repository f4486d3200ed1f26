"""People with accounts: made, changed, and their passwords."""

import secrets

from argon2 import PasswordHasher

from schemas.errors import WrongUse
from schemas.person import ROLES, Person

_hasher = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
"""19 MiB, t=2, p=1 (OWASP's second choice), what the sign-in page checks with: 37 ms."""
SHORTEST = 10


def person(name: str, login: str, roles: list[str], unit: str, password: str | None = None) -> Person:
    """A new account; without a password it can be used after a reset only. Raises WrongUse."""
    login = login.strip().lower()
    if not name.strip():
        raise WrongUse(what="The name", why="it is empty")
    if "@" not in login[1:-1] or any(letter.isspace() for letter in login):
        raise WrongUse(what=f"The login {login}", why="it must be an e-mail address")
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise WrongUse(what=f"The role {', '.join(unknown) or '(none)'}", why=f"known are {', '.join(ROLES)}")
    made = Person(name=name.strip(), login=login, roles=roles, unit=unit, uniquifier=secrets.token_hex(16))
    if password is not None:
        set_password(made, password)
    return made


def set_password(account: Person, password: str) -> None:
    """A new password; sessions that are open end with it. Raises WrongUse."""
    if len(password) < SHORTEST:
        raise WrongUse(what="The password", why=f"it needs at least {SHORTEST} characters")
    account.password = _hasher.hash(password)
    account.uniquifier = secrets.token_hex(16)
