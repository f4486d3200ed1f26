"""Settings of the office room: accounts, and how it sends mail."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Accounts:
    password_length: int = field(default=10, metadata={"help": "Fewest characters of a password.", "least": 8})


@dataclass(frozen=True)
class Settings:
    smtp_host: str = field(default="", metadata={"help": "Mail server that takes our mail; empty: no mail is sent."})
    smtp_port: int = field(default=587, metadata={"help": "Port of the mail server."})
    smtp_tls: str = field(
        default="starttls", metadata={"help": "starttls, tls, or none (only for a mail server on this machine)."}
    )
    smtp_user: str = field(default="", metadata={"help": "Account at the mail server; empty: none is needed."})
    smtp_password: str = field(default="", metadata={"help": "Its password.", "secret": True})
    mail_from: str = field(default="", metadata={"help": "Address our mail comes from, e.g. arsip@example.go.id."})
