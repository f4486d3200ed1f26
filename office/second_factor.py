"""The second factor of an account: codes by time (RFC 6238) from an app, and recovery codes for when it is lost.

What an app has is kept as it is, because each code is made from it; the store holds it beside password hashes, in a
field that no page, export or event tells of.
"""

import base64
import hashlib
import hmac
import secrets
from urllib.parse import quote, urlencode

from office.people import SIGNS, end_sessions
from office.tokens import digest
from schemas.errors import LontarError
from schemas.person import Person
from store.contract import Row

BYTES, DIGITS, STEP = 20, 6, 30
"""SHA-1, 160 bits, six digits, 30 seconds: what every authenticator app takes (RFC 4226 and 6238)."""
DRIFT = 1  # steps that a telephone's clock may be off (RFC 6238, 5.2)
SPARE = 8
GROUPS, GROUP = 3, 5  # 74 bits: a plain digest of it tells nothing


class WrongCode(LontarError):
    code, title, status, exit_code = "wrong-code", "Wrong code", 422, 2
    sentence = "The code is not right, or it was used before."
    advice = "Enter the newest code of your app, or one of your recovery codes."


def is_on(row: Row) -> bool:
    """Whether signing in to this account asks for a code."""
    return bool(row.get("second_factor", {}).get("secret"))


def code_at(secret: str, step: int) -> str:
    """The code of a step of 30 seconds since 1970. `secret`: base32."""
    made = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = made[-1] & 0x0F
    number = int.from_bytes(made[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def prepare(account: Person) -> None:
    """A new secret that counts once a code of it was entered."""
    account.second_factor = {"pending": base64.b32encode(secrets.token_bytes(BYTES)).decode()}


def address(secret: str, login: str, office: str) -> str:
    """What the QR code says, in the form that authenticator apps read."""
    label = quote(f"{office}:{login}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': office})}"


def confirm(account: Person, typed: str, at: float) -> list[str]:
    """Turn it on with a first code; the recovery codes, which nobody sees again. `at`: seconds. Raises WrongCode."""
    secret = account.second_factor.get("pending")
    step = _step(secret, typed, at, -1) if secret else None
    if step is None:
        raise WrongCode(field="one_time_password")
    spare = [_spare() for _ in range(SPARE)]
    account.second_factor = {"secret": secret, "step": step, "spare": [digest(one) for one in spare]}
    return spare


def spend(account: Person, typed: str, at: float) -> None:
    """Take a code of the app or a recovery code, each once: the step stands in the account, whose version every
    process compares. `at`: seconds. Raises WrongCode."""
    kept = dict(account.second_factor)
    step = _step(kept.get("secret", ""), typed, at, kept.get("step", -1))
    spare = digest("-".join(typed.strip().lower().replace("-", " ").split()))
    if step is not None:
        kept["step"] = step
    elif spare in kept.get("spare", []):
        kept["spare"] = [one for one in kept["spare"] if one != spare]
    else:
        raise WrongCode(field="one_time_password")
    account.second_factor = kept


def off(account: Person) -> None:
    """Without a second factor, and with every session ended."""
    account.second_factor = {}
    end_sessions(account)


def _step(secret: str, typed: str, at: float, after: int) -> int | None:
    """The step whose code was typed, if it is later than the last one that was taken."""
    code, present = "".join(typed.split()), int(at // STEP)
    if not (secret and code.isascii() and code.isdigit()):
        return None
    steps = range(max(present - DRIFT, after + 1, 0), present + DRIFT + 1)
    return next((step for step in steps if hmac.compare_digest(code_at(secret, step), code)), None)


def _spare() -> str:
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))
