"""Notices to people: by e-mail, with the office's own mail server."""

import hashlib
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from office.errors import MaybeSent
from office.mail import is_set
from office.settings import Settings
from schemas.errors import Unavailable

SECONDS = 20.0  # how long a mail server may take to answer
PLAIN, OTHER = ("application/", "image/"), "application/octet-stream"
"""Media types of enclosed files that are said as they are; all others are files of no kind."""


@dataclass(frozen=True)
class Enclosed:
    """A file that goes with a message; `kind`: its media type."""

    name: str
    kind: str
    content: bytes


def send_mail(
    settings: Settings,
    recipient: str,
    subject: str,
    body: str,
    id: str | None = None,
    *,
    enclosed: Sequence[Enclosed] = (),
) -> None:
    """Send one message of plain text; `id`: what its Message-ID is made of, for one that may be sent again.

    Raises Unavailable when mail is not set up or the server refuses; MaybeSent when the server fell silent while it
    had the message."""
    if not is_set(settings):
        raise Unavailable(what="Mail", why="LONTAR_SMTP_HOST and LONTAR_MAIL_FROM are not set")
    message = _message(settings, recipient, subject, body, id)
    for one in enclosed:
        kind, _, form = (one.kind if one.kind.startswith(PLAIN) else OTHER).partition("/")
        message.add_attachment(one.content, maintype=kind, subtype=form, filename=one.name)
    where = f"The mail server {settings.smtp_host}"
    try:
        with _session(settings) as server:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            _give(server, message, where)
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(what=where, why=str(error)) from error


@contextmanager
def _session(settings: Settings) -> Iterator[smtplib.SMTP]:
    """How its end is answered is of no interest: what was taken by then is on its way."""
    server = _connected(settings)
    try:
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _give(server: smtplib.SMTP, message: EmailMessage, where: str) -> None:
    """Raises MaybeSent where no answer comes any more; and what the server answers."""
    try:
        server.send_message(message)
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise MaybeSent(what=where, why=str(error)) from error


def _message(settings: Settings, recipient: str, subject: str, body: str, id: str | None) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, recipient, subject
    message["Date"] = formatdate(localtime=True)
    domain = settings.mail_from.rpartition("@")[2] or "lontar"
    message["Message-ID"] = f"<{short(id)}@{domain}>" if id else make_msgid(domain=domain)
    message.set_content(body)
    return message


def is_for_ever(error: Unavailable) -> bool:
    """Whether the server said that it will never take this message for this recipient."""
    match error.__cause__:
        case smtplib.SMTPRecipientsRefused() as why:
            return all(code >= 500 for code, _ in why.recipients.values())
        case smtplib.SMTPDataError() as why:
            return why.smtp_code >= 500
    return False


def short(id: str) -> str:
    """What stands for an id of any length, so that the header needs no second line."""
    return hashlib.sha256(id.encode()).hexdigest()[:32]


def _connected(settings: Settings) -> smtplib.SMTP:
    """A connection to the mail server; its certificate is checked unless there is none."""
    if settings.smtp_tls == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.smtp_host, settings.smtp_port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SECONDS)
    if settings.smtp_tls == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server
