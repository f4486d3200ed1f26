"""The pages of drafts: written, compared, initialled, sent back, frozen, cancelled; nobody's text is lost in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.written import fingerprint
from lontar.drafting import acts, shown
from lontar.wiring import House
from schemas.draft import Draft
from tests.demo import demo_house
from tests.web import drafting
from tests.web.conftest import form, signed_in, token
from tests.web.drafting import CONTENT, a_draft, frozen, submitted, who


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with demo_house(Path(tmp_path_factory.mktemp("drafts"))) as house:
        yield house


@pytest.fixture
def house(home: House) -> House:
    return home


def boxes(page: str) -> dict[str, str]:
    """What the form of a draft would send as it stands."""
    part = page[page.index('<section id="form"') : page.index('<section id="preview"')]
    found = dict(re.findall(r'<input[^>]* name="((?!take-|part-)[^"]+)"[^>]* value="([^"]*)"', part))
    found |= dict(re.findall(r'<textarea[^>]* name="(f-[^"]+)"[^>]*>\n(.*?)</textarea>', part, re.S))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', part, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def draft_of(house: House, id: str) -> Draft:
    return house.store.load(Draft, id)


def test_a_draft_is_begun_written_and_submitted_without_a_script(house: House) -> None:
    client = signed_in(house, "staf")
    assert "surat-tugas" in client.get("/drafts/new").text
    made = client.post("/drafts/new", data=form(client, "/drafts/new") | {"template": "surat-dinas"})
    address = made.location
    sent = boxes(client.get(address).text)
    assert (sent["f-urgency"], sent["f-at"], sent["revision"]) == ("Biasa", "Tempat", "1")
    sent |= {
        "f-subject": "Rapat",
        "f-place": "Sukamaju",
        "f-recipients": "Camat A\r\nCamat B",
        "f-body": "Dengan hormat.",
    }
    missing = client.post(address, data=sent | {"then": "submit"})
    assert missing.status_code == 400
    assert "does not say which position is to sign" in missing.text
    again = boxes(missing.text)
    assert (again["f-subject"], again["revision"]) == ("Rapat", "2")
    done = client.post(address, data=again | {"signer": "kepala-dpu", "initial1": "staf", "then": "submit"})
    assert done.status_code == 302, done.text
    draft = draft_of(house, address.rpartition("/")[2])
    assert (draft.state, draft.content["recipients"], draft.waits) == ("initialling", ["Camat A", "Camat B"], "staf")
    assert "waits for initials" in client.get("/drafts?list=initial").text


def test_two_who_write_see_both_texts_and_choose(house: House) -> None:
    id = a_draft(house)
    client = signed_in(house, "staf")
    address = f"/drafts/{id}"
    sent = boxes(client.get(address).text)
    theirs = CONTENT | {"body": "Dari kepala dinas.", "subject": "Hal dari kadis"}
    acts.change(house, who(house, "kadis"), id, {"content": theirs}, 1)
    refused = client.post(address, data=sent | {"f-body": "Dari staf.", "f-subject": "Hal dari staf"})
    assert refused.status_code == 409
    page = refused.text
    assert "<del>" in page
    assert "<ins>" in page
    assert 'name="take-body"' in page
    again = boxes(page)
    assert (again["f-body"], again["revision"]) == ("Dari staf.", "2")
    assert client.post(address, data=again | {"take-subject": "theirs"}).status_code == 302
    draft = draft_of(house, id)
    assert (draft.content["subject"], draft.content["body"]) == ("Hal dari kadis", "Dari staf.")
    kept = [row["content"]["body"] for row in shown.versions(house, who(house, "staf"), id)]
    assert kept == ["Dari kepala dinas.", "Dari staf.", CONTENT["body"]]
    versions = client.get(f"{address}/versions?from=1").text
    assert "<del>" in versions
    assert "set aside" in versions


@pytest.mark.parametrize(("language", "label"), [("en", "Recipients"), ("id", "Yth.")])
def test_what_no_font_has_is_named_on_the_draft_and_fields_in_the_reader_s_words(
    house: House, language: str, label: str
) -> None:
    id = a_draft(house, content=CONTENT | {"recipients": ["Camat 漢"]})
    client = signed_in(house, "staf")
    client.set_cookie("language", language)
    (said,) = re.findall(r'id="unshown">([^<]*)<', client.get(f"/drafts/{id}").text)
    assert (said.startswith(label), "漢" in said) == (True, True)
    empty = boxes(client.get(f"/drafts/{id}").text) | {"f-recipients": "", "then": "submit"}
    assert f"{label} " in client.post(f"/drafts/{id}", data=empty).text.partition('class="alert')[2][:400]
    assert 'id="unshown"' not in client.get(f"/drafts/{a_draft(house)}").text


def test_versions_open_with_what_was_changed_last(house: House) -> None:
    id = a_draft(house)
    acts.submit(house, who(house, "staf"), id)
    acts.take_back(house, who(house, "staf"), id)
    acts.change(house, who(house, "staf"), id, {"content": CONTENT | {"subject": "Hal lain"}}, 1)
    acts.submit(house, who(house, "staf"), id)
    assert "<del>" in signed_in(house, "staf").get(f"/drafts/{id}/versions").text


def test_in_a_long_text_each_paragraph_is_chosen_by_itself(house: House) -> None:
    base = "Satu.\n\nDua.\n\nTiga.\n\nEmpat."
    id = a_draft(house, content=CONTENT | {"body": base})
    client, address = signed_in(house, "staf"), f"/drafts/{id}"
    sent = boxes(client.get(address).text)
    theirs = CONTENT | {"body": "Satu dari kadis.\n\nDua.\n\nTiga dari kadis.\n\nEmpat."}
    acts.change(house, who(house, "kadis"), id, {"content": theirs}, 1)
    refused = client.post(address, data=sent | {"f-body": "Satu dari staf.\n\nDua.\n\nTiga.\n\nEmpat.\n\nLima."}).text
    assert re.search(r'name="take-body" value="parts" checked', refused)
    first, third, fifth = dict.fromkeys(re.findall(r'name="(part-body-[^"]+)"', refused))
    again = boxes(refused) | {"take-body": "parts", first: "mine", third: "theirs", fifth: "mine"}
    lost = client.post(address, data=again | {"f-body": again["f-body"].replace("Tiga.", "Tiga lagi.")})
    assert lost.status_code == 409, "the paragraph that was given up for theirs was written over after that"
    assert re.search(rf'name="{first}" value="mine" checked', lost.text)
    assert client.post(address, data=again).status_code == 302
    assert draft_of(house, id).content["body"] == "Satu dari staf.\n\nDua.\n\nTiga dari kadis.\n\nEmpat.\n\nLima."


def test_what_was_chosen_is_chosen_still_when_a_third_person_wrote(house: House) -> None:
    id = a_draft(house)
    client, address = signed_in(house, "staf"), f"/drafts/{id}"
    sent = boxes(client.get(address).text)
    acts.change(house, who(house, "kadis"), id, {"content": CONTENT | {"subject": "Hal dari kadis"}}, 1)
    refused = client.post(address, data=sent | {"f-subject": "Hal dari staf"}).text
    acts.change(house, who(house, "kadis"), id, {"content": CONTENT | {"subject": "Hal lain"}}, 2)
    choice = boxes(refused) | {"take-subject": "theirs", "f-body": "Dari staf."}
    again = client.post(address, data=choice)
    assert again.status_code == 409
    assert re.search(r'name="take-subject" value="theirs" checked', again.text)


def test_a_script_saves_and_shows_what_is_typed(house: House) -> None:
    id = a_draft(house)
    client = signed_in(house, "staf")
    address = f"/drafts/{id}"
    sent = boxes(client.get(address).text)
    sent["csrf_token"] = token(client.get(address).text)
    json = {"Accept": "application/json"}
    seen = client.post(f"{address}/preview", data=sent | {"f-body": "Baru."}, headers=json)
    assert seen.json is not None
    assert seen.json["pages"][0].startswith("data:image/png;base64,")
    assert draft_of(house, id).revision == 1
    saved = client.post(address, data=sent | {"f-body": "Baru."}, headers=json)
    assert saved.json is not None
    assert saved.json["revision"] == 2
    assert saved.json["saved"].startswith("Saved ")
    late = client.post(address, data=sent | {"f-body": "Lama."}, headers=json)
    assert (late.status_code, late.json["error"]["code"]) == (409, "draft-changed")
    wrong = client.post(f"{address}/preview", data=sent | {"f-subject": "x" * 900}, headers=json)
    assert wrong.status_code == 422
    picture = client.get(f"{address}/pages/1?v=1")
    assert picture.data.startswith(b"\x89PNG")
    assert client.get(f"{address}/pages/9").status_code == 404
    assert client.get(f"{address}/letter.pdf").data.startswith(b"%PDF")


def test_from_hand_to_hand_to_a_reserved_number(house: House) -> None:
    id = submitted(house)
    address = f"/drafts/{id}"
    staff, head, signer = (signed_in(house, one) for one in ("staf", "kadis", "sekda"))
    assert "Initial it" not in head.get(address).text
    seen = fingerprint(draft_of(house, id))
    fields = form(staff, address)
    assert staff.post(f"{address}/initial", data=fields | {"content": seen}).status_code == 302
    assert head.post(f"{address}/initial", data=form(head, address) | {"content": "0" * 64}).status_code == 409
    assert head.post(f"{address}/initial", data=form(head, address) | {"content": seen}).status_code == 302
    done = staff.post(f"{address}/freeze", data=form(staff, address), follow_redirects=True).text
    assert "The number is reserved" in done
    number = draft_of(house, id).reference_number
    assert number in done
    assert "Send it back" in signer.get(address).text
    assert id in signer.get("/drafts?list=signature").text
    book = signed_in(house, "kadis").get("/registers?direction=outgoing&unit=DPU").text
    assert number in book
    assert "reserved for a draft" in book
    assert signer.post(f"{address}/back", data=form(signer, address) | {"reason": ""}).status_code == 400
    assert signer.post(f"{address}/back", data=form(signer, address) | {"reason": "Perbaiki."}).status_code == 302
    assert "Sent back by Sekretaris Daerah" in staff.get(address).text
    staff.post(f"{address}/cancel", data=form(staff, address) | {"reason": "Batal."})
    assert "stays in the book" in staff.get(address).text


def test_taken_back_it_is_written_on(house: House) -> None:
    id = frozen(house)
    client = signed_in(house, "staf")
    assert 'name="f-body"' not in client.get(f"/drafts/{id}").text
    client.post(f"/drafts/{id}/take-back", data=form(client, f"/drafts/{id}"))
    assert 'name="f-body"' in client.get(f"/drafts/{id}").text
    assert draft_of(house, id).reference_number


def test_who_makes_a_draft_secret_that_is_not_theirs_is_led_to_the_lists(house: House) -> None:
    id = a_draft(house, initials=[], signer="kepala-office")
    client = signed_in(house, "kadis")
    sent = boxes(client.get(f"/drafts/{id}").text) | {"security_class": "R"}
    answer = client.post(f"/drafts/{id}", data=sent)
    assert answer.location == "/drafts"
    assert "no longer see" in client.get("/drafts").text
    assert client.get(f"/drafts/{id}").status_code == 404


def test_a_draft_of_another_unit_is_not_there(house: House) -> None:
    id = a_draft(house, initials=[], signer="kepala-dpu")
    for login in ("kades", "kadistan", "agendaris"):
        client = signed_in(house, login)
        assert client.get(f"/drafts/{id}").status_code == 404
        assert id not in client.get("/drafts?list=unit").text
        assert client.get(f"/drafts/{id}/pages/1").status_code == 404
    auditor = signed_in(house, "pemeriksa").get(f"/drafts/{id}").text
    assert "Cancel the draft" not in auditor


def test_the_bar_shows_what_waits_and_only_to_who_drafts(house: House) -> None:
    submitted(house)
    assert "/drafts" in signed_in(house, "staf").get("/").text
    assert 'href="/drafts"' not in signed_in(house, "pemeriksa").get("/").text


def test_the_forms_of_numbers_are_set_and_taken_away(house: House) -> None:
    admin = signed_in(house, "admin")
    fields = form(admin, "/admin/numbers")
    wrong = admin.post("/admin/numbers", data=fields | {"unit": "dpu", "code": "800", "form": "{nomor}"})
    assert wrong.status_code == 400
    assert "{nomor} is none of" in wrong.text
    admin.post("/admin/numbers", data=fields | {"unit": "dpu", "code": "800", "form": "{code}/{number:3}/PU/{year}"})
    assert "800/091/PU/" in admin.get("/admin/numbers").text
    assert signed_in(house, "staf").get("/admin/numbers").status_code == 404
    fields = form(admin, "/admin/numbers")
    admin.post("/admin/numbers", data=fields | {"unit": "dpu", "code": "800", "form": ""})
    assert "800/091/PU/" not in admin.get("/admin/numbers").text


def test_the_archive_of_the_pages_stands(tmp_path: Path) -> None:
    with demo_house(tmp_path) as house:
        ids = drafting.archive(house)
        states = {name: draft_of(house, id).state for name, id in ids.items() if name != "letter"}
    assert states == {
        "drafting": "drafting",
        "waiting": "initialling",
        "ready": "initialling",
        "frozen": "frozen",
        "returned": "drafting",
        "cancelled": "cancelled",
    }


def test_a_letter_is_answered_from_its_page(tmp_path: Path) -> None:
    with demo_house(tmp_path) as house:
        letter = drafting.archive(house)["letter"]
        client = signed_in(house, "staf")
        address = f"/drafts/new?answers={letter}"
        assert f'href="{address}"' in client.get(f"/letters/{letter}").text
        made = client.post("/drafts/new", data=form(client, address) | {"template": "surat-dinas", "answers": letter})
        assert draft_of(house, made.location.rpartition("/")[2]).answers == letter
        assert "Answers:" in client.get(made.location).text
        page = client.get(f"/letters/{letter}").text
        assert f'href="{made.location}"' in page
        assert "Answer this letter" not in signed_in(house, "pemeriksa").get(f"/letters/{letter}").text
        other = signed_in(house, "kadistan")
        assert other.get(address).status_code == 404
