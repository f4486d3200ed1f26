"""What no line of a log says: passwords in addresses, bearer's tokens, keys, links that open an account, and the
secrets of the settings, wherever they come from: a library's error, a trace, a value that somebody put there."""

import re
from collections.abc import Iterable

from store.address import masked

HIDDEN = "***"
SHORTEST = 6
"""Characters of a secret that is looked for as it is: a shorter one would blot out words."""
NAMES = (
    "password", "passphrase", "passwd", "secret", "client_secret", "token", "access_token", "id_token", "refresh_token",
    "csrf_token", "code", "one_time_password", "totp", "otp", "authorization", "cookie", "set-cookie", "nik",
)  # fmt: skip
"""Names of values that are secrets, as forms, headers and other services write them."""
VALUE = r"""("[^"]*"|'[^']*'|[^\s&,;}\])]+)"""
NAMED = re.compile(rf"""(?i)(["']?\b(?:{"|".join(map(re.escape, NAMES))})["']?\s*[=:]\s*){VALUE}""")
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")
KEYS = re.compile(r"\b(AGE-SECRET-KEY-1|whsec_|lontar_(?=[\w-]{40}))[\w+/=-]+")
LINKS = re.compile(r"(/(?:reset|setup|track|feeds?)[/?](?:token=)?)[\w.~%-]{12,}")


class Unsaid:
    """`secrets`: values that are never to stand anywhere, whatever is around them."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        held = sorted({one for one in secrets if len(one) >= SHORTEST}, key=len, reverse=True)
        self._held = re.compile("|".join(map(re.escape, held))) if held else None

    def __call__(self, text: str) -> str:
        """The text without them."""
        if self._held:
            text = self._held.sub(HIDDEN, text)
        text = masked(text) if "://" in text else text
        text = BEARER.sub(rf"\1 {HIDDEN}", text)
        text = NAMED.sub(rf"\1{HIDDEN}", text)
        text = KEYS.sub(rf"\1{HIDDEN}", text)
        return LINKS.sub(rf"\1{HIDDEN}", text)
