"""Settings of verification: whom the office trusts, and how much the check of one file may take."""

from dataclasses import dataclass, field

FOLDER = "trust"
"""Of the home, where no other folder is set."""


@dataclass(frozen=True)
class VerifySettings:
    """How signatures are verified, and how much that may take."""

    trust: str = field(
        default="",
        metadata={
            "help": "Folder of root certificates, intermediate ones and revocation lists (PEM, DER); "
            "empty: trust in the home."
        },
    )
    verify_mb: int = field(
        default=100, metadata={"help": "Largest PDF, in MB, whose signatures are verified.", "least": 1}
    )
    verify_signatures: int = field(
        default=100, metadata={"help": "Most signatures of one PDF that are verified.", "least": 1}
    )
    verify_revisions: int = field(
        default=400, metadata={"help": "Most times a PDF whose signatures are verified was added to.", "least": 1}
    )
    verify_seconds: float = field(
        default=4.0,
        metadata={"help": "Seconds of processor time that the signatures of one PDF may take.", "least": 1},
    )
    verify_memory_mb: int = field(
        default=512, metadata={"help": "Most memory, in MiB, of the process that verifies.", "least": 128}
    )
    verify_page_files: int = field(
        default=60,
        metadata={
            "help": "Files that one network address may have verified on the page within the window of sign-ins.",
            "least": 1,
        },
    )
    verify_page_mb: int = field(
        default=25, metadata={"help": "Largest PDF, in MB, that anybody may have verified on the page.", "least": 1}
    )
