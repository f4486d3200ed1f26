"""A letter that somebody may not read any more, or never could, is named by nothing that they may still see."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from lontar import edits, past, undoing
from lontar.finding import alerts, saved_searches
from lontar.finding.exporting import exported
from lontar.finding.find import find
from lontar.finding.proposals import proposals
from lontar.intake import arranging
from lontar.intake.received import received
from lontar.letters import show
from lontar.many import casefiles
from lontar.reading import review_queue
from lontar.understanding import confirm_queue, lessons
from lontar.wiring import House
from office.access import Reader, installation
from schemas.casefile import CaseFile
from schemas.errors import LontarError, NotFound
from schemas.lesson import Lesson
from schemas.letter import Letter
from schemas.page import Page
from schemas.upload import Upload
from store.changes import Changes, Happened
from tests.lontar.finding import followed, house, reader, understood
from tests.lontar.paged import kept

__all__ = ["house"]
HIDDEN = ["position:nobody"]


@pytest.fixture
def ani(house: House) -> Reader:
    """The archivist of the secretariat."""
    return reader(house, "arsiparis")


def hidden(house: House, id: str) -> None:
    letter = house.store.load(Letter, id)
    letter.grants = HIDDEN
    house.store.commit(Changes.of(letter))


def test_an_index_that_is_a_moment_behind_tells_nothing_of_it(house: House, ani: Reader) -> None:
    open_to_all = understood(house, "jembatan", subject="Jembatan lama")
    secret = understood(house, "jembatan rahasiaku", subject="Jembatan rahasiaku")
    followed(house)
    edits.describe(house, installation("tests"), secret, {"security_class": "R"})
    result = find(house, ani, "jembatan")
    assert ([hit["id"] for hit in result["hits"]], result["total"]) == ([open_to_all], 1)
    assert [row["id"] for row in exported(house, ani, "jembatan", filters={}, sort="newest")] == [open_to_all]
    assert [one.id for one in proposals(house, ani, "jem") if one.kind == "letter"] == [open_to_all]


def test_where_a_list_goes_on_says_nothing_of_letters_between(
    house: House, ani: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither behind a page of one's own, nor where the look was broken off among those of others."""
    ids = [understood(house, "jembatan", grants=HIDDEN if number % 2 else ["unit:setda"]) for number in range(6)]
    for number, id in enumerate(ids):
        letter = house.store.load(Letter, id)
        letter.doubt, letter.files[0].pages = 10.0 + number, 1
        at = {"id": Page.key(id, 1, 1), "letter": id, "file": 1, "page": 1, "confidence": 10.0 + number}
        house.store.commit(Changes.of(letter, Page(**at, to_review=True)))
    for looked in (2, 3, 5000):
        for queue, name in (
            (review_queue.queue, "reading.review_queue"),
            (confirm_queue.queue, "understanding.confirm_queue"),
        ):
            monkeypatch.setattr(f"lontar.{name}.LOOKED", looked)
            after, seen = None, []
            while True:
                found = queue(house, ani, after, 1)
                assert not any(id in json.dumps(asdict(found)) for id in ids[1::2])
                seen += [one.letter for one in found.rows]
                after = found.after
                if after is None:
                    break
            assert seen == ids[::2]


def test_a_letter_that_took_the_pages_of_another_is_not_named_by_it(house: House, ani: Reader, tmp_path: Path) -> None:
    one, two = (kept(house, tmp_path, name, 1, unit="setda") for name in "ab")
    arranging.merge(house, ani, [one, two])
    assert show(house, ani, two)["within"] == one
    hidden(house, one)
    assert one not in json.dumps([show(house, ani, two), past.history(house, ani, two)], default=str)
    with pytest.raises(LontarError) as refused:
        undoing.restore(house, ani, two)
    assert one not in json.dumps(refused.value.as_dict())


def test_a_part_of_a_letter_is_not_named_by_it(house: House, ani: Reader, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 2, unit="setda")
    done = arranging.split(house, ani, id, [2])
    (part,) = done.letters
    assert part in json.dumps(past.history(house, ani, id), default=str)
    assert id in json.dumps(past.history(house, ani, part), default=str)
    hidden(house, part)
    assert part not in json.dumps(past.history(house, ani, id), default=str)
    with pytest.raises(NotFound) as refused:
        undoing.undo(house, ani, id, done.events)
    assert part not in json.dumps(refused.value.as_dict())


def test_what_was_corrected_on_a_page_goes_with_it(house: House, ani: Reader, tmp_path: Path) -> None:
    id = kept(house, tmp_path, "a", 2, unit="setda")
    for page in (1, 2):
        said = {"page": page, "text": f"koreksi{page}"}
        house.store.commit(Changes(events=(Happened("page.corrected", f"letters/{id}", ani.person, after=said),)))
    done = arranging.split(house, ani, id, [2])
    told = json.dumps(past.history(house, ani, id), default=str)
    assert "koreksi1" in told
    assert "koreksi2" not in told
    undoing.undo(house, ani, id, done.events)
    assert "koreksi2" in json.dumps(past.history(house, ani, id), default=str)


def test_what_somebody_brought_in_is_on_their_list_without_a_way_to_it(house: House, ani: Reader) -> None:
    id = understood(house, "jembatan")
    result = {"file": "surat.pdf", "id": id, "status": "registered", "error": None}
    sent = Upload(
        person=ani.person, name="surat.pdf", size=1, unit="setda", group="a", state="stored", results=[result]
    )
    house.store.commit(Changes.of(sent))
    (upload,) = received(house, ani)
    assert [(one.letter, one.state) for one in upload.letters] == [(id, "done")]
    hidden(house, id)
    (upload,) = received(house, ani)
    assert [(one.file, one.letter, one.state) for one in upload.letters] == [("surat.pdf", None, "done")]


def test_alerts_of_other_letters_stand_behind_those_that_are_hidden(house: House, ani: Reader) -> None:
    search = saved_searches.save(house, ani, "jembatan", "jembatan", filters={}).id
    ids = [understood(house, "jembatan") for _ in range(4)]
    followed(house)
    for id in ids[1:]:
        hidden(house, id)
    assert [letter["_id"] for _, letter in alerts.unseen(house, ani, 1)] == [ids[0]]
    assert alerts.see(house, ani, search) == 1
    assert alerts.unseen(house, ani) == []


def test_a_lesson_names_no_letter_that_is_hidden_since(house: House, ani: Reader) -> None:
    ids = [understood(house, "jembatan") for _ in range(2)]
    house.store.commit(Changes.of(Lesson(unit="setda", letterhead=["dinas"], letters=ids, grants=["unit:setda"])))
    hidden(house, ids[1])
    assert [one["letters"] for one in lessons.known(house, ani)] == [ids[:1]]


def test_a_case_file_is_known_to_its_unit_and_to_whoever_reads_a_letter_in_it(house: House, ani: Reader) -> None:
    file = CaseFile(unit="dpu", number="005/1", code="005", title="Jembatan", grants=["unit:dpu"])
    house.store.commit(Changes.of(file))
    letter = house.store.load(Letter, understood(house, "jembatan", grants=HIDDEN))
    letter.casefile = file.id
    house.store.commit(Changes.of(letter))
    assert casefiles.known(house, ani, [file.id]) == {}
    assert list(casefiles.known(house, reader(house, "staf"), [file.id])) == [file.id]
    letter.grants = ["unit:setda"]
    house.store.commit(Changes.of(letter))
    assert list(casefiles.known(house, ani, [file.id])) == [file.id]
