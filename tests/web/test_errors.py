"""What the pages say when something is wrong: what happened, what is safe, whom to ask."""

import io
import logging
import re
from pathlib import Path

import pytest

from lontar.settings import load
from lontar.wiring import House, open_house
from tests.web.conftest import SignIn, form
from web.app import create_app


def typed_by(shown: str) -> str:
    found = re.search(r'name="typed_by" value="([^"]+)"', shown)
    assert found
    return found[1]


def test_a_full_disk_says_what_is_safe_and_who_can_help(house: House, letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    address = f"/letters/{letters['surat.pdf']}"
    shown = client.get(address).text
    note = form(client, address) | {"text": "Penuh sekali " * 700, "typed_by": typed_by(shown)}
    store = house.store
    pages = store._rows("PRAGMA page_count")[0][0]
    store._rows(f"PRAGMA max_page_count={pages}")
    try:
        answers = [client.post(f"{address}/notes", data=note | {"once": str(n)}) for n in range(30)]
    finally:
        store._rows("PRAGMA max_page_count=1000000")
    answer = answers[-1]
    assert answer.status_code == 507
    assert "There is no room left on the disk" in answer.text
    assert "What was stored before is safe." in answer.text
    assert "Who can help: Administrator." in answer.text
    assert f'<form method="post" action="{address}/notes">' in answer.text  # one click sends it again
    assert answer.text.count("Penuh sekali " * 700) == 2  # once to be read, once to be sent
    assert client.post(f"{address}/notes", data=note | {"once": "again"}).status_code == 302


def test_more_than_the_server_takes_at_once_says_where_to_send_it(tmp_path: Path) -> None:
    house = open_house(load({"LONTAR_HOME": str(tmp_path), "LONTAR_BODY_BYTES": "1000"}, tmp_path))
    client = create_app(house, testing=True).test_client()
    client.set_cookie("language", "en")
    answer = client.post("/sign-in", data={"file": (io.BytesIO(bytes(5000)), "a.pdf")})
    assert answer.status_code == 413
    assert "Send it in pieces from the upload page" in answer.text
    assert "Who can help" not in answer.text  # a stranger learns no names
    house.close()


def test_the_text_of_a_form_is_bounded(sign_in: SignIn) -> None:
    """It is held in memory, and whoever is signed out may send it."""
    client = sign_in("")
    data = form(client, "/sign-in") | {"email": "x" * (3 << 20)}
    assert client.post("/sign-in", data=data).status_code == 413


def test_a_fault_of_ours_has_a_number_under_which_the_log_holds_the_rest(
    house: House, sign_in: SignIn, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in("arsiparis")
    with caplog.at_level(logging.ERROR, "lontar.web"):
        monkeypatch.setitem(client.application.view_functions, "account.account", lambda: 1 / 0)
        answer = client.get("/account")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    incident = caplog.records[-1].getMessage().split()[1]
    assert f"tell your administrator the number {incident}" in answer.text
    assert "Who can help: Administrator." in answer.text
