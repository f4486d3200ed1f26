"""The page of one letter without a browser: every state it can be in, every act, and what others may not do."""

import ast
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lontar import edits
from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from office.access import ACTIONS, installation
from schemas.event import Event
from schemas.letter import FieldValue, Letter
from schemas.page import Page
from schemas.work import Work
from store.changes import Changes
from tests import documents, files
from tests.test_house import ROOMS, ROOT
from tests.web.conftest import form, signed_in

MANY = tuple("surat " * 10 for _ in range(12))


def with_a_wall() -> bytes:
    """Three pages, the second of which is larger than any that is taken."""
    with pikepdf.open(files.io.BytesIO(files.pdf(pages=2))) as document:
        document.add_blank_page(page_size=(14_400, 14_400))
        document.pages.insert(1, document.pages[2])
        del document.pages[3]
        return files.saved(document)


def mail() -> bytes:
    message = documents.mail("Undangan rapat", "Kami mengundang Saudara ke rapat banjir.")
    message.add_attachment(files.pdf(pages=2), maintype="application", subtype="pdf", filename="lampiran.pdf")
    message.add_attachment(files.pdf()[:300], maintype="application", subtype="pdf", filename="sobek.pdf")
    return bytes(message)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = Path(tmp_path_factory.mktemp("letter"))
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    demo.found(house.store)
    for name, content in {
        "empat.pdf": files.pdf(pages=4),
        "ramai.pdf": files.pdf(MANY),
        "panjang.pdf": files.pdf(("Berkas panjang",), pages=40),
        "scan.png": files.scan(),
        "rusak.pdf": files.pdf()[:300],
        "dinding.pdf": with_a_wall(),
        "surat.eml": mail(),
        "naskah.docx": documents.docx("Nomor: 12/III/2020", "Isi tentang talud."),
    }.items():
        keep(house, folder, name, content)
    settle(house, 1)
    keep(house, folder, "baru.pdf", files.pdf(("Surat yang baru datang",) * 5))
    IndexFollower(house).catch_up()
    yield house
    house.close()


def keep(house: House, folder: Path, name: str, content: bytes) -> str:
    path = files.written(folder, name, content)
    (arrived, *_) = arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
    return str(arrived.id)


@pytest.fixture(scope="module")
def ids(house: House) -> dict[str, str]:
    return {row["files"][0]["name"]: row["_id"] for row in house.store.every(Letter)}


