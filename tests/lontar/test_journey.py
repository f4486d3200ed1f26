"""The journey of a letter: from a file to a word that is found and marked on its page."""

import multiprocessing
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lontar import edits, letters, undoing
from lontar.finding.find import find
from lontar.followers import IndexFollower, rebuild
from lontar.journey import arrive
from lontar.main import lontar
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office.access import Reader, installation
from schemas.entry import RegisterEntry
from schemas.errors import Forbidden, WrongUse
from schemas.letter import Letter
from schemas.letter_text import LetterText
from schemas.page import Page
from search.hits import boxes, hits
from search.query import parse
from store import chain
from tests import files

spawned = multiprocessing.get_context("spawn")


def added(house: House, reader: Reader, folder: Path, name: str, content: bytes, **options: Any) -> str:
    (arrived,) = arrive(house, files.written(folder, name, content), name, reader, **options)
    assert arrived.status == "registered", arrived
    return str(arrived.id)


def test_a_digital_letter_is_read_understood_and_found(house: House, console: Reader, tmp_path: Path) -> None:
    id = added(house, console, tmp_path, "surat.pdf", files.pdf())
    settle(house, 1)
    result = find(house, console, "perbaiki jembatan")
    (hit,) = result["hits"]
    assert (hit["id"], hit["reference_number"], hit["date"]) == (id, "005/127/DPU/2019", 20190305)
    assert hit["subject"] == "Perbaikan jembatan gantung"
    assert any(mark for snippet in hit["snippets"] for mark in snippet["marks"])
    assert dict(result["facets"]["year"]) == {"2019": 1}
    shown = letters.show(house, console, id)
    assert (shown["stage"], shown["files"][0]["pages"]) == ("understood", 1)
    assert shown["fields"]["subject"]["box"]
    (page,) = letters.words_of(house, console, id)
    assert [word["text"] for word in page["words"][:2]] == ["PEMERINTAH", "KABUPATEN"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_scan_is_read_and_its_word_marked_on_the_image(
    house: House, console: Reader, tmp_path: Path, kind: str
) -> None:
    id = added(house, console, tmp_path, "scan", files.scan(kind))
    settle(house, 1)
    assert [hit["id"] for hit in find(house, console, "jembatan gantung")["hits"]] == [id]
    (row,) = house.store.find(Page, {"letter": id}, sort=[("file", 1), ("page", 1)])
    assert row["source"] == "ocr"
    (found,) = boxes(hits(parse("gantung").tree, house.store.get(LetterText, id) or {}), row)
    ((x0, y0, x1, y1),) = found
    assert 300 < x0 < x1 < 900
    assert 250 < y0 < y1 < 320  # the fourth line of the picture


def test_pages_of_a_tiff_are_pages_of_the_letter(house: House, console: Reader, tmp_path: Path) -> None:
    id = added(house, console, tmp_path, "tiga.tif", files.scan("TIFF", pages=2))
    settle(house, 1)
    assert letters.show(house, console, id)["files"][0]["pages"] == 2
    (hit,) = find(house, console, "jembatan")["hits"]
    assert {snippet["page"] for snippet in hit["snippets"]} == {1, 2}


def test_the_same_bytes_twice_are_one_letter_in_one_unit(house: House, console: Reader, tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.pdf", files.pdf())
    (first,) = arrive(house, path, "a.pdf", console)
    (again,) = arrive(house, path, "b.pdf", console)
    (other,) = arrive(house, path, "a.pdf", console, unit="another")
    assert (again.status, again.id) == ("duplicate", first.id)
    assert other.status == "registered"
    assert len(list(house.originals.every())) == 1


def add_once(home: str, path: Path, told: Any) -> None:
    house = open_house(load({"LONTAR_HOME": home}, path.parent))
    told.send([one.as_dict() for one in arrive(house, path, path.name, installation("client"))])
    house.close()


def test_two_clients_that_send_the_same_file_at_once_make_one_letter(house: House, tmp_path: Path) -> None:
    path = files.written(tmp_path, "sama.pdf", files.pdf())
    ends = []
    for _ in range(3):
        ours, theirs = spawned.Pipe(duplex=False)
        process = spawned.Process(target=add_once, args=(str(house.settings.home), path, theirs))
        process.start()
        theirs.close()
        ends.append((ours, process))
    answers = [ours.recv()[0] for ours, _ in ends]
    for _, process in ends:
        process.join()
    assert sorted(answer["status"] for answer in answers) == ["duplicate", "duplicate", "registered"]
    assert len({answer["id"] for answer in answers}) == 1
    assert house.store.count(Letter) == 1


def test_a_zip_is_a_letter_for_each_file(house: House, console: Reader, tmp_path: Path) -> None:
    content = files.packed({"satu/a.pdf": files.pdf(), "dua/b.png": files.scan(), "catatan.txt": b"bukan surat"})
    arrived = arrive(house, files.written(tmp_path, "paket.zip", content), "paket.zip", console)
    assert [(one.file, one.status) for one in arrived] == [
        ("a.pdf", "registered"),
        ("b.png", "registered"),
        ("paket.zip/catatan.txt", "rejected"),
    ]


def test_a_mail_is_one_letter_with_its_attachments(house: House, console: Reader, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "dinas@example.org", "camat@example.org", "Undangan rapat"
    message.set_content("Kami mengundang Saudara ke rapat koordinasi banjir.")
    message.add_attachment(files.pdf(), maintype="application", subtype="pdf", filename="lampiran.pdf")
    message.add_attachment(b"?", maintype="application", subtype="octet-stream", filename="x.bin")
    arrived = arrive(house, files.written(tmp_path, "surat.eml", bytes(message)), "surat.eml", console)
    assert [one.status for one in arrived] == ["registered", "rejected"]
    settle(house, 1)
    shown = letters.show(house, console, str(arrived[0].id))
    assert [(file["name"], file["part"]) for file in shown["files"]] == [
        ("surat.eml", "body"),
        ("lampiran.pdf", "enclosure"),
    ]
    for words in ("banjir", "jembatan gantung", '"Undangan rapat"'):
        assert find(house, console, words)["total"] == 1


def test_a_registered_letter_has_its_agenda_number(house: House, console: Reader, tmp_path: Path) -> None:
    for number in range(3):
        lines = (*files.LETTER, str(number))
        added(house, console, tmp_path, f"{number}.pdf", files.pdf(lines), direction="incoming")
    rows = house.store.find(RegisterEntry)
    assert sorted(row["agenda_number"] for row in rows) == [1, 2, 3]
    assert {row["handling"] for row in rows} == {"waiting"}


def test_who_may_not_add_is_refused(house: House, tmp_path: Path) -> None:
    auditor = Reader("p", "Auditor", frozenset(), frozenset({"auditor"}), "office")
    with pytest.raises(Forbidden):
        arrive(house, files.written(tmp_path, "a.pdf", files.pdf()), "a.pdf", auditor)


def test_what_is_withdrawn_is_out_of_sight_until_restored(house: House, console: Reader, tmp_path: Path) -> None:
    id = added(house, console, tmp_path, "a.pdf", files.pdf())
    settle(house, 1)
    undoing.withdraw(house, console, id, "salah unit")
    settle(house, 1)
    assert find(house, console, "jembatan")["total"] == 0
    assert find(house, console, "jembatan", filters={"state": ["withdrawn"]})["total"] == 1
    undoing.restore(house, console, id)
    settle(house, 1)
    assert find(house, console, "jembatan")["total"] == 1
    assert [event["verb"] for event in house.store.events()][-2:] == ["letter.withdrawn", "letter.restored"]
    with pytest.raises(WrongUse):
        undoing.withdraw(house, console, id, " ")


def test_tags_notes_and_a_persons_word_on_a_field_are_found(house: House, console: Reader, tmp_path: Path) -> None:
    id = added(house, console, tmp_path, "a.pdf", files.pdf())
    settle(house, 1)
    edits.tag(house, console, id, ["penting", "penting", " banjir "])
    edits.note(house, console, id, "Sudah dijawab lewat telepon")
    edits.describe(house, console, id, {"subject": "Pembangunan talud"})
    settle(house, 1)
    for words in ("tag:penting", "telepon", "subject:talud", "talud"):
        assert find(house, console, words)["total"] == 1, words
    shown = letters.show(house, console, id)
    assert shown["tags"] == ["penting", "banjir"]
    assert shown["fields"]["subject"]["by_hand"]
    with pytest.raises(WrongUse, match="colour"):
        edits.describe(house, console, id, {"colour": "merah"})


def test_a_rebuilt_index_equals_the_store(house: House, console: Reader, tmp_path: Path) -> None:
    for number in range(3):
        added(house, console, tmp_path, f"{number}.pdf", files.pdf((*files.LETTER, f"nomor{number}")))
    settle(house, 1)
    assert rebuild(house) == 3
    IndexFollower(house).catch_up()
    assert dict(house.index.versions()) == {row["_id"]: row["version"] for row in house.store.every(Letter)}
    assert find(house, console, "nomor2")["total"] == 1
    assert list(chain.verify(house.store)) == []


def test_the_command_says_when_the_index_has_letters_to_come(
    house: House, console: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONTAR_HOME", str(house.settings.home))
    added(house, console, tmp_path, "a.pdf", files.pdf())
    behind = CliRunner().invoke(lontar, ["search", "jembatan"])
    assert re.search(r"is \d+ events? behind the store", behind.stderr)
    settle(house, 1)
    found = CliRunner().invoke(lontar, ["search", "jembatan"])
    assert (found.stderr, "1 letter, " in found.stdout) == ("", True)
    (row,) = house.store.find(Letter)
    assert ", 1 page, " in CliRunner().invoke(lontar, ["show", row["_id"]]).stdout
    assert "1 letter, 0 events behind" in CliRunner().invoke(lontar, ["status"]).stdout
    assert CliRunner().invoke(lontar, ["reindex"]).stdout == "1 letter indexed.\n"
    added(house, console, tmp_path, "b.pdf", files.pdf(("Surat lain",)))
    settle(house, 1)
    assert CliRunner().invoke(lontar, ["reindex"]).stdout == "2 letters indexed.\n"


def test_a_misspelt_word_is_answered_with_a_looser_query(house: House, console: Reader, tmp_path: Path) -> None:
    added(house, console, tmp_path, "a.pdf", files.pdf())
    settle(house, 1)
    result = find(house, console, "jumbatun")
    assert (result["total"], result["did_you_mean"]) == (1, "jembatan")
    assert result["nearly"]["near"] == {"jumbatun": ["jembatan"]}
    with pytest.raises(WrongUse, match="limit"):
        find(house, console, "x", limit=0)
    with pytest.raises(WrongUse, match="filter"):
        find(house, console, "x", filters={"colour": ["red"]})
