"""What the tests of work share."""

from collections.abc import Iterator

import pytest

from tests.servers import redis


@pytest.fixture
def server() -> Iterator[redis.Server]:
    """A Redis of its own for each test, which does to it what it likes."""
    with redis.server() as one:
        one.ready()
        yield one
