"""The list of the twelve names tests that there are."""

import ast

import pytest

from tests.reliability.twelve import CASES
from tests.serving import ROOT


def test_there_are_twelve() -> None:
    assert sorted(CASES) == list(range(1, 13))


@pytest.mark.parametrize("number", CASES)
def test_each_names_tests_that_there_are(number: int) -> None:
    case = CASES[number]
    assert case.tests
    for one in case.tests:
        file, *names = one.split("::")
        path = ROOT / file
        assert path.exists(), one
        if names and path.is_file():
            assert names[-1] in path.read_text("utf-8") or _inherited(path.read_text("utf-8"), names[-1]), one


def _inherited(text: str, name: str) -> bool:
    """Whether a contract that the file names holds the test."""
    modules = [node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and node.module]
    files = [ROOT / f"{module.replace('.', '/')}.py" for module in modules if module.startswith("tests.contracts")]
    return any(f"def {name}(" in file.read_text("utf-8") for file in files)
