"""An office whose mail and webhook come to boxes here, and notices of its people."""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from lontar.notices.made import Maker, channels_of, kept
from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from office.choices import PLACE, Choices
from schemas.person import Person
from store.changes import Changes
from tests.lontar.finding import reader
from tests.web.conftest import signed_in
from tests.web.hook import Receiver, webhook
from tests.web.smtp import Mailbox, mail_server

SITE = "https://arsip.example"
SECRET = f"whsec_{base64.b64encode(bytes(range(32))).decode()}"


@dataclass(frozen=True)
class Office:
    house: House
    box: Mailbox
    hook: Receiver
    environ: dict[str, str]


@contextmanager
def reached(folder: Path, found: Callable[[House], None] = lambda house: demo.found(house.store)) -> Iterator[Office]:
    """A demo office, or another one, that reaches both."""
    with mail_server() as (port, box), webhook() as hook:
        environ = {
            "LONTAR_HOME": str(folder / "home"),
            "LONTAR_PUBLIC_URL": SITE,
            "LONTAR_SMTP_HOST": "127.0.0.1",
            "LONTAR_SMTP_PORT": str(port),
            "LONTAR_SMTP_TLS": "none",
            "LONTAR_MAIL_FROM": "arsip@sukamaju.example",
            "LONTAR_WEBHOOK_URL": hook.url,
            "LONTAR_WEBHOOK_SECRET": SECRET,
        }
        house = open_house(load(environ, folder))
        found(house)
        yield Office(house, box, hook, environ)
        house.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with reached(tmp_path) as office:
        yield office


@pytest.fixture
def house(office: Office) -> House:
    return office.house


@pytest.fixture
def client(house: House) -> FlaskClient:
    return signed_in(house, "agendaris")


def chosen(house: House, login: str, choices: Choices) -> None:
    """What a sample person chose to be told."""
    person = house.store.load(Person, reader(house, login).person)
    person.preferences[PLACE] = choices.kept()
    house.store.commit(Changes.of(person))


def told(house: House, login: str, event: object, kind: str = "received", **more: Any) -> str:
    """A notice of a sample person; its id."""
    maker = Maker(house.store, channels_of(house), more.pop("at", None))
    made = maker.notice(event, reader(house, login).person, kind, **more)
    assert made is not None
    house.store.commit(kept([made]))
    return str(made["_id"])
