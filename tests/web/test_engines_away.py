"""An engine that is away, in every way that a server can be: the rest of the archive goes on, each page says what is
missing within its time, and all heals by itself when the engine is back. Nothing of ours is started anew."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from lontar.faults import faults
from lontar.followers import is_behind
from schemas.letter import Letter
from tests import files
from tests.line import Line
from tests.production import Production, engines, production
from tests.servers import elasticsearch, mongod, redis
from tests.servers.place import Running
from tests.serving import Client, token_for
from tests.waiting import until
from tests.web.visitor import Visitor
from work.sweeper import unfinished

pytestmark = pytest.mark.servers
LONG = [pytest.param(how, marks=pytest.mark.full) for how in ("cut", "stopped", "stopped for 30 s")]
WAYS = ["held", "killed", *LONG]
SHORT = {"LONTAR_ANSWER_SECONDS": "2", "LONTAR_INDEX_SECONDS": "4", "LONTAR_RETRY_SECONDS": "0.2"}


@dataclass
class Office:
    """The house on its engines, each behind a line; `servers` are those that are ours alone, to be killed."""

    house: Production
    lines: dict[str, Line]
    servers: dict[str, Running]
    visitor: Visitor
    client: Client
    number: int = 0

    def take_in(self) -> str:
        """A letter of its own word, over the network as a program sends it; the word."""
        self.number += 1
        word = f"talud{self.number}"
        content = files.pdf((*files.LETTER, f"tentang {word} sungai"))
        assert self.client.deliver(f"{word}.pdf", content)["state"] != "rejected"
        return word

    def found(self, word: str) -> bool:
        status, page = self.visitor.ask(f"/?q={word}")
        return status == 200 and bool(re.search(r'href="/letters/', page))

    def letter(self) -> str:
        """The address of some letter."""
        (row,) = self.house.house.store.find(Letter, limit=1)
        return f"/letters/{row['_id']}"

    def read_and_found(self, *words: str) -> None:
        for word in words:
            until(lambda word=word: self.found(word), what=f"{word} found")

    @contextmanager
    def away(self, name: str, how: str) -> Iterator[None]:
        """`how`: "cut", what is connected breaks and nobody can connect; "held", connections stand and nothing comes;
        "killed", by kill -9; "stopped", by SIGSTOP; "stopped for 30 s", not for less, whatever is tried meanwhile."""
        line, server = self.lines[name], self.servers.get(name)
        how, _, seconds = how.partition(" for ")
        least = time.monotonic() + float(seconds.removesuffix(" s") or 0)
        acts = {"cut": (line.away, line.back), "held": (line.hold, line.back)}
        if server is not None:
            stopped = partial(signalled, server, signal.SIGSTOP), partial(signalled, server, signal.SIGCONT)
            acts |= {"killed": (server.kill, server.start), "stopped": stopped}
        go, come = acts[how]
        go()
        try:
            yield
            until(lambda: time.monotonic() > least, what=f"{name} away for {seconds}")
        finally:
            come()


def signalled(server: Running, which: int) -> None:
    """All processes of a server: Elasticsearch's program starts Java as a child."""
    assert server.process is not None
    group = os.getpgid(server.process.pid)
    if group == os.getpgid(0):
        server.process.send_signal(which)
    else:
        os.killpg(group, which)


@contextmanager
def standing(folder: Path, index: str, servers: dict[str, Running]) -> Iterator[Office]:
    with mongod.replica_set() as members, redis.server() as queue:
        members.ready()
        queue.ready()
        own = {"mongodb": members.members[0], "redis": queue} | servers
        ports = {name: server.port for name, server in own.items()} | {"elasticsearch": int(index.rpartition(":")[2])}
        lines = {name: Line(port) for name, port in ports.items()}
        at = {name: f"127.0.0.1:{line.port}" for name, line in lines.items()}
        settings = engines(
            # A set tells its clients where it is: only by asking for no other do they stay on the line.
            f"http://{at['elasticsearch']}", f"mongodb://{at['mongodb']}/?directConnection=true",
            f"redis://{at['redis']}/0", "away",
        )  # fmt: skip
        with production(folder, settings | SHORT) as house:
            visitor = Visitor(house.web.port)
            visitor.sign_in()
            office = Office(house, lines, own, visitor, Client(house.web.port, token_for(house.house.store)))
            office.read_and_found(office.take_in())
            pids = [one.pid for one in house.workers.living]
            yield office
            assert [one.pid for one in house.workers.living] == pids
        for line in lines.values():
            line.close()


