"""What somebody brought in is never opened as a page: a file that would act is a download, of a kind that is not run;
and cookies travel only as they should."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office.access import installation
from schemas.letter import Letter
from tests import files
from tests.demo import demo_house
from tests.web.conftest import app_of, signed_in
from web.access import declared

ACTS = "<script>document.title = 'jahat'</script>"
BROUGHT = {
    "surat.html": f"<!doctype html><title>Surat</title><p>Tentang jembatan{ACTS}".encode(),
    "surat.svg": f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{ACTS}</svg>'.encode(),
    "surat.eml": (
        b"From: a@mekar.example\r\nTo: b@mekar.example\r\nSubject: Jembatan\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Jembatan " + ACTS.encode()
    ),
    "surat.pdf": files.pdf((f"Jembatan {ACTS}",)),
}
SHOWN = ("image/png", "image/jpeg", "image/webp", "application/pdf", "text/plain", "text/csv", "application/json")
"""What a browser shows itself without running what is in it."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = Path(tmp_path_factory.mktemp("active"))
    with demo_house(home) as house:
        for name, content in BROUGHT.items():
            arrive(house, files.written(home, name, content), name, installation("tests"), unit="setda")
        settle(house, 1)
        yield house


def addresses(house: House, id: str) -> Iterator[str]:
    """All that is asked about a letter."""
    for rule in app_of(house).url_map.iter_rules():
        if "GET" in (rule.methods or ()) and any(one.of is Letter for one in declared[rule.endpoint]):
            yield re.sub(r"<int:\w+>", "1", rule.rule.replace("<id>", id))


def test_of_what_was_brought_nothing_is_a_page(house: House) -> None:
    client, looked = signed_in(house, "arsiparis"), set[str]()
    for row in house.store.every(Letter):
        for address in addresses(house, row["_id"]):
            with client.get(address, headers={"Accept": "*/*"}) as answer:
                kind = answer.content_type.partition(";")[0]
                said = answer.headers.get("Content-Disposition", "")
                assert answer.headers["X-Content-Type-Options"] == "nosniff", address
                assert "script-src 'self'" in answer.headers["Content-Security-Policy"], address
                assert ACTS.encode() not in answer.data or said.startswith("attachment"), address
                if kind not in ("text/html", *SHOWN):
                    assert said.startswith("attachment") or answer.status_code >= 300, (address, kind)
                if answer.status_code == 200:
                    looked.add(address.rpartition("/")[2])
    assert {"original", "text", "1"} <= looked


@pytest.mark.parametrize("address", ["http://surat.example", "https://surat.example"])
def test_cookies_are_for_this_archive_and_not_for_scripts(tmp_path: Path, address: str) -> None:
    with demo_house(tmp_path, LONTAR_PUBLIC_URL=address) as house:
        answer = app_of(house).test_client().get("/sign-in")
    (kept,) = (one for one in answer.headers.getlist("Set-Cookie") if one.startswith("lontar="))
    assert "HttpOnly" in kept
    assert "SameSite=Lax" in kept
    assert ("Secure" in kept) == address.startswith("https")
