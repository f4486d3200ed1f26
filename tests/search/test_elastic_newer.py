"""The Index contract on the next major version of Elasticsearch, which the same client speaks to. In the long form,
where there is a JDK for it."""

from collections.abc import Iterator

import pytest

from tests.contracts.index import IndexContract
from tests.servers.elasticsearch import NEWER, jdk, node

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(jdk(NEWER) is None, reason=f"no JDK for Elasticsearch {NEWER}"),
]


@pytest.fixture(scope="module")
def elasticsearch_url() -> Iterator[str]:
    """In place of the node that all share."""
    with node(NEWER) as newer:
        yield newer.ready()


class TestNewerElastic(IndexContract):
    @pytest.fixture
    def address(self, elasticsearch_url: str, name: str) -> str:
        return f"{elasticsearch_url}/{name}"
