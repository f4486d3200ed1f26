"""The server's stock parts make the same skeletons as we do, of every token, and leave our words as they are."""

import sys
from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest

from bench.corpus import Corpus
from search.analysis import Forms, forms
from search.elastic_layout import analysis
from search.texts import LONGEST_TOKEN
from tests.search.elastic import ask, cleared

TOKENS = 200_000
AFFIXES = (
    "me",
    "mem",
    "meny",
    "peng",
    "per",
    "ber",
    "ter",
    "di",
    "ke",
    "se",
    "kan",
    "an",
    "i",
    "lah",
    "kah",
    "nya",
    "ku",
)
PIECES = (
    "tch",
    "oe",
    "dj",
    "tj",
    "nj",
    "sj",
    "ch",
    "j",
    "rn",
    "vv",
    "ii",
    "1",
    "i",
    "0",
    "y",
    "n",
    "t",
    "s",
    "d",
    "a",
    "h",
)
"""What the steps take, in any order: each must leave alone what another one made."""


def odd(random: Random) -> str:
    """Letters, marks and compatibility forms of all writings."""
    return "".join(chr(random.randrange(sys.maxunicode)) for _ in range(40))


def letters(random: Random) -> str:
    """A word of one writing, with marks."""
    start = random.choice((0xC0, 0x370, 0x400, 0x621, 0x1B05, 0xA984, 0x1E00, 0xFB00, 0xFF21, 0x1D400, 0x3041, 0xAC00))
    return "".join(chr(start + random.randrange(80)) for _ in range(random.randrange(1, 9)))


def texts() -> Iterator[str]:
    random, corpus = Random(1), Corpus()
    for text in corpus.texts(sys.maxsize):
        yield text
        yield " ".join("".join(random.choices(AFFIXES, k=2)) + word for word in text.split()[:60])
        yield " ".join("".join(random.choices(PIECES, k=random.randrange(1, 9))) for _ in range(100))
        yield " ".join(letters(random) for _ in range(40)) + odd(random)
        yield "j" * random.randrange(LONGEST_TOKEN) + "oe" + "j" * random.randrange(LONGEST_TOKEN)


def tokens() -> Iterator[Forms]:
    return (one for text in texts() for one in forms(text) if len(one.folded) <= LONGEST_TOKEN)


@pytest.fixture(scope="module")
def made(elasticsearch_url: str) -> Iterator[str]:
    """An index with our analysis."""
    with cleared(elasticsearch_url) as name:
        index = f"{name}.build-1"
        limit = {"analyze.max_token_count": 100_000, "number_of_replicas": 0}
        ask(elasticsearch_url, "PUT", f"/{index}", {"settings": {"index": {"analysis": analysis(), **limit}}})
        yield f"{elasticsearch_url}/{index}"


@pytest.mark.parametrize("form", ["folded", "skeleton"])
def test_the_server_makes_the_tokens_that_we_make(made: str, form: str) -> None:
    wanted = list(islice(tokens(), TOKENS))
    assert sum(not one.folded.isascii() for one in wanted) > TOKENS / 20
    for start in range(0, TOKENS, 50_000):
        part = wanted[start : start + 50_000]
        asked = {"analyzer": form, "text": " ".join(one.folded for one in part)}
        got = [one["token"] for one in ask(made, "POST", "/_analyze", asked)["tokens"]]
        assert got == [getattr(one, form) for one in part]
