"""What anybody is told of a file, and of a letter that was issued here."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from bench.signed import Authorities
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.verifying import checked
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from schemas.issued import Issued
from schemas.letter import FieldValue, Letter
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes
from tests import files
from tests.web.visitor import Visitor
from web.app import create_app

TOKEN = "tok3nOfALetter22"


@pytest.fixture(scope="module")
def office() -> Authorities:
    return Authorities()


@pytest.fixture(scope="module")
def signed(office: Authorities) -> bytes:
    return office.sign(files.pdf(), "B-LT")


@pytest.fixture
def house(tmp_path: Path, office: Authorities) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    office.trust(house.settings.home / "trust")
    yield house
    house.close()


@pytest.fixture
def stranger(house: House) -> FlaskClient:
    client = create_app(house, testing=True).test_client()
    client.set_cookie("language", "en")
    return client


def issue(house: House, folder: Path, content: bytes, **said: Any) -> str:
    """A letter that was issued; its id."""
    (one,) = arrive(house, files.written(folder, "surat.pdf", content), "surat.pdf", installation("operator"))
    settle(house, 1)
    letter = house.store.load(Letter, str(one.id))
    letter.security_class = said.pop("security_class", "B")
    sha256 = hashlib.sha256(content).hexdigest()
    facts = {"id": TOKEN, "letter": letter.id, "sha256": sha256, "issued_at": now()} | said
    house.store.commit(Changes.of(letter, Issued(**facts)))
    return str(letter.id)


def dropped(client: FlaskClient, content: bytes | None, address: str = "/verify") -> Any:
    """The answer to a file in the form of a page; None: no file is chosen."""
    hidden: dict[str, Any] = dict(Visitor.hidden(client.get(address).text))
    if content is not None:
        hidden["file"] = (BytesIO(content), "surat.pdf")
    return client.post(address, data=hidden, content_type="multipart/form-data")


def limited(house: House, **limits: int) -> FlaskClient:
    verify = replace(house.settings.verify, **limits)
    client = create_app(replace(house, settings=replace(house.settings, verify=verify)), testing=True).test_client()
    client.set_cookie("language", "en")
    return client


def kept(house: House) -> set[Path]:
    """What the home holds beside the store, and the counts of requests."""
    files_of = (path for path in house.settings.home.rglob("*") if path.is_file())
    return {path for path in files_of if path.suffix != ".counts" and not path.name.startswith("lontar.db")}


def heading(page: Any) -> str:
    found = re.search(r"<h1>(?:<span[^>]*>.</span>)?(.*?)</h1>", page.text)
    assert found
    return found[1]


def test_anybody_reads_the_verdict_in_words(stranger: FlaskClient, signed: bytes) -> None:
    asked = stranger.get("/verify")
    assert (asked.status_code, heading(asked)) == (200, "Is this letter genuine?")
    assert "nothing of it is kept" in asked.text
    assert "<script" not in asked.text
    good = dropped(stranger, signed)
    assert (good.status_code, heading(good)) == (200, "The letter is genuine and intact")
    assert "Signed by Sri Contoh" in good.text
    assert heading(dropped(stranger, signed.replace(b"0 595 842", b"0 595 843", 1))) == "The letter was changed"
    assert heading(dropped(stranger, files.pdf())) == "There is no signature"
    lone = dropped(stranger, Authorities().sign(files.pdf(), "B-LT"))
    assert heading(lone) == "Whether it is genuine cannot be said yet"
    noise = dropped(stranger, b"no PDF")
    assert "The file is not a PDF." in noise.text
    headers = ("Referrer-Policy", "X-Robots-Tag", "Cache-Control")
    assert [good.headers[name] for name in headers] == ["no-referrer", "noindex, nofollow", "private, no-store"]


def test_nothing_of_a_file_is_kept(house: House, stranger: FlaskClient, signed: bytes, tmp_path: Path) -> None:
    before = kept(house)
    seen: list[Path] = []
    real = checked.checked

    def spy(sandbox: Any, path: Path, *rest: Any, **more: Any) -> Any:
        seen.append(path)
        return real(sandbox, path, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("web.verifying.views.checked", spy)
        assert dropped(stranger, signed).status_code == 200
    assert [path.exists() for path in seen] == [False]
    assert kept(house) == before
    assert house.store.find(Letter, {}, sort=[("added_at", -1)], limit=1) == []


def test_what_cannot_be_taken_is_said(house: House, stranger: FlaskClient) -> None:
    empty = dropped(stranger, None)
    assert (empty.status_code, "Choose a PDF first." in empty.text, "<title>Error: " in empty.text) == (400, True, True)
    small = limited(house, verify_page_mb=1)
    for address in ("/verify", f"/verify/{TOKEN}"):
        large = small.post(address, data=b"x" * 1_200_000, content_type="multipart/form-data")
        assert (large.status_code, "larger than 1 MB" in large.text) == (413, True)


def test_one_network_has_so_many_files_verified(house: House, stranger: FlaskClient) -> None:
    client = limited(house, verify_page_files=2)
    answers = [dropped(client, files.pdf()).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert client.get("/verify").status_code == 200


def test_the_code_leads_to_what_became_of_a_letter(
    house: House, stranger: FlaskClient, signed: bytes, tmp_path: Path
) -> None:
    id = issue(house, tmp_path, signed)
    seen = stranger.get(f"/verify/{TOKEN}")
    assert (seen.status_code, heading(seen)) == (200, "This letter was issued here")
    assert "005/127/DPU/2019" in seen.text
    assert "Perbaikan jembatan gantung" in seen.text
    for said in (id, 'href="/letters', "Rawabening"):
        assert said not in seen.text
    assert heading(dropped(stranger, signed, f"/verify/{TOKEN}")) == "Issued here, unchanged"
    assert heading(dropped(stranger, signed)) == "Issued here, unchanged"
    other = dropped(stranger, files.pdf(), f"/verify/{TOKEN}")
    assert heading(other) == "This is not the file that was issued"
    assert "There is no signature" in other.text


def test_a_replaced_and_a_revoked_letter_say_so(
    house: House, stranger: FlaskClient, signed: bytes, tmp_path: Path
) -> None:
    newer = Letter(unit="setda", files=[], fields={"reference_number": FieldValue(value="005/128/DPU/2019")})
    house.store.commit(Changes.of(newer))
    issue(house, tmp_path, signed, standing="replaced", by=newer.id)
    page = stranger.get(f"/verify/{TOKEN}")
    assert (heading(page), "005/128/DPU/2019" in page.text) == ("This letter was replaced by another one", True)
    row = house.store.load(Issued, TOKEN)
    row.standing = "revoked"
    house.store.commit(Changes.of(row))
    assert heading(dropped(stranger, signed)) == "This letter was revoked"


@pytest.mark.parametrize("kind", ["T", "R", "SR"])
def test_a_restricted_letter_says_that_it_was_issued_and_nothing_else(
    house: House, stranger: FlaskClient, signed: bytes, tmp_path: Path, kind: str
) -> None:
    issue(house, tmp_path, signed, security_class=kind)
    for page in (stranger.get(f"/verify/{TOKEN}"), dropped(stranger, signed)):
        assert heading(page) in ("This letter was issued here", "Issued here, unchanged")
        for said in ("005/127", "Perbaikan", "2019"):
            assert said not in page.text


def test_an_unknown_code_is_404_and_guessing_has_an_end(
    house: House, stranger: FlaskClient, signed: bytes, tmp_path: Path
) -> None:
    issue(house, tmp_path, signed, sha256=None)  # frozen, not signed yet
    for token in (TOKEN, "nobodyknowsthis1", "x" * 65):
        page = stranger.get(f"/verify/{token}")
        assert (page.status_code, heading(page)) == (404, "This letter is not known")
    tries = house.settings.web.sign_in_attempts_address
    statuses = [stranger.get(f"/verify/guess{number}").status_code for number in range(tries)]
    assert statuses[-1] == 429


def test_the_page_of_a_letter_says_what_its_signatures_are_worth(
    house: House, stranger: FlaskClient, signed: bytes, tmp_path: Path
) -> None:
    id = issue(house, tmp_path, signed)
    page = Visitor.hidden(stranger.get("/sign-in").text)
    person = house.store.find(Person, {"login": "arsiparis@sukamaju.example"}, limit=1)[0]
    stranger.post("/sign-in/demo", data=page | {"person": person["_id"]})
    shown = stranger.get(f"/letters/{id}?tab=fields").text
    assert "Genuine and intact" in shown
    assert "Sri Contoh" in shown
    with stranger.get(f"/letters/{id}/files/1/original") as original:
        assert original.data == signed
    forged = signed.replace(b"0 595 842", b"0 595 843", 1)
    (one,) = arrive(house, files.written(tmp_path, "lain.pdf", forged), "lain.pdf", installation("operator"))
    settle(house, 1)
    assert "The letter was changed." in stranger.get(f"/letters/{one.id}").text
