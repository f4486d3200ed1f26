"""Signed PDFs in the sandbox: whatever a file does to its reader, the answer is a verdict."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from lontar.settings import Settings
from paper.errors import FileFault
from paper.sandbox import Sandbox
from signing.marks import HEAD, may_be_signed
from signing.reasons import because
from signing.verdict import Verdict
from signing.verify_settings import FOLDER

GRACE_SECONDS = 30.0
"""A file has its own limit of processor time; this one ends what holds on to it, on a machine that may be busy."""
PRELOAD = ("signing.verifying",)


def verifier(settings: Settings) -> Sandbox:
    """A sandbox for verifying many files: it may take less memory than one that reads them."""
    limits = replace(settings.paper, sandbox_memory_mb=settings.verify.verify_memory_mb)
    return Sandbox(limits, PRELOAD)


def folders(settings: Settings, more: Path | None = None) -> list[Path]:
    """Where the certificates are that this office trusts, and those of one call."""
    own = Path(settings.verify.trust) if settings.verify.trust else settings.home / FOLDER
    return [own.absolute(), *([more.absolute()] if more else [])]


def checked(
    sandbox: Sandbox,
    path: Path,
    settings: Settings,
    *,
    at: datetime | None = None,
    trust: Sequence[Path] | None = None,
) -> Verdict:
    """The verdict on a PDF as of `at` (now, unless given). One that no program has signed needs no sandbox.

    Raises OSError for a file that is not there, SandboxUnavailable."""
    when = at or datetime.now(UTC)
    if _plain(path):
        return Verdict("unsigned", when, (because("no-signature"),))
    known = list(folders(settings) if trust is None else trust)
    what = ("signing.verifying:verify_file", path.absolute(), known, when, settings.verify)
    try:
        found: Verdict = sandbox.call(*what, seconds=settings.verify.verify_seconds + GRACE_SECONDS)
    except FileFault as error:
        return Verdict("unverifiable", when, (because("not-checked", why=error.title),))
    return found


def _plain(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF-" in file.read(HEAD) and not may_be_signed(path)
