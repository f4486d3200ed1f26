"""What must fit, when somebody comes back from the sign-in service: what was kept, and what a token must say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Begun:
    """A sign-in that has begun: what comes back must fit it."""

    state: str
    nonce: str
    verifier: str
    back: str


@dataclass(frozen=True)
class Expected:
    """What an ID token must say."""

    issuer: str
    client: str
    nonce: str
    access_token: str | None
