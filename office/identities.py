"""Whom the office's sign-in service names, and which account is theirs.

Somebody is known by issuer and subject alone (OpenID Connect Core 1.0, section 5.7): addresses are given away and given
again. Their verified e-mail address finds their account once, at the first sign-in, where the office allows it.
"""

import hashlib
from dataclasses import dataclass

from schemas.errors import LontarError, NotFound
from schemas.person import Person
from schemas.stored import now
from store.again import again
from store.changes import Changes, Happened
from store.contract import Row, Store

BOUND = "identity"
"""In `account`: issuer, subject and since when, for people to read."""


class NoAccount(LontarError):
    code, title, status = "sso-no-account", "No account here", 403
    sentence = "The sign-in service knows you as %(email)s, and nobody here has an account with that address."
    advice = "Ask your administrator for an account with this address."


class AccountOff(LontarError):
    code, title, status = "sso-account-off", "Account switched off", 403
    sentence = "The sign-in service knows you, but your account here is switched off."
    advice = "Ask your administrator to switch it on."


class NotBound(LontarError):
    code, title, status = "sso-not-bound", "Not known here yet", 403
    sentence = "The sign-in service knows you, but no account here belongs to you, and none is given out by address."
    advice = "Sign in with your password, or ask your administrator to set LONTAR_OIDC_BIND for a while."


class BoundElsewhere(LontarError):
    code, title, status = "sso-bound-elsewhere", "Account of somebody else", 403
    sentence = "The account of %(email)s belongs to another identity at the sign-in service."
    advice = "If you are the same person, ask your administrator for lontar users --unbind."


@dataclass(frozen=True)
class Identity:
    """Who somebody is elsewhere."""

    issuer: str
    subject: str

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.issuer}\0{self.subject}".encode()).hexdigest()


def owner(store: Store, identity: Identity) -> Row | None:
    """The account that is bound to an identity, if one is. Raises AccountOff."""
    rows = store.find(Person, {"identity": identity.key}, limit=1)
    if not rows:
        return None
    return _on(rows[0])


def bind(store: Store, identity: Identity, email: str) -> Row:
    """The account of a verified address, from now on that of this identity. Raises NoAccount, AccountOff,
    BoundElsewhere."""

    def decide() -> Changes:
        rows = store.find(Person, {"login": email.lower()}, limit=1)
        if not rows:
            raise NoAccount(email=email)
        account = Person.unpacked(_on(rows[0]))
        if account.identity and account.identity != identity.key:
            raise BoundElsewhere(email=email)
        said = {"issuer": identity.issuer, "subject": identity.subject}
        account.identity = identity.key
        account.account[BOUND] = said | {"at": now()}
        return Changes.of(account, events=[Happened("person.bound", f"people/{account.id}", account.id, after=said)])

    again(store, decide)
    row = owner(store, identity)
    if row is None:
        raise NoAccount(email=email)  # unbound again in between
    return row


def unbound(account: Person, actor: str, operator: str | None = None) -> Changes:
    """The account belongs to no identity any more; whoever signs in by its address next is bound anew. Raises
    NotFound."""
    if not account.identity:
        raise NotFound(what=f"An identity of {account.login}")
    before = {name: account.account.get(BOUND, {}).get(name) for name in ("issuer", "subject")}
    account.identity = None
    account.account.pop(BOUND, None)
    event = Happened("person.unbound", f"people/{account.id}", actor, operator=operator, before=before)
    return Changes.of(account, events=[event])


def _on(row: Row) -> Row:
    if not row.get("active", True):
        raise AccountOff
    return row
