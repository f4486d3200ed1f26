"""Where the office's mail goes out, as a person writes it: one URL, or the single settings."""

from dataclasses import fields
from urllib.parse import unquote, urlsplit

from office.errors import UnknownChoice
from office.settings import Settings
from schemas.errors import WrongUse

SCHEMES = {"smtp": ("starttls", 587), "smtps": ("tls", 465), "smtp+plain": ("none", 25)}
"""Scheme of the URL: how the connection is protected, and the usual port (RFC 6409, RFC 8314)."""
PROTECTIONS = tuple(tls for tls, _ in SCHEMES.values())


def from_url(url: str, sender: str) -> Settings:
    """Mail settings from smtp://USER:PASSWORD@HOST:PORT (STARTTLS), smtps:// (TLS) or smtp+plain:// (unprotected, for
    a mail server on this machine). Raises WrongUse."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or parts.path.strip("/") or parts.query:
        raise WrongUse(
            what=f"The mail server {parts.scheme}://…", why="it must be smtp://HOST:PORT or smtps://HOST:PORT"
        )
    tls, usual = SCHEMES[parts.scheme]
    try:
        port = parts.port or usual
    except ValueError as error:
        raise WrongUse(what="The port of the mail server", why="it must be a number up to 65535") from error
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return checked(Settings(parts.hostname or "", port, tls, user, password, sender.strip()))


def checked(settings: Settings) -> Settings:
    """The settings, if mail can go out with them. Raises WrongUse, UnknownChoice."""
    name, _, domain = settings.mail_from.rpartition("@")
    if not settings.smtp_host or any(sign.isspace() for sign in settings.smtp_host):
        raise WrongUse(what="The name of the mail server", why="it is empty or holds spaces", field="smtp_host")
    if not 1 <= settings.smtp_port <= 65535:
        raise WrongUse(what="The port of the mail server", why="it must be a number up to 65535", field="smtp_port")
    if settings.smtp_tls not in PROTECTIONS:
        raise UnknownChoice(value=settings.smtp_tls, known=", ".join(PROTECTIONS), field="smtp_tls")
    if not name or not domain or any(sign.isspace() for sign in settings.mail_from):
        raise WrongUse(what=settings.mail_from or "The sender", why="it must be an e-mail address", field="mail_from")
    return settings


def is_set(settings: Settings) -> bool:
    """Whether mail goes out at all."""
    return bool(settings.smtp_host and settings.mail_from)


def values_of(settings: Settings) -> dict[str, str | int]:
    """The settings by name, as they are kept."""
    return {one.name: getattr(settings, one.name) for one in fields(settings)}
