"""The crews of one machine behind the contract of work."""

import pytest

from tests.contracts.work import WorkContract, office

__all__ = ["office"]


@pytest.fixture
def settings() -> dict[str, str]:
    return {}


class TestLocal(WorkContract):
    pass
