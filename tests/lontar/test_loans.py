"""Paper on loan: asked for by who may read it, out once at a time, due back whatever the borrower may read by then."""

from datetime import datetime
from threading import Thread

import pytest

from lontar.describing import loan_lists, loans
from lontar.describing.demonstrated import described
from lontar.describing.errors import AskedAlready, DayGone, LoanNotNow, PaperOut
from lontar.many import casefiles
from lontar.notices.follower import NoticeFollower
from lontar.notices.remind import remind
from lontar.shelving import boxes, placing
from lontar.wiring import House
from office import demo
from office.access import Reader
from schemas.casefile import CaseFile
from schemas.errors import Conflict, Forbidden, LontarError, NotFound, WrongUse
from schemas.letter import Letter
from schemas.loan import Loan
from schemas.notice import Notice
from store.changes import Changes
from tests.lontar.bare import bare, person
from tests.lontar.jobbing import done


@pytest.fixture
def ids(house: House) -> list[str]:
    demo.found(house.store)
    return bare(house, 3)


@pytest.fixture
def ani(house: House, ids: list[str]) -> Reader:
    """The archivist of the secretariat, whose paper it is."""
    return person(house, "arsiparis")


@pytest.fixture
def sekda(house: House, ids: list[str]) -> Reader:
    """Reads the letters, and does not manage them."""
    return person(house, "sekda")


def row(house: House, id: str) -> dict[str, object]:
    return house.store.get(Loan, id) or {}


def test_paper_is_asked_for_lent_extended_and_returned(
    house: House, ani: Reader, sekda: Reader, ids: list[str]
) -> None:
    box = boxes.make_box(house, ani, "setda", "12", shelf="Rak 3")
    folder = boxes.make_folder(house, ani, boxes.box(house, ani, "setda", str(box.id)), "4")
    placing.shelve(house, ani, ids[0], str(folder.id))
    asked = loans.ask(house, sekda, f"letters/{ids[0]}", "Sidang", 21001231)
    (waits,) = loan_lists.listed(house, ani, "requested")
    assert (waits.row["_id"], waits.paper.place) == (asked.id, "12/4, Rak 3")  # type: ignore[union-attr]
    loans.lend(house, ani, asked.id)
    lent = row(house, asked.id)
    assert (lent["state"], lent["due"], lent["number"]) == ("lent", 21001231, 1)
    loans.extend(house, ani, asked.id, 21010131)
    assert row(house, asked.id)["due"] == 21010131
    loans.give_back(house, ani, asked.id, "Lengkap")
    assert row(house, asked.id)["said"] == "Lengkap"
    assert [one.row["_id"] for one in loan_lists.listed(house, ani, "ended")] == [asked.id]
    again = loans.ask(house, sekda, f"letters/{ids[0]}", "Lagi")
    loans.lend(house, ani, again.id)
    assert row(house, again.id)["number"] == 2
    assert int(str(row(house, again.id)["due"])) == loans.due_of(house, "setda")


def test_one_paper_is_not_out_twice_nor_with_its_case_file(
    house: House, ani: Reader, sekda: Reader, ids: list[str]
) -> None:
    file = casefiles.make(house, ani, "setda", number="005/1", code="005", title="Jembatan")
    done(house, ani, ids[:2], "file", casefile=file.id)
    of_letter = loans.ask(house, sekda, f"letters/{ids[0]}", "Sidang")
    of_file = loans.ask(house, ani, f"casefiles/{file.id}", "Periksa")
    other = loans.ask(house, ani, f"letters/{ids[0]}", "Juga")
    lent = loans.lend(house, ani, of_letter.id)
    for id in (of_file.id, other.id):
        with pytest.raises(PaperOut):
            loans.lend(house, ani, id)
    loans.give_back(house, ani, of_letter.id)
    loans.lend(house, ani, of_file.id)
    assert (house.store.get(CaseFile, file.id) or {})["on_loan"] is True
    with pytest.raises(PaperOut, match="slip 2"):
        loans.lend(house, ani, other.id)
    loans.give_back(house, ani, of_file.id)
    assert (house.store.get(CaseFile, file.id) or {})["on_loan"] is False
    with pytest.raises(Conflict):
        loans.undo(house, ani, lent.event or 0)


