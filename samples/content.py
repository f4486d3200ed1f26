"""What the letters say stands in samples/words/*.toml, where it is easily read and added to."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words"


@cache
def content(name: str) -> dict[str, Any]:
    """The tables of one file. Nobody changes them."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text("utf-8"))
