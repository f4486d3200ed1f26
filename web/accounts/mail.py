"""How the accounts library sends mail: by the office's own mail settings."""

import logging
from typing import Any

from flask_security import MailUtil as LibraryMail

from schemas.errors import LontarError

log = logging.getLogger("lontar.web")


class MailUtil(LibraryMail):  # type: ignore[misc] # Flask-Security is untyped
    def send_mail(
        self, template: str, subject: str, recipient: str, sender: str, body: str, html: str | None, **_: Any
    ) -> None:
        """A mail server that is away must not tell a stranger whether an address has an account: it is logged."""
        from web.accounts.post import send

        try:
            send(recipient, str(subject), body)
        except LontarError as error:
            log.warning("mail for a password reset was not sent: %s", error)
