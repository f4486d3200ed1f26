"""Notices to people: by e-mail, with the office's own mail server."""

import hashlib
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from office.mail import is_set
from office.settings import Settings
from schemas.errors import Unavailable

SECONDS = 20.0  # how long a mail server may take to answer


def send_mail(settings: Settings, recipient: str, subject: str, body: str, id: str | None = None) -> None:
    """Send one message of plain text; `id`: what its Message-ID is made of, for one that may be sent again.

    Raises Unavailable when mail is not set up or the server refuses."""
    if not is_set(settings):
        raise Unavailable(what="Mail", why="LONTAR_SMTP_HOST and LONTAR_MAIL_FROM are not set")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, recipient, subject
    message["Date"] = formatdate(localtime=True)
    domain = settings.mail_from.rpartition("@")[2] or "lontar"
    message["Message-ID"] = f"<{short(id)}@{domain}>" if id else make_msgid(domain=domain)
    message.set_content(body)
    try:
        with _connected(settings) as server:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(what=f"The mail server {settings.smtp_host}", why=str(error)) from error


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
