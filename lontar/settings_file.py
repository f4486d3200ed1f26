"""Settings as files: lontar.toml, written by hand or, in the home, by the pages and `lontar init`."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.errors import WrongUse
from store.disk import write_whole

FILE = "lontar.toml"
HEAD = "# Written by Lontar's pages and `lontar init`; the environment and a lontar.toml of your own win over it.\n"


def read(file: Path) -> dict[str, Any]:
    """Names and values of a file. Raises FileNotFoundError, and ValueError or OSError for one that is no TOML."""
    return {name.replace("-", "_"): value for name, value in tomllib.loads(file.read_text("utf-8")).items()}


def write(file: Path, values: Mapping[str, str | int]) -> None:
    """Change these values and keep the others; readable by its owner only, for it may hold a password.

    Raises WrongUse for text that no line can hold, DiskFull, Unavailable."""
    kept = read(file) if file.exists() else {}
    body = HEAD + "".join(f"{name} = {_toml(name, value)}\n" for name, value in sorted((kept | dict(values)).items()))
    write_whole(file, body.encode(), mode=0o600)


def _toml(name: str, value: Any) -> str:
    """A value as TOML spells it; its basic strings are JSON's but for control characters."""
    if isinstance(value, str) and not value.isprintable():
        raise WrongUse(what=name, why="it holds a control character or a line break")
    return json.dumps(value, ensure_ascii=False)
