"""`pytest tests/reliability` runs the twelve cases; `--case N` one of them. Within a whole run the tests stand where
they are, and are run once."""

from pathlib import Path

import pytest

from tests.reliability.twelve import CASES

HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--case", type=int, action="append", choices=sorted(CASES), help="Only this case of the twelve.")


def pytest_configure(config: pytest.Config) -> None:
    asked = [(config.invocation_params.dir / one.partition("::")[0]).resolve() for one in config.args]
    if HERE not in asked:
        return
    root, chosen = config.rootpath, config.getoption("--case") or sorted(CASES)
    found = [str(root / one) for number in chosen for one in CASES[number].tests]
    others = [one for one, path in zip(config.args, asked, strict=True) if path != HERE]
    config.args[:] = list(dict.fromkeys([*others, str(HERE / "test_twelve.py"), *found]))
