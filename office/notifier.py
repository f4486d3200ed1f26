"""How a message leaves the house: one contract, and who keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from office.errors import MessageRefused
from office.mail import is_set
from office.notices import is_for_ever, send_mail
from office.settings import Settings, Webhook
from office.webhook import Hook
from schemas.errors import Unavailable


@dataclass(frozen=True)
class Message:
    """`id`: the same however often it is sent; `kind`: that of its notice, or "daily"; `at`: in UTC. `person`: who gets
    it, `login` their e-mail address, `contact` what the gateway behind the webhook knows them by. `facts`: what
    machines want to know of it (JSON types)."""

    id: str
    kind: str
    at: datetime
    person: str
    login: str
    contact: str
    subject: str
    body: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Notifier(Protocol):
    def send(self, message: Message) -> None:
        """Raises Unavailable when it may go better later, MessageRefused when it will not."""
        ...


class Mail:
    """By the office's mail server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, message: Message) -> None:
        try:
            send_mail(self._settings, message.login, message.subject, message.body, message.id)
        except Unavailable as error:
            if is_for_ever(error):
                raise MessageRefused(what=message.login, why=str(error)) from error
            raise


class Webhooks:
    """By the address that the office set, which passes it on to where the person is."""

    def __init__(self, settings: Webhook) -> None:
        self._hook = Hook(settings)

    def send(self, message: Message) -> None:
        to = {"person": message.person, "login": message.login, "contact": message.contact}
        data = {"to": to, "subject": message.subject, "text": message.body, **message.facts}
        said = {"type": f"notice.{message.kind}", "timestamp": f"{message.at.isoformat()}Z", "data": data}
        status = self._hook.call(message.id, said)
        if status in LATER or status >= 500 or 300 <= status < 400:
            raise Unavailable(what="The webhook", why=f"it answered {status}")
        if status >= 400:
            raise MessageRefused(what="The webhook", why=f"it answered {status}")


LATER = (401, 403, 404, 408, 409, 425, 429)
"""Answers that a person mends, or time does: nothing is wrong with the message itself."""


def notifiers(mail: Settings, webhook: Webhook) -> dict[str, Notifier]:
    """Those that are set up, by channel."""
    found: dict[str, Notifier] = {}
    if is_set(mail):
        found["mail"] = Mail(mail)
    if webhook.webhook_url:
        found["hook"] = Webhooks(webhook)
    return found
