"""Letters that belong together on the page of one: what is shown, linked by hand, told apart, and for whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.followers import IndexFollower
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from schemas.letter import Letter
from store.changes import Changes
from tests import documents, files
from tests.web.conftest import signed_in
from tests.web.letters.conftest import keep
from tests.web.letters.letter_page import undo_what_the_page_offers

ASKED = (
    "KECAMATAN RAWABENING",
    "Nomor : 130/55/KEC.RWB/2019",
    "Hal : Jembatan putus",
    "Dengan hormat, kami sampaikan bahwa jembatan di Desa Cempaka telah putus",
    "karena banjir pada malam Senin dan warga tidak dapat menyeberang ke pasar",
    "sehingga kami mohon bantuan perbaikan secepatnya dari dinas yang berwenang.",
)
ANSWER = (
    "DINAS PEKERJAAN UMUM",
    "Nomor : 600/9/DPU/2019",
    "Hal : Perbaikan jembatan",
    "Menindaklanjuti surat Camat Rawabening Nomor 130/55/KEC.RWB/2019, dengan ini",
    "kami sampaikan bahwa petugas akan datang untuk mengukur jembatan itu.",
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Another one than that of the letters beside: here what waits is read."""
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    keep(house, tmp_path, "naskah.docx", documents.docx("Nomor: 12/III/2020", "Isi tentang talud."))
    yield house
    house.close()


@pytest.fixture
def archivist(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


def kept(house: House, folder: Path, name: str, *lines: str) -> str:
    id = keep(house, folder, name, files.pdf(lines))
    settle(house, 1)
    IndexFollower(house).catch_up()
    return id


def sent(client: FlaskClient, address: str, **values: str) -> object:
    page = client.get(address).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return {"csrf_token": token, "once": page.partition('name="once" value="')[2].partition('"')[0]} | values


def test_letters_that_belong_together(house: House, archivist: FlaskClient, tmp_path: Path) -> None:
    answer = kept(house, tmp_path, "jawab.pdf", *ANSWER)
    page = archivist.get(f"/letters/{answer}").text
    assert "130/55/KEC.RWB/2019" in page
    assert "not found here" in page
    ask = kept(house, tmp_path, "tanya.pdf", *ASKED)
    assert f'href="/letters/{ask}"' in archivist.get(f"/letters/{answer}").text
    assert f'href="/letters/{answer}"' in archivist.get(f"/letters/{ask}").text

    where = f"/letters/{answer}/reference?number=130/55/KEC.RWB/2019"
    assert "meant now" in archivist.get(where).text
    other = next(row["_id"] for row in house.store.every(Letter) if row["files"][0]["name"] == "naskah.docx")
    assert other in archivist.get(f"{where}&q=talud").text
    values = sent(archivist, where, number="130/55/KEC.RWB/2019", letter=other)
    linked = archivist.post(f"/letters/{answer}/reference/link", data=values)
    page = archivist.get(linked.location).text
    assert f'href="/letters/{other}"' in page
    assert "linked by hand" in page
    undo_what_the_page_offers(archivist, linked)
    assert f'href="/letters/{ask}"' in archivist.get(f"/letters/{answer}").text
    assert archivist.get(f"/letters/{answer}/reference?number=1/2").status_code == 404

    letter = house.store.load(Letter, ask)
    letter.grants = ["position:nobody"]
    house.store.commit(Changes.of(letter))
    assert "not found here" in archivist.get(f"/letters/{answer}").text
    assert ask not in archivist.get(f"{where}&q=jembatan").text
    refused = archivist.post(f"/letters/{answer}/reference/link", data=sent(archivist, where, number="x", letter=ask))
    assert refused.status_code == 404


def test_another_scan_of_a_letter_is_told_apart(house: House, archivist: FlaskClient, tmp_path: Path) -> None:
    lines = ("KECAMATAN GUNUNG SAWO", "Nomor : 600/77/KEC.GNS/2020", *ASKED[2:])
    first = kept(house, tmp_path, "satu.pdf", *lines)
    second = keep(house, tmp_path, "dua.pdf", files.pdf(lines) + b"\n% anew")
    settle(house, 1)
    page = archivist.get(f"/letters/{second}").text
    assert "another scan of it" in page
    assert f'value="{first}"' in page
    reader = signed_in(house, "sekda").get(f"/letters/{second}").text
    assert "another scan of it" in reader
    assert "These are two letters" not in reader
    done = archivist.post(f"/letters/{second}/told-apart", data=sent(archivist, f"/letters/{second}", letter=first))
    assert f'value="{first}"' not in archivist.get(done.location).text
    assert "told apart" in archivist.get(f"/letters/{second}?tab=history").text


def test_what_is_only_perhaps_meant_says_so_until_a_person_links_it(
    house: House, archivist: FlaskClient, tmp_path: Path
) -> None:
    lines = (ASKED[0], "Sukamaju, 3 Mei 2019", *ASKED[2:])
    ask = kept(house, tmp_path, "tanpa.pdf", *lines)
    cited = "Menindaklanjuti surat Camat Rawabening tanggal 3 Mei 2019 hal Jembatan putus, dengan"
    answer = kept(house, tmp_path, "hari.pdf", *ANSWER[:3], "Sukamaju, 9 Mei 2019", cited, *ANSWER[4:])
    page = archivist.get(f"/letters/{answer}").text
    assert f'href="/letters/{ask}"' in page
    assert "perhaps: day and sender say so, no number does" in page
    assert "perhaps: day and sender say so, no number does" in archivist.get(f"/letters/{ask}").text
    where = f"/letters/{answer}/reference?number=3+Mei+2019"
    assert ask in archivist.get(where).text
    values = sent(archivist, where, number="3 Mei 2019", letter=ask)
    linked = archivist.post(f"/letters/{answer}/reference/link", data=values)
    assert "perhaps: day and sender say so, no number does" not in archivist.get(linked.location).text


def test_a_form_whose_number_was_read_on_one_of_two_is_perhaps_the_same(
    house: House, archivist: FlaskClient, tmp_path: Path
) -> None:
    head = ("KECAMATAN GUNUNG SAWO", "Nomor : 600/77/KEC.GNS/2020")
    first = kept(house, tmp_path, "satu.pdf", *head, *ASKED[2:])
    second = kept(house, tmp_path, "dua.pdf", head[0], "Nomor :", *ASKED[2:])
    page = archivist.get(f"/letters/{second}").text
    assert f'value="{first}"' in page
    assert "may be the same letter" in page
    assert "another scan of it" not in page
    assert "Also here" not in archivist.get("/?q=menyeberang").text
