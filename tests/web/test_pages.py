"""What the pages do, without a browser: search, letter, intake, reading, JSON."""

import io
import re

from lontar.settle import settle
from lontar.wiring import House
from tests import files
from tests.web.conftest import SignIn, form


def test_a_search_shows_what_was_found_and_where(letters: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("arsiparis").get("/?q=jembatan").text
    assert "2 letters" in page
    assert "<mark>jembatan</mark>" in page
    assert f"/letters/{letters['scan.png']}?q=jembatan" in page


def test_a_broken_query_is_pointed_at(letters: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("arsiparis").get("/?q=jembatan+(gantung").text
    assert "This parenthesis is not closed." in page
    assert "<mark>(</mark>" in page


def test_facets_narrow_the_list(letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    page = client.get("/?q=").text
    assert 'name="state" value="failed"' in page
    narrowed = client.get("/?state=failed").text
    assert "1 letter<" in narrowed
    assert "rusak.pdf" in narrowed


def test_nothing_found_says_what_to_do(letters: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("arsiparis").get('/?q="jumbatun"').text
    assert "No letter has these words." in page
    assert "Try fewer words, another spelling" in page


def test_a_letter_shows_its_page_with_the_words_marked(letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    id = letters["scan.png"]
    page = client.get(f"/letters/{id}?q=jembatan").text
    assert page.count('class="found current"') == 1
    assert page.count('class="found"') >= 1
    image = client.get(f"/letters/{id}/files/1/pages/1?w=1200")
    assert image.mimetype == "image/webp"
    assert len(image.data) <= 150_000
    assert (
        client.get(
            f"/letters/{id}/files/1/pages/1?w=1200", headers={"If-None-Match": image.headers["ETag"]}
        ).status_code
        == 304
    )
    assert client.get(f"/letters/{id}/files/1/pages/1?w=77").status_code == 404


def test_the_original_comes_as_it_arrived_and_only_as_a_download(letters: dict[str, str], sign_in: SignIn) -> None:
    answer = sign_in("arsiparis").get(f"/letters/{letters['surat.pdf']}/files/1/original")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_a_letter_that_failed_says_why(letters: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("arsiparis").get(f"/letters/{letters['rusak.pdf']}").text
    assert "rusak.pdf is damaged" in page


def test_withdraw_and_restore(letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    address = f"/letters/{letters['rusak.pdf']}"
    client.post(f"{address}/withdraw", data=form(client, address) | {"reason": "bukan surat"})
    page = client.get(address).text
    assert "Withdrawn: bukan surat" in page
    page = client.post(f"{address}/restore", data=form(client, address), follow_redirects=True).text
    assert "Withdrawn:" not in page
    assert "Saved: restored." in page


def test_tags_and_notes_are_kept_once(letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    address = f"/letters/{letters['surat.pdf']}"
    data = form(client, address) | {"text": "Sudah dijawab"}
    for _ in range(2):  # a double click
        client.post(f"{address}/notes", data=data)
    client.post(f"{address}/tags", data=form(client, address) | {"tags": "penting, banjir"})
    page = client.get(address).text
    assert page.count("<li>Sudah dijawab") == 1
    assert 'value="penting, banjir"' in page


def test_uploaded_files_become_letters_each_with_its_answer(house: House, sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    talud = files.pdf(("Surat tentang talud",) * 4)  # made once: a PDF's own id differs from second to second
    sent = [(io.BytesIO(talud), "talud.pdf"), (io.BytesIO(b""), "kosong.pdf")]
    page = client.post("/intake", data=form(client, "/intake") | {"files": sent}, follow_redirects=True).text
    assert re.search(r'<a href="/letters/\w+">safe[^<]*</a></p>\s*<p class="name">talud.pdf</p>', page)
    assert "kosong.pdf is empty" in page
    again = [(io.BytesIO(talud), "talud.pdf")]
    answer = client.post(
        "/intake", data=form(client, "/intake") | {"files": again}, headers={"Accept": "application/json"}
    )
    assert answer.json["files"][0]["status"] == "duplicate"
    settle(house, 1)
    assert client.get("/api/v1/search?q=talud").json["total"] == 1


def test_the_api_is_described_and_answers_in_json(letters: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    described = client.get("/api/v1/openapi.json").json
    assert {"/api/v1/search", "/api/v1/letters/{id}"} <= set(described["paths"])
    one = client.get(f"/api/v1/letters/{letters['surat.pdf']}").json
    assert one["fields"]["reference_number"]["value"] == "005/127/DPU/2019"
    words = client.get(f"/api/v1/letters/{letters['surat.pdf']}/words").json["pages"][0]["words"]
    assert words[0]["text"] == "PEMERINTAH"
    wrong = client.get("/api/v1/search?q=x&limit=0")
    assert (wrong.status_code, wrong.json["error"]["code"]) == (400, "not-whole")
    assert client.get("/api/v1/letters/none").json["error"]["code"] == "page-missing"


def test_the_server_says_that_it_lives(sign_in: SignIn) -> None:
    client = sign_in("")
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready\nstore: ok\noriginals: ok\nindex: ok\nqueue: ok\n"


def test_every_answer_carries_the_policy(sign_in: SignIn) -> None:
    for address in ("/sign-in", "/nowhere", "/healthz"):
        headers = sign_in("").get(address).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_first_load_is_small(sign_in: SignIn) -> None:
    """At most 100 KB compressed beyond the first page image."""
    client = sign_in("arsiparis")
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', client.get("/").text))
    sizes = [len(client.get(address, headers={"Accept-Encoding": "gzip"}).data) for address in addresses]
    assert len(page.data) + sum(sizes) <= 100_000


def test_too_many_wrong_passwords_have_to_wait(house: House, sign_in: SignIn) -> None:
    client = sign_in("")
    for _ in range(house.settings.web.sign_in_attempts):
        data = form(client, "/sign-in") | {"email": "nobody@sukamaju.example", "password": "wrong password"}
        assert client.post("/sign-in", data=data).status_code == 200
    answer = client.post("/sign-in", data=data)
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
