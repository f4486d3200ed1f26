"""Settings of the office room: accounts, how it sends mail and calls a webhook, and how many days things may take."""

from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Accounts:
    looks_days: int = field(
        default=1825,
        metadata={"help": "Days for which it is kept who looked at a restricted letter; 0: for ever.", "most": 36500},
    )
    password_length: int = field(default=10, metadata={"help": "Fewest characters of a password.", "least": 8})
    second_factor_roles: str = field(
        default="",
        metadata={
            "help": "Roles, apart by commas, whose people must have a second factor: before they have set it up, no "
            "other page opens to them."
        },
    )
    token_days: int = field(
        default=365, metadata={"help": "Most days that a personal token may last.", "least": 1, "most": 3650}
    )

    @property
    def with_second_factor(self) -> frozenset[str]:
        """The roles whose people must have one."""
        return frozenset(one.strip().lower() for one in self.second_factor_roles.split(",") if one.strip())

    def demands_second_factor(self, roles: Collection[str]) -> bool:
        return not self.with_second_factor.isdisjoint(roles)


@dataclass(frozen=True)
class Settings:
    smtp_host: str = field(default="", metadata={"help": "Mail server that takes our mail; empty: no mail is sent."})
    smtp_port: int = field(default=587, metadata={"help": "Port of the mail server.", "least": 1, "most": 65535})
    smtp_tls: str = field(
        default="starttls",
        metadata={
            "help": "starttls, tls, or none (only for a mail server on this machine).",
            "one_of": ("starttls", "tls", "none"),
        },
    )
    smtp_user: str = field(default="", metadata={"help": "Account at the mail server; empty: none is needed."})
    smtp_password: str = field(default="", metadata={"help": "Its password.", "secret": True})
    mail_from: str = field(default="", metadata={"help": "Address our mail comes from, e.g. arsip@example.go.id."})


@dataclass(frozen=True)
class Webhook:
    webhook_url: str = field(
        default="", metadata={"help": "Address that is told of notices too, as of a gateway to Telegram or WhatsApp."}
    )
    webhook_secret: str = field(
        default="", metadata={"help": "What signs them (Standard Webhooks): whsec_ and base64.", "secret": True}
    )
    webhook_inside: str = field(
        default="", metadata={"help": "Host of that address, where it is in the office's own network (a private one)."}
    )


@dataclass(frozen=True)
class Outward:
    inside_hosts: str = field(
        default="",
        metadata={
            "help": "Hosts in the office's own network that may be called, apart by commas: the sign-in service, the "
            "signing service, time stamping servers, lists of revoked certificates. No other private address is called."
        },
    )


@dataclass(frozen=True)
class Deadlines:
    """In working days. 0 of `remind_before` and `escalate_after`: never."""

    due_ordinary: int = field(
        default=5, metadata={"help": "Working days for what is ordinary (biasa).", "least": 1, "most": 365}
    )
    due_urgent: int = field(
        default=2, metadata={"help": "Working days for what is urgent (segera).", "least": 1, "most": 365}
    )
    due_very_urgent: int = field(
        default=1, metadata={"help": "Working days for what is very urgent (sangat segera).", "least": 1, "most": 365}
    )
    remind_before: int = field(
        default=1, metadata={"help": "Working days before the due day of a reminder; 0: none comes before.", "most": 60}
    )
    escalate_after: int = field(
        default=3,
        metadata={
            "help": "Working days overdue until the head of the unit above is told; 0: never.",
            "most": 365,
        },
    )
    loan_days: int = field(
        default=10,
        metadata={"help": "Working days after which paper on loan is to be back.", "least": 1, "most": 365},
    )

    def of_urgency(self, urgency: str) -> int:
        """Working days by a code of the vocabulary of urgency."""
        return int(getattr(self, f"due_{urgency.replace('-', '_')}"))


@dataclass(frozen=True)
class Outside:
    """What of the office's own letters leaves it by mail."""

    mail_classes: str = field(
        default="B",
        metadata={"help": "Security classes of letters that may be mailed to recipients outside: B, or B,T."},
    )

    def may_mail(self, security_class: str) -> bool:
        return security_class in {one.strip().upper() for one in self.mail_classes.split(",")}
