"""What several processes of a run need is made by one of them, while the others wait for it."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def base(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have."""
    own = Path(factory.getbasetemp())
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once(stock: Path, name: str, make: Callable[[Path], Any]) -> tuple[Path, Any]:
    """The folder `stock`/`name` as `make` leaves it, and what that returned (as JSON)."""
    kept = stock / name
    stock.mkdir(parents=True, exist_ok=True)
    with (stock / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = kept / "made.json"
        if not said.exists():
            shutil.rmtree(kept, ignore_errors=True)  # whoever was at it was killed
            kept.mkdir()
            said.write_text(json.dumps(make(kept)))
        return kept, json.loads(said.read_text())
