"""Settings of the web room."""

from dataclasses import dataclass, field

MOST_PORTS = 65535


@dataclass(frozen=True)
class Settings:
    """How the pages are served and how accounts are guarded."""

    host: str = field(
        default="127.0.0.1", metadata={"help": "Address the web listens on; the loopback address keeps it private."}
    )
    port: int = field(default=8000, metadata={"help": "Port the web listens on.", "least": 1, "most": MOST_PORTS})
    web_workers: int = field(default=2, metadata={"help": "Web processes.", "least": 1, "most": 64})
    web_threads: int = field(
        default=16, metadata={"help": "Requests that one web process holds at once.", "least": 1, "most": 1024}
    )
    answer_seconds: float = field(
        default=5.0,
        metadata={
            "help": "Seconds that a page waits for a MongoDB or Elasticsearch that does not answer.",
            "least": 0.1,
        },
    )
    public_url: str = field(
        default="",
        metadata={"help": "Address people use, e.g. https://surat.example.go.id; with https cookies travel only so."},
    )
    trusted_proxies: int = field(
        default=0, metadata={"help": "Reverse proxies in front whose X-Forwarded-* headers are believed."}
    )
    upload_seconds: float = field(
        default=120.0,
        metadata={"help": "Seconds one request's body may take to arrive before it is cut off.", "least": 1},
    )
    body_bytes: int = field(
        default=256 * 1024 * 1024,
        metadata={"help": "Largest body of one request; larger files come in pieces.", "least": 1},
    )
    upload_bytes: int = field(
        default=2 * 1024**3, metadata={"help": "Largest file that is taken, in bytes.", "least": 1}
    )
    upload_days: float = field(
        default=7.0, metadata={"help": "Days after which an upload that nobody went on with is thrown away."}
    )
    session_hours: float = field(
        default=12.0,
        metadata={"help": "Hours without opening a page after which a person signs in again.", "least": 0.1},
    )
    sign_in_attempts: int = field(
        default=8,
        metadata={
            "help": "Failed sign-ins of one login from one address within the window before it waits.",
            "least": 1,
        },
    )
    sign_in_attempts_login: int = field(
        default=100,
        metadata={
            "help": "Failed sign-ins of one login from everywhere before browsers new to it must wait.",
            "least": 1,
        },
    )
    sign_in_attempts_address: int = field(
        default=40,
        metadata={
            "help": "Failed sign-ins from one network address within the window before it must wait.",
            "least": 1,
        },
    )
    sign_in_window_minutes: float = field(
        default=15.0,
        metadata={"help": "Minutes over which failed sign-ins are counted, and how long the wait is.", "least": 1},
    )
    rate_person: int = field(
        default=600,
        metadata={
            "help": "Requests of dear pages (search, export, upload, verifying) that one person or token may send a "
            "minute; 0: no limit."
        },
    )
    rate_address: int = field(
        default=6000,
        metadata={"help": "The same of one network address, behind which a whole office may be; 0: no limit."},
    )
    reset_minutes: float = field(
        default=60.0, metadata={"help": "Minutes a password reset link stays good.", "least": 1}
    )
    metrics_token: str = field(
        default="",
        metadata={"help": "Bearer token for /metrics from other machines; empty: loopback only.", "secret": True},
    )


@dataclass(frozen=True)
class SingleSignOn:
    """A sign-in service of the office that speaks OpenID Connect; see docs/single-sign-on.md."""

    oidc_issuer: str = field(
        default="",
        metadata={
            "help": "Sign-in service (OpenID Connect): its issuer, letter by letter as it names itself. Empty: none."
        },
    )
    oidc_client_id: str = field(default="", metadata={"help": "Name of this archive at the sign-in service."})
    oidc_client_secret: str = field(
        default="", metadata={"help": "Its secret there; empty: it has none.", "secret": True}
    )
    oidc_name: str = field(default="", metadata={"help": "What the button says after Sign in with."})
    oidc_bind: bool = field(
        default=True,
        metadata={
            "help": "Whether somebody new to the sign-in service gets the account of their verified e-mail address."
        },
    )
