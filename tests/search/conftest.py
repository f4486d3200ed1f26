"""The search engines on real servers; a module about another engine has an `index` of its own."""

from collections.abc import Iterator

import pytest

from search.elastic_index import ElasticIndex
from search.settings import Settings
from tests.search.elastic import cleared


@pytest.fixture
def name(elasticsearch_url: str) -> Iterator[str]:
    """A name that no other test has, on the node that all share."""
    with cleared(elasticsearch_url) as name:
        yield name


@pytest.fixture
def index(elasticsearch_url: str, name: str) -> Iterator[ElasticIndex]:
    index = ElasticIndex(elasticsearch_url, name, Settings())
    yield index
    index.close()
