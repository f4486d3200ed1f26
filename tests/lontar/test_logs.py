"""Log lines: one object a line, ids that are bound, and a letter that is followed by its id across the processes."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lontar import logs
from lontar.settings import load
from lontar.wiring import open_house
from tests import files
from tests.serving import Client, System, token_for
from tests.waiting import until

log = logging.getLogger("lontar.work")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Gives what stands on stderr; afterwards nothing is installed."""
    root, level = logging.getLogger(), logging.getLogger(logs.OURS).level
    yield lambda: capsys.readouterr().err
    for one in [one for one in root.handlers if isinstance(one, logs.Stderr)]:
        root.removeHandler(one)
    logging.getLogger(logs.OURS).setLevel(level)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def test_a_line_as_json_holds_what_is_bound_and_what_it_says_itself(said: Callable[[], str]) -> None:
    logs.install(logs.Settings(log="json"))
    with logs.about(letter="L1", worker="w", job=None):
        log.info("surat %s “dibaca”", 7, extra={"said": {"event": "work.done", "seconds": 0.25}})
    log.warning("later")
    first, second = lines(said())
    assert {name: value for name, value in first.items() if name != "time"} == {
        "level": "info", "room": "work", "event": "work.done", "message": "surat 7 “dibaca”",
        "letter": "L1", "worker": "w", "seconds": 0.25,
    }  # fmt: skip
    assert first["time"].endswith("+00:00")
    assert (second["event"], "letter" in second) == ("work.warning", False)


def test_a_trace_stays_on_its_line(said: Callable[[], str]) -> None:
    logs.install(logs.Settings(log="json"))
    try:
        raise ValueError("of two\nlines")
    except ValueError:
        log.exception("broken")
    (line,) = said().splitlines()
    assert json.loads(line)["trace"].endswith("ValueError: of two\nlines")


def test_text_is_for_people_and_says_what_matters_alone(said: Callable[[], str]) -> None:
    logs.install(logs.Settings())
    log.info("not said")
    with logs.about(letter="L1"):
        log.warning("it waits")
    assert said()[8:] == " warning work: it waits [letter=L1]\n"


def test_installed_twice_a_line_is_said_once_and_what_is_bound_belongs_to_its_thread(
    said: Callable[[], str],
) -> None:
    for _ in range(2):
        logs.install(logs.Settings(log="json", log_level="warning"))
    with logs.about(letter="L1"):
        thread = threading.Thread(target=lambda: log.warning("elsewhere"))
        thread.start()
        thread.join()
    (line,) = lines(said())
    assert "letter" not in line


def test_a_letter_is_followed_by_its_id_from_its_upload_to_the_index_across_processes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    house = open_house(load({"LONTAR_HOME": str(home)}, tmp_path))
    token = token_for(house.store)
    system = System(home, LONTAR_LOG="json")
    system.start()
    client = Client(system.port, token)
    state = client.deliver("Rahasia Budi.pdf", files.pdf(("Nomor : 005/1/2019", "Tentang jembatan")))
    (id,) = [one["id"] for one in state["results"]]
    status, headers, _ = client.ask("GET", f"/api/v1/letters/{id}", X_Request_ID="proxy-0001")
    assert (status, headers["x-request-id"]) == (200, "proxy-0001")
    _, headers, _ = client.ask("GET", "/api/v1/search?q=rahasia", X_Request_ID="not{fit}")
    assert len(headers["x-request-id"]) == 16

    def way() -> list[dict[str, Any]]:
        found = lines(home.with_suffix(".log").read_text())
        mine = [line for line in found if line.get("letter") == id]
        return mine if any(line["event"] == "index.written" and one_read(mine) for line in mine) else []

    mine = until(way)
    system.stop()
    house.close()
    events = [line["event"] for line in mine]
    order = ["letter.arrived", "work.begun", "letter.understood", "work.done"]
    assert [one for one in events if one in order] == order
    arrived, begun = (next(line for line in mine if line["event"] == one) for one in order[:2])
    assert arrived["request"]  # by which the upload's other lines are found
    assert begun["worker"]
    asked = next(line for line in mine if line["event"] == "request" and line["request"] == "proxy-0001")
    assert (asked["route"], asked["status"], asked["seconds"] >= 0) == ("/api/v1/letters/<id>", 200, True)
    everything = home.with_suffix(".log").read_text()
    assert "rahasia" not in everything.lower()  # neither what was searched for nor the name of a file
    assert token not in everything
    mixed = [line for line in everything.splitlines() if not line.startswith("{")]
    assert mixed == []  # nothing else stands between the lines


def one_read(mine: list[dict[str, Any]]) -> bool:
    return any(line["event"] == "work.done" for line in mine)