@pytest.fixture(scope="module")
def office(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with standing(Path(tmp_path_factory.mktemp("away")), elasticsearch_url, {}) as office:
        yield office


def without_search(office: Office, how: str) -> None:
    with office.away("elasticsearch", how):
        status, page = office.visitor.ask("/?q=jembatan")
        assert (status, "Search is away" in page, "The letters are safe" in page) == (503, True, True)
        assert "Error(" not in page  # the words of libraries
        assert b'"index-away"' in office.client.ask("GET", "/api/v1/search?q=jembatan")[2]
        for address in (office.letter(), f"{office.letter()}/files/1/pages/1", "/intake", "/reading", "/readyz"):
            assert office.visitor.ask(address)[0] == 200, address
        word = office.take_in()
        until(lambda: not unfinished(office.house.house.store), what="the letter read")
    office.read_and_found(word)
    assert list(faults(office.house.house, lambda said: None)) == []  # the index is equal to the store again


@pytest.mark.parametrize("how", [LONG[0], "held"])
def test_without_elasticsearch_only_searching_waits(office: Office, how: str) -> None:
    without_search(office, how)


@pytest.mark.full
@pytest.mark.parametrize("how", ["killed", "stopped for 30 s"])
def test_elasticsearch_itself_is_killed_or_stopped(tmp_path: Path, how: str) -> None:
    with elasticsearch.node() as node, standing(tmp_path, node.ready(), {"elasticsearch": node}) as office:
        without_search(office, how)


@pytest.mark.parametrize("how", WAYS)
def test_without_mongodb_pages_say_so_and_nothing_is_half_kept(office: Office, how: str) -> None:
    word = how.replace(" ", "")
    content, address = files.pdf((*files.LETTER, f"surat {word}")), office.letter()
    (style, *_) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', office.visitor.ask("/")[1])
    note = office.visitor.form(address) | {"text": "sudah dijawab"}
    _, headers, _ = office.client.begin(f"{word}.pdf", len(content))
    place = headers["location"]
    with office.away("mongodb", how):
        for page in ("/?q=jembatan", address, "/intake", "/sign-in"):
            status, text = office.visitor.ask(page)
            assert (status, "The archive is away" in text, "Try again" in text) == (503, True, True), page
        status, text = office.visitor.ask(f"{address}/notes", note)
        assert (status, "sudah dijawab" in text, "Send again" in text) == (503, True, True)
        assert office.client.send(place, 0, content)[0] == 503
        for address, wanted in (("/healthz", 200), (style, 200), ("/readyz", 503)):
            assert office.visitor.ask(address)[0] == wanted, address
    until(lambda: office.visitor.ask("/")[0] == 200, what="pages again")
    offset = office.client.offset(place)
    assert office.client.send(place, offset, content[offset:])[0] == 204
    office.read_and_found(office.take_in(), word)
    house = office.house.house
    until(lambda: not unfinished(house.store) and not is_behind(house), what="all letters read, and in the index")
    assert list(faults(house, lambda said: None)) == []


@pytest.mark.parametrize("how", WAYS)
def test_without_redis_letters_are_taken_in_and_read(office: Office, how: str) -> None:
    with office.away("redis", how):
        word = office.take_in()
        until(lambda: not unfinished(office.house.house.store), what="the letter read")
        assert office.visitor.ask("/reading")[0] == 200
    office.read_and_found(word, office.take_in())
