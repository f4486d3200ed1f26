"""The numbers for Prometheus: who may have them, and what they count."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from lontar.wiring import House
from tests.web.administering import client, house, signed_in
from web.app import create_app
from web.health.requests import Counts, begin_anew, folder_of

__all__ = ["client", "house"]


def test_metrics_are_for_this_machine_the_token_and_administrators(house: House, client: FlaskClient) -> None:
    stranger = {"REMOTE_ADDR": "10.0.0.7"}
    outside = create_app(house, testing=True).test_client()
    assert outside.get("/metrics", environ_base=stranger).status_code == 404
    assert outside.get("/metrics", environ_base=stranger, headers={"Authorization": "Bearer x"}).status_code == 404
    assert outside.get("/metrics", environ_base=stranger, headers={"Authorization": "Bearer t"}).status_code == 200
    assert outside.get("/metrics").status_code == 200
    assert client.get("/metrics", environ_base=stranger).status_code == 200
    assert signed_in(house, "staf").get("/metrics", environ_base=stranger).status_code == 404


def test_metrics_follow_the_text_format_and_count_requests(house: House, client: FlaskClient) -> None:
    client.get("/admin")
    client.get("/nowhere")
    text = client.get("/metrics").text
    sample = re.compile(r'^[a-z_]+(\{([a-z]+="[^"\n]*",?)*\})? -?[0-9.e+-]+$')
    help_or_type = re.compile(r"^# (HELP [a-z_]+ .+|TYPE [a-z_]+ (gauge|counter|histogram))$")
    assert [line for line in text.splitlines() if not sample.match(line) and not help_or_type.match(line)] == []
    assert 'lontar_letters{stage="failed"} 0' in text
    assert 'lontar_work{state="waiting"} 0' in text
    assert re.search(r'lontar_requests_total\{room="admin",status="2xx"\} [1-9]', text)
    assert re.search(r'lontar_requests_total\{room="other",status="4xx"\} [1-9]', text)
    counted = re.search(r'lontar_request_seconds_count\{room="admin"\} (\d+)', text)
    bucket = re.search(r'lontar_request_seconds_bucket\{room="admin",le="\+Inf"\} (\d+)', text)
    assert counted
    assert bucket
    assert counted[1] == bucket[1]


def test_counts_of_several_processes_are_added_up(tmp_path: Path) -> None:
    one, other = (Counts(folder_of(tmp_path), ["search"]) for _ in range(2))
    one.add("search", 200, 0.02)
    other.add("search", 200, 20.0)
    other.add("unknown room", 503, 0.001)
    found = dict(one.total())
    assert found["search"][:5] == (0, 2, 0, 0, 0)
    assert sum(found["search"][5:-1]) == 1  # the other took longer than every bucket
    assert found["search"][-1] == 20_020_000
    assert found["other"][4] == 1
    begin_anew(tmp_path)
    assert dict(Counts(folder_of(tmp_path), ["search"]).total()) == {}