def test_of_many_who_lend_one_paper_at_once_one_does(house: House, ani: Reader, sekda: Reader, ids: list[str]) -> None:
    file = casefiles.make(house, ani, "setda", number="005/1", code="005", title="Jembatan")
    done(house, ani, ids[:2], "file", casefile=file.id)
    things = [f"letters/{ids[0]}", f"letters/{ids[0]}", f"casefiles/{file.id}", f"casefiles/{file.id}"]
    asked = [loans.ask(house, who, thing, "Sidang").id for who, thing in zip((ani, sekda) * 2, things, strict=True)]
    refused: list[LontarError] = []

    def lend(id: str) -> None:
        try:
            loans.lend(house, ani, id)
        except PaperOut as error:
            refused.append(error)

    threads = [Thread(target=lend, args=(id,)) for id in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = [row(house, id)["state"] for id in asked]
    assert states.count("lent") == 1
    assert len(refused) == 3


def test_what_was_done_is_undone(house: House, ani: Reader, sekda: Reader, ids: list[str]) -> None:
    asked = loans.ask(house, sekda, f"letters/{ids[0]}", "Sidang")
    for act, after in (
        (lambda: loans.refuse(house, ani, asked.id, "Rapuh"), "refused"),
        (lambda: loans.withdraw(house, sekda, asked.id), "withdrawn"),
        (lambda: loans.lend(house, ani, asked.id), "lent"),
    ):
        did = act()
        assert row(house, asked.id)["state"] == after
        loans.undo(house, sekda if after == "withdrawn" else ani, did.event or 0)
        assert row(house, asked.id)["state"] == "requested"
        with pytest.raises(Conflict):
            loans.undo(house, ani, did.event or 0)
    loans.lend(house, ani, asked.id)
    back = loans.give_back(house, ani, asked.id)
    loans.undo(house, ani, back.event or 0)
    assert loans.out_of(house, f"letters/{ids[0]}", None) is not None
    assert row(house, asked.id)["number"] == 1


def test_who_may_not_read_asks_for_nothing_and_who_manages_not_lends_nothing(
    house: House, ani: Reader, sekda: Reader, ids: list[str]
) -> None:
    outsider = person(house, "kades")
    with pytest.raises(NotFound):
        loans.ask(house, outsider, f"letters/{ids[0]}", "Ingin tahu")
    for thing in ("letters/none", "folders/x", ""):
        with pytest.raises(NotFound):
            loans.ask(house, sekda, thing, "Sidang")
    asked = loans.ask(house, sekda, f"letters/{ids[0]}", "Sidang")
    with pytest.raises(NotFound):
        loans.lend(house, outsider, asked.id)
    with pytest.raises((Forbidden, NotFound)):
        loans.lend(house, sekda, asked.id)
    assert loan_lists.listed(house, outsider, "requested") == []
    assert loan_lists.listed(house, sekda, "requested") == []


def test_who_may_read_it_no_longer_keeps_the_duty_and_sees_no_title(
    house: House, ani: Reader, sekda: Reader, ids: list[str]
) -> None:
    asked = loans.ask(house, sekda, f"letters/{ids[0]}", "Sidang")
    loans.lend(house, ani, asked.id)
    letter = house.store.load(Letter, ids[0])
    letter.grants = [f"person:{ani.person}"]
    house.store.commit(Changes.of(letter))
    (mine,) = loan_lists.listed(house, sekda, "mine")
    said = loan_lists.said(mine)
    assert (said["state"], said["title"], said["thing"], said["number"]) == ("lent", None, None, said["number"])
    assert ids[0] not in repr(said)
    loans.give_back(house, ani, asked.id)


def test_what_cannot_be_is_refused_with_its_field(house: House, ani: Reader, sekda: Reader, ids: list[str]) -> None:
    thing = f"letters/{ids[0]}"
    with pytest.raises(WrongUse) as told:
        loans.ask(house, sekda, thing, "  ")
    assert told.value.params["field"] == "why"
    with pytest.raises(DayGone):
        loans.ask(house, sekda, thing, "Sidang", 20200101)
    with pytest.raises(WrongUse, match="no day"):
        loans.ask(house, sekda, thing, "Sidang", 20991345)
    asked = loans.ask(house, sekda, thing, "Sidang")
    with pytest.raises(AskedAlready):
        loans.ask(house, sekda, thing, "Sidang")
    with pytest.raises(LoanNotNow):
        loans.give_back(house, ani, asked.id)
    with pytest.raises(DayGone):
        loans.lend(house, ani, asked.id, 20200101)
    with pytest.raises(WrongUse):
        loans.refuse(house, ani, asked.id, "")


def told(house: House, *kinds: str) -> list[tuple[str, str]]:
    """Kind and person of the notices whose kind begins so."""
    rows = [row for row in house.store.every(Notice) if row["kind"].startswith(kinds)]
    return sorted((row["kind"], row["person"]) for row in rows)


def test_who_lends_and_who_borrows_are_told_and_reminded_once(
    house: House, ani: Reader, sekda: Reader, ids: list[str]
) -> None:
    clerk = person(house, "agendaris").person
    asked = loans.ask(house, sekda, f"letters/{ids[0]}", "Sidang")
    refused = loans.ask(house, sekda, f"letters/{ids[1]}", "Sidang")
    loans.lend(house, ani, asked.id, 20990601)
    loans.refuse(house, ani, refused.id, "Rapuh")
    NoticeFollower(house).catch_up()
    lenders = [("loan_asked", id) for id in (ani.person, clerk) for _ in range(2)]
    assert told(house, "loan_") == sorted([*lenders, ("loan_lent", sekda.person), ("loan_refused", sekda.person)])
    due = [("loan_due", sekda.person)]
    late = sorted(("loan_late", id) for id in (ani.person, clerk, sekda.person))
    for day, wanted in ((1, due), (2, [*due, *late])):
        for _ in range(2):
            remind(house, datetime(2099, 6, day, 1))  # noqa: DTZ001 - UTC, as the store has it
        assert told(house, "loan_due", "loan_late") == wanted
    loans.give_back(house, ani, asked.id)
    remind(house, datetime(2099, 6, 3, 1))  # noqa: DTZ001
    assert told(house, "loan_due", "loan_late") == [*due, *late]


def test_the_demo_has_a_fonds_case_files_a_loan_and_unfiled_letters(house: House) -> None:
    demo.found(house.store)
    bare(house, 7)
    described(house)
    assert house.store.count(CaseFile) == 2
    assert [row["state"] for row in house.store.every(Loan)] == ["lent"]
    assert sum(1 for row in house.store.every(Letter) if not row.get("casefile")) == 3
    last = house.store.sealed()
    described(house)
    assert house.store.sealed() == last
