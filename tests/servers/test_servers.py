"""The servers of the tests are what they say: real ones, on loopback."""

import json
import socket
import urllib.request

from pymongo import MongoClient

from tests.servers import elasticsearch


def test_elasticsearch_is_the_version_that_is_pinned(elasticsearch_url: str) -> None:
    with urllib.request.urlopen(elasticsearch_url) as answer:
        assert json.load(answer)["version"]["number"] == elasticsearch.VERSION


def test_mongodb_is_a_replica_set(mongodb_url: str) -> None:
    with MongoClient(mongodb_url) as client:
        assert client.admin.command("hello")["setName"] == "lontar"
        with client.start_session() as session, session.start_transaction():
            client["test_servers"]["things"].insert_one({"_id": 1}, session=session)
        assert client["test_servers"]["things"].count_documents({}) == 1
        client.drop_database("test_servers")


def test_redis_answers(redis_url: str) -> None:
    port = int(redis_url.rpartition(":")[2].partition("/")[0])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"PING\r\n")
        assert connection.recv(7) == b"+PONG\r\n"
