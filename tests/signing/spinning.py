"""A file that keeps the library busy for ever; called in the sandbox, whose main thread alone can be interrupted."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from signing.verdict import Verdict
from signing.verify_settings import VerifySettings
from signing.verifying import verify_file


def spin(*_: object) -> None:
    """Also where the library catches whatever is raised within it."""
    while True:
        with suppress(Exception):
            sum(range(1000))


def verified(path: Path, at: datetime, settings: VerifySettings) -> Verdict:
    with patch("signing.difference.changes_of", spin):
        return verify_file(path, [], at, settings)
