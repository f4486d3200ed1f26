"""Backups as the commands make and restore them."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from lontar.main import lontar


def said(home: Path, *command: str, typed: str | None = None, **engines: str) -> Result:
    return CliRunner().invoke(lontar, list(command), env={"LONTAR_HOME": str(home)} | engines, input=typed)


def done(home: Path, *command: str, **engines: str) -> dict[str, Any]:
    """What a command says that went well."""
    result = said(home, *command, "--json", **engines)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found
