"""A page read otherwise, and turned: each person's word on it stands, whatever the machine reads next."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ingest.turning import TURNS, turned_reading
from lontar.finding.find import find
from lontar.reading import correcting, pages, rereading, review_sheet
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from office.access import Reader, installation
from paper.errors import Damaged
from schemas.errors import Forbidden, NotAmong, NotFound
from schemas.letter import Letter
from schemas.page import Page, PageReading, said
from schemas.work import Work
from tests.web import doubtful

PERSON = installation("tests")
SHIFT = 2


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = opened(tmp_path)
    yield house
    house.close()


def opened(folder: Path) -> House:
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    demo.found(house.store)
    return house


@pytest.fixture
def id(house: House) -> str:
    """A letter of one page, read with doubt and understood."""
    kept = doubtful.kept(house)
    settle(house, 1)
    return kept.id


class Machine:
    """In place of the engine: it reads what was recorded, on the page as it lies, every other time SHIFT pixels further
    on, and tells how it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, int | None]] = []
        self.meanwhile: Any = None

    def read(
        self, _sandbox: Any, _path: Path, _kind: str, page: int, how: Any, *, turn: int | None = None
    ) -> PageReading:
        self.asked.append((how.languages, how.profile, turn))
        if self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        off = SHIFT * (len(self.asked) % 2)
        found = doubtful.reading()
        words = tuple(replace(one, box=tuple(side + off for side in one.box)) for one in found.words)  # type: ignore[arg-type]
        return turned_reading(replace(found, words=words), turn or 0)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(pages, "read_page", machine.read)
    return machine


def row(house: House, id: str) -> dict[str, Any]:
    return house.store.get(Page, Page.key(id, 1, 1)) or {}


def word(house: House, id: str, text: str) -> list[int]:
    sheet = review_sheet.sheet(house, PERSON, id, 1)
    return next(list(one.box) for line in sheet.lines for one in line.words if one.text == text)


def say(house: House, id: str, was: str, text: str) -> None:
    correcting.correct(house, PERSON, id, 1, [{"box": word(house, id, was), "was": was, "text": text}])


class TestReadAnew:
    def test_it_is_read_as_wanted_once_and_what_people_said_stays(
        self, house: House, id: str, machine: Machine
    ) -> None:
        say(house, id, "msak", "rusak")
        rereading.read_anew(house, PERSON, id, 1, languages="eng", profile="fast")
        assert review_sheet.sheet(house, PERSON, id, 1).being_read
        settle(house, 1)
        assert machine.asked == [("eng", "fast", None)]
        assert not review_sheet.sheet(house, PERSON, id, 1).being_read
        after = row(house, id)
        assert "rusak" in after["by_hand"]
        assert "msak" in after["text"]
        assert after.get("wanted", {}) == {}
        assert [hit["id"] for hit in find(house, PERSON, "rusak")["hits"]] == [id]

    def test_a_page_that_is_done_stays_done(self, house: House, id: str, machine: Machine) -> None:
        correcting.finish(house, PERSON, id, 1)
        rereading.read_anew(house, PERSON, id, 1)
        settle(house, 1)
        assert machine.asked == [("eng+ind+nld", "standard", None)]
        after = row(house, id)
        assert (after["reviewed_by"], after["to_review"]) == (PERSON.person, False)

    def test_the_same_wish_twice_is_one(self, house: House, id: str) -> None:
        assert len(rereading.read_anew(house, PERSON, id, 1, profile="careful")) == 1
        assert rereading.read_anew(house, PERSON, id, 1, profile="careful") == []

    def test_what_is_not_installed_is_told_with_what_is(self, house: House, id: str) -> None:
        with pytest.raises(NotAmong, match=r"xyz must be one of: .*eng"):
            rereading.read_anew(house, PERSON, id, 1, languages="eng+xyz")
        with pytest.raises(NotAmong, match="slow must be one of: fast, standard, careful"):
            rereading.read_anew(house, PERSON, id, 1, profile="slow")
        assert row(house, id).get("wanted", {}) == {}

    def test_a_correction_made_while_it_is_read_is_kept(self, house: House, id: str, machine: Machine) -> None:
        rereading.read_anew(house, PERSON, id, 1)
        machine.meanwhile = lambda: say(house, id, "msak", "rusak")
        settle(house, 1)
        assert "rusak" in row(house, id)["by_hand"]
        assert [hit["id"] for hit in find(house, PERSON, "rusak")["hits"]] == [id]

    def test_who_wants_it_otherwise_while_it_is_read_gets_it_so(self, house: House, id: str, machine: Machine) -> None:
        rereading.read_anew(house, PERSON, id, 1, profile="careful")
        machine.meanwhile = lambda: rereading.turn(house, PERSON, id, 1, 180)
        settle(house, 1)
        assert [turn for _, _, turn in machine.asked] == [None, 180]
        assert (row(house, id)["rotation"], house.store.load(Work, id).state) == (180, "done")

    def test_a_good_reading_outlives_one_that_fails(
        self, house: House, id: str, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any, **__: Any) -> PageReading:
            raise Damaged(file="ragu.tif")

        monkeypatch.setattr(pages, "read_page", fail)
        rereading.read_anew(house, PERSON, id, 1)
        settle(house, 1)
        after = row(house, id)
        assert (after["source"], after["error"]["code"], after.get("wanted", {})) == ("ocr", "damaged", {})
        letter = house.store.load(Letter, id)
        assert (letter.stage, letter.error["code"]) == ("understood", "damaged")
        monkeypatch.setattr(pages, "read_page", machine.read)
        rereading.read_anew(house, PERSON, id, 1)
        settle(house, 1)
        assert not row(house, id).get("error")