@pytest.fixture(scope="module")
def archivist(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


@pytest.fixture(scope="module")
def clerk(house: House) -> FlaskClient:
    return signed_in(house, "agendaris")


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
    data = form(client, f"/letters/{id}") | {"version": version_in(client, id)} | values
    return client.post(f"/letters/{id}/{name}{args}", data=data)


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


def test_every_part_of_a_letter_is_a_link(archivist: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['scan.png']}"
    page = archivist.get(f"{address}?q=jembatan").text
    tabs = re.findall(r'class="to-(\w+)"[^>]* href="([^"]+)"( aria-current="page")?', page)
    assert [name for name, _, _ in tabs] == ["page", "text", "fields", "history"]
    assert [name for name, _, here in tabs if here] == ["page"]
    for name, link, _ in tabs:
        other = archivist.get(link.replace("&amp;", "&")).text
        assert re.search(rf'class="to-{name}"[^>]* href="{re.escape(link)}" aria-current="page"', other)
        assert parse_qs(urlsplit(link).query)["q"] == ["jembatan"]


def test_a_letter_opens_at_its_first_hit_and_steps_lead_through_all_pages(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    page = archivist.get(f"/letters/{ids['empat.pdf']}?q=rusak&n=17&sort=newest").text
    seen = []
    while True:
        hit = re.search(r"Hit (\d) of 4", page)
        shown = re.search(r'alt="Page (\d) of 4"', page)
        assert hit
        assert shown
        assert page.count('class="found current"') == 1
        seen.append((int(hit[1]), int(shown[1])))
        link = step(page, "n")
        if link is None:
            break
        assert link.endswith(f"#m{len(seen) + 1}")
        assert {"n": ["17"], "sort": ["newest"]}.items() <= parse_qs(urlsplit(link).query).items()
        page = archivist.get(link).text
    assert seen == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert step(page, "p")


def test_from_a_page_without_a_hit_the_steps_lead_to_the_nearest_ones(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    page = archivist.get(f"/letters/{ids['empat.pdf']}?q=rusak&page=3").text
    assert "4 hits, 1 on this page" in page
    assert "hit=2" in str(step(page, "p"))
    assert "hit=3" in str(step(page, "n"))
    assert step(page, "[")
    assert step(page, "]")


def test_on_a_crowded_page_fifty_hits_are_marked_and_stepping_marks_the_next(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    address = f"/letters/{ids['ramai.pdf']}?q=surat"
    page = archivist.get(address).text
    assert page.count('<g id="m') == 50
    assert "50 of 120 hits on this page are marked" in page
    page = archivist.get(f"{address}&hit=51").text
    assert '<g id="m51" class="found current">' in page
    assert 'id="m1"' not in page


def test_a_long_letter_shows_a_window_of_thumbnails(archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = archivist.get(f"/letters/{ids['panjang.pdf']}?page=20").text
    thumbs = re.findall(r'w=160" alt="" width="120" height="160"( loading="lazy")?', page)
    assert len(thumbs) == 15
    assert 'value="20"> <span>of 40</span>' in page


def test_the_image_is_offered_small_and_full_only_for_zooming(archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = archivist.get(f"/letters/{ids['scan.png']}").text
    offered = re.search(r'srcset="([^"]+)" sizes', page)
    assert offered
    for one in offered[1].replace("&amp;", "&").split(", "):
        address, width = one.split(" ")
        assert "w=" in address
        assert int(width.removesuffix("w")) <= 1200
        assert len(archivist.get(address).data) <= 150_000
    assert f'data-full="/letters/{ids["scan.png"]}/files/1/pages/1"' in page


def test_a_page_turned_otherwise_has_another_address(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = house.store.load(Page, Page.key(ids["panjang.pdf"], 1, 40))
    page.rotation = 180
    house.store.commit(Changes.of(page))
    shown = archivist.get(f"/letters/{ids['panjang.pdf']}?page=40").text
    assert "/files/1/pages/40?w=800&amp;r=180" in shown
    upright = archivist.get(f"/letters/{ids['panjang.pdf']}/files/1/pages/39?w=400")
    turned = archivist.get(f"/letters/{ids['panjang.pdf']}/files/1/pages/40?w=400&r=180")
    assert upright.data != turned.data
    assert upright.headers["ETag"] != turned.headers["ETag"]


def test_a_letter_being_read_is_safe_and_its_image_is_there(archivist: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['baru.pdf']}"
    page = archivist.get(address).text
    assert "Being read; the letter is safe." in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "This page has not been read yet." in archivist.get(f"{address}?tab=text").text
    assert archivist.get(f"{address}/files/1/pages/1?w=400").mimetype == "image/webp"
    assert 'action="/letters/' + ids["baru.pdf"] + '/retry"' not in page


def test_how_far_it_is_can_be_followed_cheaply(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['baru.pdf']}/state"
    first = archivist.get(address)
    assert first.json["name"] == "reading"
    assert archivist.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    work = house.store.load(Work, ids["baru.pdf"])
    work.pages_done, work.pages = 1, 2
    house.store.commit(Changes.of(work))
    assert archivist.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert "1 of 2 pages" in archivist.get(f"/letters/{ids['baru.pdf']}").text


def test_a_failed_letter_says_why_and_who_may_lets_it_be_read_again(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["rusak.pdf"]
    page = archivist.get(f"/letters/{id}").text
    assert "rusak.pdf is damaged" in page
    assert f'href="/letters/{id}/files/1/original"' in page
    head = signed_in(house, "sekda")
    assert "Read it again" not in head.get(f"/letters/{id}").text
    assert act(head, id, "retry").status_code == 403
    assert act(archivist, id, "retry").status_code == 302
    page = archivist.get(f"/letters/{id}").text
    assert "Being read" in page
    settle(house, 1)
    assert "could not be read" in archivist.get(f"/letters/{id}?tab=history").text


def test_one_page_that_cannot_be_read_is_named_and_the_others_are_there(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    address = f"/letters/{ids['dinding.pdf']}"
    page = archivist.get(address).text
    assert "1 page could not be read:" in page
    assert "Partly read" in page
    assert page.count("<strong>not read</strong>") == 1
    wall = archivist.get(f"{address}?page=2").text
    assert "Page 2 of dinding.pdf has" in wall
    assert 'class="sheet"' not in wall
    assert "jembatan" in archivist.get(f"{address}?page=3&tab=text").text
    assert "Hit 3 of 4" in archivist.get(f"{address}?q=jembatan&hit=3").text


def test_the_files_of_a_mail_are_told_apart(archivist: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['surat.eml']}"
    page = archivist.get(address).text
    assert "surat.eml is a text without page images." in page
    assert "Kami mengundang Saudara" in page
    for said in ("Letter · E-mail · 1 page", "Enclosure · PDF · 2 pages", "sobek.pdf is damaged"):
        assert said in page
    enclosure = archivist.get(f"{address}?page=3").text
    assert "Page 3 of 3 · lampiran.pdf, page 2" in enclosure
    assert f"{address}/files/2/pages/2?w=" in enclosure
    sha256 = re.search(r'<code id="sha-2"[^>]*>([0-9a-f]{64})<', page)
    assert sha256
    with archivist.get(f"{address}/files/2/original") as original:
        assert hashlib.sha256(original.data).hexdigest() == sha256[1]


def test_a_text_without_images_shows_its_text_with_the_hits(archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = archivist.get(f"/letters/{ids['naskah.docx']}?q=talud").text
    assert '<mark id="h1" class="current">talud</mark>' in page
    assert 'class="sheet"' not in page


def test_doubtful_and_uncertain_words_are_told_apart_from_the_text(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    page = house.store.load(Page, Page.key(ids["scan.png"], 1, 1))
    at = page.text.index("rusak")
    page.words = [[*row[:-1], 41] if row[0] == at else row for row in page.words]
    page.uncertain, page.suggested = [["jernbatan", 5, 5, 50, 20, 12]], "saran kamus"
    house.store.commit(Changes.of(page))
    shown = archivist.get(f"/letters/{ids['scan.png']}?tab=text").text
    assert re.search(r'<span class="doubt" tabindex="0" title="read, 41 %" data-sure="41 %">rusak</span>', shown)
    assert "1 doubtful word" in shown
    assert '<div id="page-text" lang="id">' in shown
    text = shown.partition('<div id="page-text"')[2].partition("</div>")[0]
    assert "jernbatan" not in text
    assert "saran" not in text
    assert "<li>jernbatan <small>12 %</small></li>" in shown
    assert '<p class="suggested" lang="id">saran kamus</p>' in shown


def test_a_field_says_how_sure_it_is_and_where_it_stands(archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = archivist.get(f"/letters/{ids['scan.png']}").text
    assert re.fullmatch(r"DINAS PEKERJAAN UMUM read, \d\d % where: Sender", field(page, "Sender"))
    assert field(page, "Number") == "005/127/DPU/2019 where: Number"
    assert field(page, "Type") == "not found"
    link = re.search(r'href="([^"]+)" data-shows="sender"', page)
    assert link
    assert link[1].endswith("#place")
    assert '<rect class="place shown" id="place" data-of="sender"' in archivist.get(link[1].replace("&amp;", "&")).text


def test_the_place_of_a_field_on_another_page_is_a_link_to_that_page(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    letter = house.store.load(Letter, ids["empat.pdf"])
    letter.fields["urgency"] = FieldValue(value="Segera", confidence=95, page=3, box=[1, 2, 30, 40])
    house.store.commit(Changes.of(letter))
    page = archivist.get(f"/letters/{ids['empat.pdf']}").text
    assert 'data-of="urgency"' not in page
    assert re.search(r'href="[^"]+page=3&amp;field=urgency#place" data-shows="urgency"', page)
    assert 'data-of="urgency"' in archivist.get(f"/letters/{ids['empat.pdf']}?page=3&field=urgency").text


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("fields", {"subject": "Lain sama sekali", "date": "1 Mei 2020"}, "Lain sama sekali"),
        ("kind", {"letter_type": "undangan", "urgency": "very-urgent"}, "very urgent"),
        ("tags", {"tags": "penting, banjir"}, "tags added: penting, banjir"),
        ("notes", {"text": "Sudah dijawab lewat telepon"}, "Sudah dijawab lewat telepon"),
    ],
)
def test_what_was_done_is_said_and_can_be_undone(
    house: House, archivist: FlaskClient, name: str, values: dict[str, str], said: str
) -> None:
    id = next(row["_id"] for row in house.store.every(Letter) if row["files"][0]["name"] == "scan.png")
    before = house.store.load(Letter, id)
    answer = act(archivist, id, name, "?q=jembatan", **values)
    assert said.lower() in archivist.get(answer.location).text.lower()
    assert "q=jembatan" in answer.location
    undone = undo_what_the_page_offers(archivist, answer)
    assert "Undone." in undone.text
    after = house.store.load(Letter, id)
    assert (after.fields, after.tags, after.notes, after.grants) == (
        before.fields, before.tags, before.notes, before.grants,
    )  # fmt: skip


def test_an_own_note_can_be_taken_back_and_nobody_elses(
    house: House, archivist: FlaskClient, clerk: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["naskah.docx"]
    act(archivist, id, "notes", text="Salah surat")
    at = house.store.load(Letter, id).notes[0].at.isoformat()
    assert "Take back" in archivist.get(f"/letters/{id}").text
    assert "Take back" not in clerk.get(f"/letters/{id}").text
    assert act(clerk, id, "take-back", at=at).status_code == 404
    assert act(archivist, id, "take-back", at=at).status_code == 302
    assert house.store.load(Letter, id).notes == []


def test_withdrawing_asks_for_a_reason_and_restoring_is_offered(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["ramai.pdf"]
    refused = act(archivist, id, "withdraw", reason=" ")
    assert refused.status_code == 400
    assert 'href="#reason"' in refused.text
    assert act(archivist, id, "withdraw", reason="salah unit").status_code == 302
    page = archivist.get(f"/letters/{id}").text
    assert "Withdrawn: salah unit" in page
    assert "Withdrawn: salah unit" in signed_in(house, "sekda").get(f"/letters/{id}").text
    assert act(archivist, id, "restore").status_code == 302
    assert "Withdrawn:" not in archivist.get(f"/letters/{id}").text


def test_two_people_who_change_the_same_field_see_both_values(
    house: House, archivist: FlaskClient, clerk: FlaskClient, ids: dict[str, str]
) -> None:
    id, seen = ids["empat.pdf"], version_in(archivist, ids["empat.pdf"])
    act(clerk, id, "fields", subject="Dari agendaris", date="6 Maret 2019")
    typed = {"subject": "Dari arsiparis", "date": "5 Maret 2019"}
    refused = act(archivist, id, "fields", **typed, version=seen)
    assert refused.status_code == 409
    assert "<title>Error: " in refused.text
    assert 'href="#subject"' in refused.text
    assert 'value="Dari arsiparis"' in refused.text
    assert re.search(r"Now: Dari agendaris \(Agendaris, \d\d:\d\d WIB\)", refused.text)
    assert 'value="6 March 2019"' in refused.text, "what this person did not touch stands as it is now"
    assert house.store.load(Letter, id).value("subject") == "Dari agendaris"
    again = re.search(r'id="form-fields".*?name="version" value="(\d+)"', refused.text, re.DOTALL)
    assert again
    assert act(archivist, id, "fields", subject="Dari arsiparis", version=again[1]).status_code == 302
    assert house.store.load(Letter, id).value("subject") == "Dari arsiparis"


def test_two_people_who_choose_another_class_see_both_too(
    house: House, archivist: FlaskClient, clerk: FlaskClient, ids: dict[str, str]
) -> None:
    id, seen = ids["dinding.pdf"], version_in(archivist, ids["dinding.pdf"])
    act(clerk, id, "kind", letter_type="undangan", security_class="B")
    refused = act(archivist, id, "kind", letter_type="keputusan", security_class="B", version=seen)
    assert refused.status_code == 409
    assert "Now: Invitation (Agendaris," in refused.text
    assert '<option value="keputusan" selected>' in refused.text


def test_what_is_refused_stays_in_its_box(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    id = ids["naskah.docx"]
    for name, typed in {"notes": {"text": "x" * 10_001}, "tags": {"tags": "y" * 61}}.items():
        refused = act(archivist, id, name, **typed)
        assert refused.status_code in (400, 422)
        assert next(iter(typed.values())) in refused.text
    events = house.store.find(Event, {"thing": f"letters/{id}"}, sort=[("sequence", -1)], limit=10)
    assert not {"letter.tagged"} & {event["verb"] for event in events}


def test_undoing_what_was_changed_since_is_refused(
    house: House, archivist: FlaskClient, clerk: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["surat.eml"]
    done = act(archivist, id, "fields", subject="Satu")
    act(clerk, id, "fields", subject="Dua")
    assert "Saved:" not in archivist.get(done.location).text, "nothing is offered that cannot be done"
    event = parse_qs(urlsplit(done.location).query)["done"][0]
    assert act(archivist, id, "undo", event=event).status_code == 409
    assert act(archivist, id, "undo", event="1").status_code == 404


def test_an_earlier_version_of_the_fields_can_be_looked_at(archivist: FlaskClient, ids: dict[str, str]) -> None:
    id = ids["panjang.pdf"]
    version = version_in(archivist, id)
    act(archivist, id, "fields", subject="Yang sekarang")
    history = archivist.get(f"/letters/{id}?tab=history").text
    assert f"version={version}" in history
    page = archivist.get(f"/letters/{id}?tab=fields&version={version}").text
    assert "The fields as they were on" in page
    assert field(page, "Subject") != "Yang sekarang by hand"
    assert 'method="post" action="/letters' not in page
    assert field(archivist.get(f"/letters/{id}?tab=fields").text, "Subject") == "Yang sekarang by hand"


def test_the_history_says_who_changed_what_from_what_to_what(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["panjang.pdf"]
    act(archivist, id, "fields", subject="Pertama")
    act(archivist, id, "fields", subject="Kedua")
    page = archivist.get(f"/letters/{id}?tab=history").text
    assert "<strong>Arsiparis</strong>: Subject: “Pertama” became “Kedua”" in page
    assert "<strong>Lontar</strong>: read: 40 pages" in page
    assert "<strong>command line (tests)</strong>: arrived as panjang.pdf" in page
    assert "entered in the register of" in page
    sequence = re.search(r'name="event" value="(\d+)"', page)
    assert sequence
    act(archivist, id, "undo", "?tab=history", event=sequence[1])
    assert house.store.load(Letter, id).value("subject") == "Pertama"


def test_a_long_history_goes_on_over_pages(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    id, me = ids["naskah.docx"], installation("tests")
    for number in range(60):
        edits.tag(house, me, id, [str(number)])
    page = archivist.get(f"/letters/{id}?tab=history").text
    older = re.search(r'href="([^"]+before=\d+)"', page)
    assert older
    assert "arrived as naskah.docx" not in page
    assert "arrived as naskah.docx" in archivist.get(older[1].replace("&amp;", "&")).text


def test_every_verb_of_a_letter_has_its_words(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    from web.app import create_app
    from web.letters.clauses import verbs

    sources = [path for room in ROOMS if room != "samples" for path in (ROOT / room).rglob("*.py")]
    constants = (node.value for path in sources for node in ast.walk(ast.parse(path.read_text()))
                 if isinstance(node, ast.Constant) and isinstance(node.value, str))  # fmt: skip
    used = {one for one in constants if re.fullmatch(r"letter\.[a-z-]+", one)} - set(ACTIONS)
    assert len(used) >= 12
    with create_app(house, testing=True).test_request_context():
        assert used <= set(verbs())
    said = archivist.get(f"/letters/{ids['panjang.pdf']}?tab=history").text
    assert not re.search(r"letter\.[a-z]", re.sub(r'(href|src)="[^"]*"', "", said))


def test_who_may_not_change_a_letter_sees_no_form_for_it(house: House, ids: dict[str, str]) -> None:
    auditor = signed_in(house, "pemeriksa")
    page = auditor.get(f"/letters/{ids['scan.png']}").text
    actions = set(re.findall(r'method="post" action="/letters/\w+/(\w+)"', page))
    assert actions == {"tags", "notes"}
    assert act(auditor, ids["scan.png"], "fields", subject="x").status_code == 403


def test_without_right_to_read_not_even_the_state_is_there(house: House, ids: dict[str, str]) -> None:
    outsider = signed_in(house, "kades")
    for address in ("", "/state", "?tab=history", "?version=1"):
        assert outsider.get(f"/letters/{ids['scan.png']}{address}").status_code == 404
