"""What every suite shares: hypothesis profiles, a machine without LibreOffice, and the real servers."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from paper import libreoffice
from tests.servers import elasticsearch, mongod, redis
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No deadlines: a slow machine is not a failure (speed is measured by `lontar bench`). Derandomised in the short form,
# so that a red run can be repeated; HYPOTHESIS_PROFILE=explore looks for new cases.
settings.register_profile("short", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
# "long" is the same for `make test-full`, where examples (tests/examples.py) draws more.
settings.register_profile("long", settings.get_profile("short"))
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

# Documents are read as text, whatever is installed here; tests of their pages ask for LibreOffice (tests/soffice.py).
libreoffice.PROGRAM = "soffice-of-no-machine"

pytest_plugins = ["tests.budget"]

SERVERS = {"elasticsearch_url", "mongodb_url", "redis_url"}
"""Fixtures below: a test that asks for one is marked "servers"."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SERVERS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("servers")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium in each process of the tests: two at once it does not bear."""
    from tests.web.sites import chromium  # tests without a browser need none of its packages

    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """A node shared by all tests: each takes an index name of its own. `python -m tests.servers` started it, else it
    is started here."""
    if url := os.environ.get("TEST_ELASTICSEARCH"):
        until(lambda: elasticsearch.answers(url), seconds=180, what="Elasticsearch answering")
        yield url
    else:
        with elasticsearch.node() as node:
            yield node.ready()


@pytest.fixture(scope="session")
def mongodb_url() -> Iterator[str]:
    """A replica set of one, shared by all tests: each takes a database of its own."""
    if url := os.environ.get("TEST_MONGODB"):
        yield url
    else:
        with mongod.replica_set() as members:
            yield members.ready()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A server shared by all tests: each takes key names of its own."""
    if url := os.environ.get("TEST_REDIS"):
        yield url
    else:
        with redis.server() as server:
            yield server.ready()
