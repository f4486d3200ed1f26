"""The administration of templates: uploaded after they were tried, shown, taken away, and that undone."""

import io
import re

import pytest
from flask.testing import FlaskClient

from drafting.shelf import Templates
from drafting.template import shipped
from lontar.wiring import House
from tests.web.administering import client, house
from tests.web.conftest import form

__all__ = ["client", "house"]
PAGE = "/admin/templates"
OWN = shipped("nota-dinas").path.read_text().replace('"Nota Dinas"', '"Nota Kita"', 1)


def sent(client: FlaskClient, name: str, content: str | None, status: int = 302) -> str:
    """The page that answers."""
    file = {"file": (io.BytesIO(content.encode()), "nota.typ")} if content is not None else {}
    answer = client.post(PAGE, data=form(client, PAGE) | {"name": name, **file})
    assert answer.status_code == status, answer.text
    return client.get(answer.location).text if answer.location else answer.text


def test_a_template_is_added_shown_taken_away_and_the_change_undone(house: House, client: FlaskClient) -> None:
    client.set_cookie("language", "id")
    assert "Nota Kita" in sent(client, "nota-kita", OWN)
    assert "Templat surat" in client.get(f"{PAGE}/nota-kita").text
    assert client.get(f"{PAGE}/nota-kita/template.typ").data.decode() == OWN
    assert client.get(f"{PAGE}/nota-kita/sample.pdf").data.startswith(b"%PDF")
    answer = client.post(f"{PAGE}/nota-kita/remove", data=form(client, PAGE))
    shown = client.get(answer.location).text
    assert "Nota Kita" not in shown
    event = re.search(r'name="event" value="(\d+)"', shown)
    assert event
    client.post(f"{PAGE}/undo", data=form(client, PAGE) | {"event": event[1]})
    assert Templates(house.settings.home).get("nota-kita").indonesian == "Nota Kita"
    assert [one["verb"] for one in house.store.events()[-3:]] == ["template.changed"] * 3


@pytest.mark.parametrize(
    ("name", "content", "field"),
    [
        ("Nota Kita", OWN, "name"),
        ("nota-dinas", OWN, "name"),
        ("nota-kita", None, "file"),
        ("nota-kita", OWN + '\n#import "@preview/cetz:0.4.0": *\n', "file"),
        ("nota-kita", OWN + "\n#while true {}\n", None),
    ],
)
def test_what_is_no_template_is_refused_with_the_reason_at_its_field(
    house: House, client: FlaskClient, name: str, content: str | None, field: str | None
) -> None:
    page = sent(client, name, content, 400 if content is None else 422)
    assert field is None or f'id="{field}-error"' in page
    assert f'value="{name}"' in page
    assert not Templates(house.settings.home).looked()


def test_shipped_templates_are_shown_and_others_not_found(client: FlaskClient) -> None:
    assert "Who is assigned" in client.get(f"{PAGE}/surat-tugas").text
    assert client.get(f"{PAGE}/surat-tugas/sample.pdf").data.startswith(b"%PDF")
    for missing in ("nobody", "letter", "..%2Fletter"):
        assert client.get(f"{PAGE}/{missing}").status_code == 404
    assert client.post(f"{PAGE}/surat-tugas/remove", data=form(client, PAGE)).status_code == 404


def test_a_file_that_somebody_spoilt_is_said_to_be_faulty(house: House, client: FlaskClient) -> None:
    templates = Templates(house.settings.home)
    templates.put("rusak", b"= Surat")
    client.set_cookie("language", "en")
    page = client.get(PAGE).text
    assert "rusak: faulty" in page
    assert "does not begin with its description" in page
    assert [one.name for one in templates.all()][-1] == "surat-tugas"
