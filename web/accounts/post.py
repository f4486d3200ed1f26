"""Sending one message with the mail settings of the office."""

from office.notices import send_mail
from web.current import house


def send(recipient: str, subject: str, body: str) -> None:
    """Raises a LontarError when mail is not set up or its server is away."""
    send_mail(house().settings.office, recipient, subject, body)
