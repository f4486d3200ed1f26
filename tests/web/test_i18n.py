"""Every sentence of the pages has its Indonesian."""

import re
from pathlib import Path

from tests.web.conftest import SignIn
from web.i18n.catalogue import read_catalogue

WEB = Path(__file__).resolve().parents[2] / "web"
CALL = re.compile(r'(?<![\w.])(?:_|_l|mark|gettext|ngettext)\(\s*"((?:[^"\\]|\\.)*)"')


def sentences() -> set[str]:
    files = [*WEB.rglob("templates/**/*.html"), *WEB.rglob("*.py")]
    found = {match for file in files for match in CALL.findall(file.read_text("utf-8"))}
    return found - {"English sentence"}  # the example of how to add a page


def test_every_sentence_is_translated() -> None:
    catalogue = read_catalogue("id")
    missing = sorted(one for one in sentences() if one not in catalogue or not catalogue[one].string)
    assert missing == []


def test_translations_keep_their_parameters() -> None:
    for message in read_catalogue("id"):
        if message.id and isinstance(message.id, str):
            assert set(re.findall(r"%\(\w+\)s", message.id)) == set(re.findall(r"%\(\w+\)s", str(message.string)))


def test_the_language_of_the_browser_is_taken(sign_in: SignIn) -> None:
    client = sign_in("")
    client.delete_cookie("language")
    assert "Kata sandi" in client.get("/sign-in", headers={"Accept-Language": "id"}).text
    assert "Password" in client.get("/sign-in", headers={"Accept-Language": "en"}).text
