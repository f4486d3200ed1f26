"""Settings as files: lontar.toml, written by hand or, in the home, by the pages and `lontar init`."""

import json
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.errors import Unavailable, WrongUse

FILE = "lontar.toml"
HEAD = "# Written by Lontar's pages and `lontar init`; the environment and a lontar.toml of your own win over it.\n"


def read(file: Path) -> dict[str, Any]:
    """Names and values of a file. Raises FileNotFoundError, and ValueError or OSError for one that is no TOML."""
    return {name.replace("-", "_"): value for name, value in tomllib.loads(file.read_text("utf-8")).items()}


def write(file: Path, values: Mapping[str, str | int]) -> None:
    """Change these values and keep the others; readable by its owner only, for it may hold a password.

    Raises WrongUse for text that no line can hold, Unavailable."""
    kept = read(file) if file.exists() else {}
    body = HEAD + "".join(f"{name} = {_toml(name, value)}\n" for name, value in sorted((kept | dict(values)).items()))
    fresh = file.with_suffix(f".{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(body, "utf-8")
        fresh.replace(file)
    except OSError as error:
        raise Unavailable(what=str(file), why=str(error)) from error


def _toml(name: str, value: Any) -> str:
    """A value as TOML spells it; its basic strings are JSON's but for control characters."""
    if isinstance(value, str) and not value.isprintable():
        raise WrongUse(what=name, why="it holds a control character or a line break")
    return json.dumps(value, ensure_ascii=False)
