"""Messages with the mail settings of the office: at once, or behind the answer to a page."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from flask import request

from lontar.settings import again
from office.mail import is_set
from office.notices import send_mail
from schemas.errors import LontarError
from schemas.event import SYSTEM
from store.changes import Changes, Happened
from web.current import house, is_loopback, web_settings

if TYPE_CHECKING:
    from lontar.wiring import House

log = logging.getLogger("lontar.web")
FAILED = "mail.failed"
THING = "office/mail"
_behind = ThreadPoolExecutor(1, "mail")


def send(recipient: str, subject: str, body: str) -> None:
    """Send now. Raises a LontarError when mail is not set up or its server is away."""
    send_mail(again(house().settings).office, recipient, subject, body)


def send_behind(recipient: str, subject: str, body: str) -> None:
    """Send behind the answer, so that how long a page takes tells nobody whether there was somebody to write to.

    A failure is an event, which the administration shows."""
    _behind.submit(_deliver, house(), recipient, subject, body)


def _deliver(where: "House", recipient: str, subject: str, body: str) -> None:
    try:
        send_mail(again(where.settings).office, recipient, subject, body)
    except LontarError as error:
        log.warning("a message was not sent: %s", error)
        where.store.commit(Changes(events=(Happened(FAILED, THING, SYSTEM, after={"error": error.as_dict()}),)))


def mail_goes_out() -> bool:
    """Whether the office has a mail server."""
    return is_set(again(house().settings).office)


def public_address() -> str | None:
    """Where links in messages lead: the setting, else this machine for whoever sits at it. Never what a request from
    elsewhere says of its host, which a stranger makes up so that the link in somebody's mail leads to them."""
    return web_settings().public_url.rstrip("/") or (request.host_url.rstrip("/") if is_loopback() else None)


def links_go_out() -> bool:
    """Whether a link can be sent by mail: there is a mail server, and an address to lead to."""
    return mail_goes_out() and public_address() is not None
