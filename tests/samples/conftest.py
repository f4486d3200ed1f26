"""Sets of letters that several tests look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from samples.draft import Draft
from samples.make import make, truth_of
from tests.once import base, once

LETTERS, SCANS = 60, 48
"""Enough for every layout: a round of those that an office has on paper is twenty-four letters, every second one."""


@dataclass(frozen=True)
class Made:
    """A letter written, and its ground truth."""

    path: Path
    truth: dict[str, Any]


def told(path: Path) -> Made:
    return Made(path, truth_of(path))


@pytest.fixture(scope="session")
def digital(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """Letters as an office's computer writes them."""
    return _made(tmp_path_factory, "digital", lambda folder: make(folder, LETTERS, 3))


@pytest.fixture(scope="session")
def scans(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """The scans among as many letters."""
    made = _made(tmp_path_factory, "scans", lambda folder: make(folder, SCANS, 4, scans=True))
    return [one for one in made if one.truth["kind"] == "scan"]


def _made(factory: pytest.TempPathFactory, name: str, letters: Callable[[Path], Iterable[Path]]) -> list[Made]:
    folder, names = once(
        base(factory) / "samples", name, lambda folder: [str(path.relative_to(folder)) for path in letters(folder)]
    )
    return [told(folder / name) for name in names]


@pytest.fixture
def a_draft() -> Draft:
    return Draft("1-00000", "surat-dinas", Random(1), date(2024, 5, 13), (2023, 2026), paper=False)
