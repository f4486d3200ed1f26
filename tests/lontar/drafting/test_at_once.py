"""Many at one draft, and many drafts frozen at once by clerks of whom some are killed: no number is there twice, none
is missing, none is another draft's."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.refused import DraftChanged, DraftElsewhere
from drafting.written import fingerprint
from lontar.drafting import acts, freezing, shown
from lontar.settings import load
from lontar.wiring import House, open_house
from schemas.draft import Draft
from schemas.entry import RegisterEntry
from schemas.errors import LontarError
from schemas.event import Event
from store import chain
from tests.lontar.drafting.drafted import CONTENT, a_draft, draft_of, ready
from tests.lontar.routing.offices import founded, who
from tests.lontar.struck import struck

CLERKS = 4
Settings = dict[str, str]


def at_once(*acts_of: Callable[[], object]) -> list[LontarError]:
    """All of them from threads of their own; what was refused."""
    refused: list[LontarError] = []
    begin = threading.Barrier(len(acts_of))

    def run(act: Callable[[], object]) -> None:
        begin.wait()
        try:
            act()
        except LontarError as error:
            refused.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in acts_of]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.everywhere("full")
def test_of_two_who_write_at_once_one_is_told_and_both_texts_are_there(house: House) -> None:
    founded(house)
    for number in range(8):
        id = a_draft(house)
        texts = {one: f"Dari {one} {number}." for one in ("agendaris", "sekdis")}

        def write(person: str, id: str = id, texts: dict[str, str] = texts) -> None:
            acts.change(house, who(house, person), id, {"content": CONTENT | {"body": texts[person]}}, 1)

        (refused,) = at_once(lambda: write("agendaris"), lambda: write("sekdis"))
        assert isinstance(refused, DraftChanged)
        kept = [row["content"]["body"] for row in shown.versions(house, who(house, "kadis"), id)]
        assert {draft_of(house, id).content["body"], *kept} >= set(texts.values())


@pytest.mark.everywhere("full")
def test_changed_while_it_is_initialled_and_frozen_it_is_the_text_that_was_approved(house: House) -> None:
    founded(house)
    for number in range(8):
        id = a_draft(house, initials=["kabid"])
        acts.submit(house, who(house, "agendaris"), id)
        seen = fingerprint(draft_of(house, id))

        def write(id: str = id, number: int = number) -> None:
            acts.change(house, who(house, "sekdis"), id, {"content": CONTENT | {"body": f"Lain {number}."}}, 1)

        def approve(id: str = id, seen: str = seen) -> None:
            acts.initial(house, who(house, "kabid"), id, seen)

        def freeze(id: str = id) -> None:
            freezing.freeze(house, who(house, "agendaris"), id)

        at_once(write, approve, freeze, freeze)
        draft = draft_of(house, id)
        if draft.state == "frozen":
            assert draft.initials[0].content == fingerprint(draft) == seen
        else:
            assert draft.entry is None
            assert draft.initials[0].content in (None, fingerprint(draft))
    numbers = [row["agenda_number"] for row in house.store.every(RegisterEntry)]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.everywhere("full")
def test_two_freeze_and_one_takes_back_at_once(house: House) -> None:
    founded(house)
    for _ in range(6):
        id = ready(house)

        def freeze(id: str = id) -> None:
            freezing.freeze(house, who(house, "agendaris"), id)

        refused = at_once(freeze, freeze, lambda id=id: acts.take_back(house, who(house, "sekdis"), id))
        assert all(isinstance(one, DraftElsewhere) for one in refused), refused
        assert house.store.count(RegisterEntry, {"letter": draft_of(house, id).letter or "none"}) <= 1
    held = [row["entry"] for row in house.store.every(Draft) if row.get("entry")]
    assert len(held) == len(set(held)) == house.store.count(RegisterEntry)


def at_work(settings: Settings, folder: Path, drafts: list[str]) -> None:
    """One clerk, in a process of their own; what a clerk before them froze stands."""
    house = open_house(load(settings, folder))
    for id in drafts:
        freezing.freeze(house, who(house, "agendaris"), id)
    house.close()


@pytest.mark.parametrize(("each", "kills"), [(3, 2), pytest.param(25, 20, marks=pytest.mark.full)])
def test_clerks_freeze_at_once_and_some_are_killed(tmp_path: Path, each: int, kills: int) -> None:
    settings = {"LONTAR_HOME": str(tmp_path / "home")}
    house = open_house(load(settings, tmp_path))
    founded(house)
    drafts = [ready(house, initials=[]) for _ in range(CLERKS * each)]
    struck(house, at_work, (settings, tmp_path), drafts, clerks=CLERKS, kills=kills)
    entries = list(house.store.every(RegisterEntry))
    assert sorted(row["agenda_number"] for row in entries) == list(range(1, len(drafts) + 1))
    by_draft = {row["draft"]: row for row in entries}
    for id in drafts:
        draft = draft_of(house, id)
        number = by_draft[id]["agenda_number"]
        assert (draft.state, draft.entry, draft.reference_number.split("/")[0]) == (
            "frozen",
            by_draft[id]["_id"],
            str(number),
        )
        assert house.originals.has(draft.frozen_sha256)
    verbs = [row["verb"] for row in house.store.every(Event)]
    assert verbs.count("draft.frozen") == verbs.count("draft.typeset") == len(drafts)
    assert list(chain.verify(house.store)) == []
    house.close()
