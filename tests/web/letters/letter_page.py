"""What stands on the page of a letter, and acts through its forms."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import form


def field(page: str, name: str) -> str:
    """What the list of fields says of one."""
    found = re.search(rf"<dt>{name}</dt><dd>(.*?)</dd>", page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def step(page: str, key: str) -> str | None:
    """Where the control of a key leads."""
    found = re.search(rf'href="([^"]+)" data-key="{re.escape(key)}"', page)
    return found[1].replace("&amp;", "&") if found else None


def act(client: FlaskClient, id: str, name: str, args: str = "", **values: str) -> TestResponse:
    """`name`: of an act of the letter's page; "confirm" is the form of its fields."""
    data = form(client, f"/letters/{id}") | {"version": version_in(client, id)} | values
    address = f"/confirm/{id}" if name == "confirm" else f"/letters/{id}/{name}"
    return client.post(f"{address}{args}", data=data)


def version_in(client: FlaskClient, id: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(f"/letters/{id}").text)
    return found[1] if found else ""


def undo_what_the_page_offers(client: FlaskClient, answer: TestResponse) -> TestResponse:
    """Follow an answer to the banner of what was saved, and take it back there."""
    assert answer.status_code == 302, answer.text
    page = client.get(answer.location).text
    banner = re.search(r'<form class="alert alert-success undo".*?</form>', page, re.DOTALL)
    assert banner
    address = re.search(r'action="([^"]+)"', banner[0])
    assert address
    data = {
        "csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', banner[0])[1],  # type: ignore[index]
        "event": re.findall(r'name="event" value="(\d+)"', banner[0]),
    }
    return client.post(address[1].replace("&amp;", "&"), data=data, follow_redirects=True)
