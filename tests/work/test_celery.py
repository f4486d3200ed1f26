"""Celery on Redis behind the contract of work: Redis away, emptied, full or locked loses nothing."""

import logging
from pathlib import Path

import pytest
from redis import Redis

from lontar.followers import is_behind
from lontar.settings import load
from lontar.wiring import open_house
from schemas.errors import WrongUse
from tests.contracts.work import Office, WorkContract, office
from tests.servers import redis
from tests.serving import free_port
from tests.waiting import until
from work.opening import open_queue

__all__ = ["office"]


@pytest.fixture
def settings(server: redis.Server) -> dict[str, str]:
    return {"LONTAR_WORK": server.url, "LONTAR_PORT": str(free_port())}


def messages(server: redis.Server) -> int:
    found = open_queue(server.url).state()["messages"]
    assert isinstance(found, int)
    return found


@pytest.mark.servers
class TestCelery(WorkContract):
    def test_each_letter_is_announced_and_nothing_is_said_of_it(self, office: Office, server: redis.Server) -> None:
        (id,) = office.take_in()
        assert messages(server) == 1
        with Redis.from_url(server.url) as client:
            assert id.encode() not in client.lrange("lontar", 0, -1)[0]
        assert "1 message" in office.workers.run("status")

    def test_as_many_messages_are_made_up_as_are_missing(self, office: Office, server: redis.Server) -> None:
        for due, there in ((3, 3), (3, 3), (5, 5), (2, 5)):
            office.house.queue.remind(due)
            assert messages(server) == there

    def test_messages_that_were_lost_with_redis_are_made_up(self, office: Office, server: redis.Server) -> None:
        office.take_in(10)
        server.kill()
        server.start()
        server.ready()
        assert messages(server) == 0
        office.workers.start()
        office.read_all()

    def test_letters_arrive_while_redis_is_away_and_are_read_when_it_is_back(
        self, office: Office, server: redis.Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.kill()
        with caplog.at_level(logging.WARNING, "lontar.work"):
            office.take_in(5)
        (said,) = caplog.messages
        assert "LONTAR_WORK" in said
        assert "cannot be reached" in office.workers.run("status", code=3)
        office.workers.start()
        until(lambda: "they are read" in office.workers.log.read_text(), what="the sentence of the worker")
        server.start()
        office.read_all()

    def test_a_worker_outlives_redis(self, office: Office, server: redis.Server) -> None:
        office.workers.start()
        for _ in range(2):
            office.take_in(2)
            office.read_all()
            server.kill()
            server.start()
        office.take_in(2)
        office.read_all()
        assert office.workers.stop() == [0]

    def test_what_serves_the_pages_leaves_the_reading_to_the_workers(self, office: Office) -> None:
        office.workers.start(command="run")
        office.take_in(3)
        until(lambda: office.house.index.count() == 3 and not is_behind(office.house), what="the letters in the index")
        assert office.states() == {"waiting": 3}
        office.workers.start()
        office.read_all()
        until(lambda: not is_behind(office.house), what="what was read in the index")
        assert office.workers.stop() == [0, 0]

    def test_letters_arrive_while_redis_is_full(
        self, office: Office, server: redis.Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        office.workers.start()
        office.take_in()
        office.read_all()
        with Redis.from_url(server.url) as client, caplog.at_level(logging.WARNING, "lontar.work"):
            client.config_set("maxmemory-policy", "noeviction")
            client.config_set("maxmemory", 1)
            office.take_in(5)
            (said,) = caplog.messages
            assert "maxmemory" in said
            client.config_set("maxmemory", 0)
        office.read_all()
        assert office.workers.stop() == [0]

    def test_the_password_stands_in_a_file_and_is_shown_nowhere(
        self, office: Office, server: redis.Server, tmp_path: Path
    ) -> None:
        with Redis.from_url(server.url) as client:
            client.config_set("requirepass", "rahasia")
        secret = tmp_path / "secret.toml"
        secret.write_text(f'work = "{server.url.replace("//", "//:rahasia@")}"\n')
        own = {"LONTAR_HOME": str(tmp_path / "other"), "LONTAR_CONFIG": str(secret)}
        house = open_house(load(own, tmp_path))
        house.queue.announce()
        state = house.queue.state()
        house.close()
        wrong = open_queue(server.url.replace("//", "//:salah@")).state()
        none = open_queue(server.url).state()
        for refused in (wrong, none):
            assert "LONTAR_WORK" in refused["error"]["message"]
            assert "wants a password" in refused["error"]["message"]
        assert (state["messages"], state["error"]) == (1, None)
        assert state["place"] == server.url.replace("//", "//:***@")
        assert "rahasia" not in str([one.shown for one in house.settings.all])


@pytest.mark.parametrize("url", ["redis:", "redis://", "redis://h/x", "redis://h:0/0", "redis://h:x/0", "amqp://h/0"])
def test_another_address_is_refused_by_name(url: str) -> None:
    with pytest.raises(WrongUse, match="LONTAR_WORK"):
        open_queue(url)
