"""Messages about new letters: at once or of a day, once each, in the person's language, and silent about what is not
for everybody."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lontar.finding import alerts, saved_searches
from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from office.access import Reader
from schemas.alert import Alert
from schemas.errors import Unavailable
from schemas.letter import Letter
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes
from tests.lontar.finding import followed, reader, understood
from tests.web.smtp import Mailbox, mail_server
from web.saved import message, post

SITE = "https://arsip.example"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[House, Mailbox]]:
    """A demo office whose mail comes to a box here."""
    with mail_server() as (port, box):
        environ = {
            "LONTAR_HOME": str(tmp_path / "home"),
            "LONTAR_PUBLIC_URL": SITE,
            "LONTAR_SMTP_HOST": "127.0.0.1",
            "LONTAR_SMTP_PORT": str(port),
            "LONTAR_SMTP_TLS": "none",
            "LONTAR_MAIL_FROM": "arsip@sukamaju.example",
        }
        house = open_house(load(environ, tmp_path))
        demo.found(house.store)
        yield house, box
        house.close()


@pytest.fixture
def house(office: tuple[House, Mailbox]) -> House:
    return office[0]


@pytest.fixture
def box(office: tuple[House, Mailbox]) -> Mailbox:
    return office[1]


@pytest.fixture
def archivist(house: House) -> Reader:
    return reader(house, "arsiparis")


def saved(house: House, person: Reader, query: str = "jembatan", alert: str = "mail") -> str:
    return saved_searches.save(house, person, f"Surat {query}", query, filters={}, alert=alert).id


def bridge(house: House, **more: Any) -> str:
    values = {"subject": "Perbaikan\r\njembatan", "reference_number": "005/1", "date": 20190305} | more
    id = understood(house, "jembatan", **values)
    followed(house)
    return id


def test_a_message_names_the_letters_and_goes_out_once(house: House, box: Mailbox, archivist: Reader) -> None:
    saved(house, archivist)
    id = bridge(house)
    assert (post.post(house), post.post(house)) == (1, 0)
    mail = box.get_nowait()
    assert mail["To"] == "arsiparis@sukamaju.example"
    assert mail["Subject"] == "1 surat baru: Surat jembatan"
    text = mail.get_content()
    assert "- 005/1 · 5 Maret 2019 · Perbaikan jembatan\n" in text.replace("\r", "")
    assert f"{SITE}/letters/{id}" in text
    assert f"{SITE}/saved" in text
    assert [letter["_id"] for _, letter in alerts.unseen(house, archivist)] == [id]  # the page tells of it too


def test_a_message_is_in_the_language_of_who_gets_it(house: House, box: Mailbox, archivist: Reader) -> None:
    person = house.store.load(Person, archivist.person)
    person.language = "en"
    house.store.commit(Changes.of(person))
    saved(house, archivist)
    bridge(house)
    bridge(house)
    post.post(house)
    mail = box.get_nowait()
    assert mail["Subject"] == "2 new letters: Surat jembatan"
    assert "5 March 2019" in mail.get_content()


def test_of_a_letter_that_is_not_for_everybody_nothing_is_said(house: House, box: Mailbox, archivist: Reader) -> None:
    saved(house, archivist)
    id = bridge(house, security_class="T", grants=["registry:setda"])
    post.post(house)
    text = box.get_nowait().get_content()
    assert f"{SITE}/letters/{id}" in text
    assert not any(told in text for told in ("Perbaikan", "005/1", "Maret"))


def test_what_may_no_longer_be_read_or_was_seen_is_not_sent(house: House, box: Mailbox, archivist: Reader) -> None:
    search = saved(house, archivist)
    letter = house.store.load(Letter, bridge(house))
    letter.grants = ["person:somebody"]
    house.store.commit(Changes.of(letter))
    assert post.post(house) == 0
    bridge(house)
    alerts.see(house, archivist, search)
    assert post.post(house) == 0
    bridge(house)
    saved_searches.change(house, archivist, search, alert="page")
    assert post.post(house) == 0
    bridge(house)
    saved_searches.delete(house, archivist, search)
    assert post.post(house) == 0
    assert box.empty()
    assert house.store.count(Alert, {"mail": "waiting"}) == 0


def test_a_refused_message_waits_and_is_sent_later(
    house: House, box: Mailbox, archivist: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(house, archivist)
    bridge(house)

    def away(*_: Any) -> None:
        raise Unavailable(what="The mail server", why="it is away")

    with monkeypatch.context() as patched:
        patched.setattr(post, "send_mail", away)
        with pytest.raises(Unavailable):
            post.post(house)
    assert house.store.count(Alert, {"mail": "waiting"}) == 1
    assert post.post(house) == 1
    assert not box.empty()


def test_a_process_that_ends_while_it_sends_sends_nothing_twice(
    house: House, box: Mailbox, archivist: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(house, archivist)
    bridge(house)
    sent = post.send_mail

    def last(*what: Any) -> None:
        sent(*what)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(post, "send_mail", last)
        with pytest.raises(KeyboardInterrupt):
            post.post(house)
    assert post.post(house) == 0
    assert box.qsize() == 1


def test_the_letters_of_a_day_come_in_one_message_in_the_morning(house: House, box: Mailbox, archivist: Reader) -> None:
    for query in ("jembatan", "perbaikan"):
        saved(house, archivist, query, "daily")
    for _ in range(2):
        bridge(house)
    assert post.post(house, now()) == 0
    assert post.post(house, now() + timedelta(days=1)) == 1
    mail = box.get_nowait()
    assert mail["Subject"] == "4 surat baru: Surat jembatan, Surat perbaikan"
    assert box.empty()


@pytest.mark.parametrize(
    ("first", "at", "due"),
    [
        ((22, 23, 59), (23, 0, 0), True),  # 06.59 and 07.00 in Jakarta
        ((22, 23, 59), (22, 23, 59), False),
        ((23, 0, 0), (23, 23, 59), False),
        ((23, 0, 0), (24, 0, 0), True),
        ((20, 5, 0), (23, 12, 0), True),
    ],
)
def test_a_morning_is_that_of_the_unit(first: tuple[int, ...], at: tuple[int, ...], due: bool) -> None:
    times = [datetime(2026, 11, *one) for one in (first, at)]  # noqa: DTZ001 - as the store has them
    assert post.is_due(*times, ZoneInfo("Asia/Jakarta")) is due


def test_of_very_many_letters_a_message_names_some(
    house: House, box: Mailbox, archivist: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message, "MOST", 2)
    saved(house, archivist)
    for _ in range(5):
        bridge(house)
    post.post(house)
    text = box.get_nowait().get_content()
    assert text.count("/letters/") == 2
    assert "3" in text.partition("/letters/")[2].partition("\n")[2]


def test_without_a_mail_server_nothing_is_lost(house: House, box: Mailbox, archivist: Reader, tmp_path: Path) -> None:
    saved(house, archivist)
    bridge(house)
    other = open_house(load({"LONTAR_HOME": str(house.settings.home)}, tmp_path))
    assert post.post(other) == 0
    other.close()
    assert post.post(house) == 1