class TestTurning:
    def test_a_word_and_the_place_of_a_field_stay_on_their_ink(self, house: House, id: str) -> None:
        say(house, id, "msak", "rusak")
        before, box, size = row(house, id), word(house, id, "rusak"), (doubtful.WIDTH, doubtful.HEIGHT)
        place = list(house.store.load(Letter, id).fields["subject"].box)
        rereading.turn(house, PERSON, id, 1, 90)
        after = row(house, id)
        assert (after["width"], after["height"], after["rotation"], after["turned"]) == (*size[::-1], 90, 90)
        x0, y0, x1, y1 = box
        assert word(house, id, "rusak") == [size[1] - y1, x0, size[1] - y0, x1]
        x0, y0, x1, y1 = place
        assert list(house.store.load(Letter, id).fields["subject"].box) == [size[1] - y1, x0, size[1] - y0, x1]
        assert (after["text"], after["by_hand"]) == (before["text"], before["by_hand"])

    def test_four_quarters_are_none(self, house: House, id: str) -> None:
        before = row(house, id)
        for _ in range(4):
            rereading.turn(house, PERSON, id, 1, 90)
        after = row(house, id)
        assert [after[name] for name in ("words", "width", "rotation")] == [
            before[name] for name in ("words", "width", "rotation")
        ]

    @pytest.mark.parametrize("by", [0, 45, 360, -90])
    def test_a_page_is_turned_by_quarters(self, house: House, id: str, by: int) -> None:
        with pytest.raises(NotAmong, match="90, 180, 270"):
            rereading.turn(house, PERSON, id, 1, by)

    def test_a_scan_that_lies_is_read_when_it_was_turned(self, house: House, id: str) -> None:
        """With the engine: what is upright is turned on its head, and back."""
        rereading.turn(house, PERSON, id, 1, 180)
        settle(house, 1)
        assert "jembatan" not in row(house, id)["text"]
        rereading.turn(house, PERSON, id, 1, 180)
        settle(house, 1)
        assert (row(house, id)["rotation"], "jembatan" in row(house, id)["text"]) == (0, True)


class TestAccess:
    def test_only_who_may_correct_the_page(self, house: House, id: str) -> None:
        stranger = Reader("x", "X", frozenset({"unit:dpu"}), frozenset({"archivist"}), "dpu")
        staff = Reader("s", "S", frozenset({"unit:setda"}), frozenset({"staff"}), "setda")
        for who, error in ((stranger, NotFound), (staff, Forbidden)):
            with pytest.raises(error):
                rereading.turn(house, who, id, 1, 90)
            with pytest.raises(error):
                rereading.read_anew(house, who, id, 1)


SAID = {"msak": "rusak", "wargn": "warga", "dcsa": "desa", "Carnat": "Camat berdua"}


class EachWordStands(RuleBasedStateMachine):
    """Said, taken back, turned, read anew, in any order: the text holds what people said last, at its ink."""

    def __init__(self) -> None:
        super().__init__()
        self.patch, self.folder = pytest.MonkeyPatch(), TemporaryDirectory()
        self.house = opened(Path(self.folder.name))
        self.patch.setattr(pages, "read_page", Machine().read)
        self.said: set[str] = set()

    @initialize()
    def read(self) -> None:
        self.id = doubtful.kept(self.house).id
        settle(self.house, 1)

    @rule(read=st.sampled_from(sorted(SAID)))
    def say(self, read: str) -> None:
        if read not in self.said:
            say(self.house, self.id, read, SAID[read])
            self.said.add(read)

    @rule(read=st.sampled_from(sorted(SAID)))
    def take_back(self, read: str) -> None:
        if read in self.said:
            boxes = [word(self.house, self.id, said) for said in SAID[read].split()]
            low, high = ([pick(sides) for sides in zip(*boxes, strict=True)] for pick in (min, max))
            box = [*low[:2], *high[2:]]
            correcting.correct(self.house, PERSON, self.id, 1, [{"box": box, "back": True}])
            self.said.discard(read)

    @rule(by=st.sampled_from(TURNS))
    def turn(self, by: int) -> None:
        rereading.turn(self.house, PERSON, self.id, 1, by)

    @rule()
    def read_anew(self) -> None:
        rereading.read_anew(self.house, PERSON, self.id, 1)
        settle(self.house, 1)

    @invariant()
    def each_word_stands(self) -> None:
        page = row(self.house, self.id)
        text, words = said(page)
        assert {one["read"] for one in page.get("corrections", ())} == self.said
        for read, correct in SAID.items():
            there = f" {' '.join(text.split())} ".count(f" {correct if read in self.said else read} ")
            assert there == 1, (read, text)
        wide, tall = page["width"], page["height"]
        assert all(0 <= x0 <= x1 <= wide and 0 <= y0 <= y1 <= tall for _, _, x0, y0, x1, y1, _ in words)

    def teardown(self) -> None:
        self.house.close()
        self.folder.cleanup()
        self.patch.undo()


EachWordStands.TestCase.settings = settings(max_examples=8, stateful_step_count=10, deadline=None)
TestEachWordStands = EachWordStands.TestCase
