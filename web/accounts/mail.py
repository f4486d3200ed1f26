"""How the accounts library sends mail: by the office's own mail settings."""

import logging
from typing import Any

from flask_security import MailUtil as LibraryMail

from schemas.errors import LontarError

log = logging.getLogger("lontar.web")


class MailUtil(LibraryMail):
    def send_mail(self, template: str, subject: str, recipient: Any, *rest: Any, **more: Any) -> None:
        """A mail server that is away must not tell a stranger whether an address has an account: it is logged."""
        from web.accounts.post import send

        try:
            send(recipient, str(subject), str(more["body"] if "body" in more else rest[1]))
        except LontarError as error:
            log.warning("mail for a password reset was not sent: %s", error)
