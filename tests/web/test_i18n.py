"""Every sentence of the pages has its Indonesian."""

import re

from tests.web.conftest import SignIn
from web.i18n.catalogue import read_catalogue
from web.i18n.sentences import missing, sentences


def test_every_sentence_is_translated() -> None:
    assert len(sentences()) > 300
    assert missing("id") == []


def test_translations_keep_their_parameters() -> None:
    for message in read_catalogue("id"):
        if message.id and isinstance(message.id, str):
            assert set(re.findall(r"%\(\w+\)s", message.id)) == set(re.findall(r"%\(\w+\)s", str(message.string)))


def test_the_language_of_the_browser_is_taken(sign_in: SignIn) -> None:
    client = sign_in("")
    client.delete_cookie("language")
    assert "Kata sandi" in client.get("/sign-in", headers={"Accept-Language": "id"}).text
    assert "Password" in client.get("/sign-in", headers={"Accept-Language": "en"}).text
