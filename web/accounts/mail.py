"""How the accounts library sends mail: by the office's own mail settings, in our words, behind the answer."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_security import MailUtil as LibraryMail

from web.accounts.post import public_address, send_behind
from web.current import office, web_settings


class MailUtil(LibraryMail):
    def send_mail(self, template: str, subject: str, recipient: Any, *rest: Any, **more: Any) -> None:
        """The only message the library sends here: the link that opens the page for a new password."""
        address = public_address()
        if address is None:
            return  # the page has said whom to ask instead
        link = f"{address}/reset/{more['reset_token']}"
        minutes = round(web_settings().reset_minutes)
        name = (office() or {}).get("name") or "Lontar"
        body = render_template("accounts/mail/reset.txt", link=link, minutes=minutes, office_name=name)
        send_behind(str(recipient), _("New password for %(office)s", office=name), body)
