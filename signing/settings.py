"""Settings of the room: how our letters are signed, and by whom."""

from dataclasses import dataclass, field

SERVICE, FILES = "bsre", "pkcs12"
"""Who signs: the BSrE service, or key files that the office keeps."""


@dataclass(frozen=True)
class Settings:
    sign_level: str = field(
        default="B-B",
        metadata={
            "help": "Level of our signatures: B-B, B-T, B-LT or B-LTA. A level that cannot be met is an error.",
            "one_of": ("B-B", "B-T", "B-LT", "B-LTA"),
        },
    )
    sign_with: str = field(
        default=FILES,
        metadata={
            "help": "Who signs: pkcs12 (a key file of each signer, keys/LOGIN.p12 in the home) or bsre (the service).",
            "one_of": (FILES, SERVICE),
        },
    )
    tsa_address: str = field(default="", metadata={"help": "Time stamping server (RFC 3161), for levels above B-B."})
    bsre_address: str = field(default="", metadata={"help": "Address of the BSrE service, e.g. https://esign.example."})
    bsre_version: int = field(default=2, metadata={"help": "Its interface: 1 or 2.", "least": 1, "most": 2})
    bsre_user: str = field(default="", metadata={"help": "Account of this office at the service (HTTP Basic)."})
    bsre_password: str = field(default="", metadata={"help": "Its password.", "secret": True})
    bsre_seconds: float = field(
        default=60.0, metadata={"help": "How long the service may take to sign.", "least": 1, "most": 600}
    )
