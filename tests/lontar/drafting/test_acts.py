"""A draft from hand to hand: written by two without one overwriting the other, initialled, sent back, given up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from drafting.refused import (
    DraftChanged,
    DraftElsewhere,
    NoSigner,
    NotAbove,
    NotComplete,
    NotTheTurn,
    TooManyInitials,
    TwiceThere,
    WrongRank,
)
from drafting.written import fingerprint
from lontar.drafting import acts, listed, shown
from lontar.wiring import House
from schemas.delegation import Delegation
from schemas.errors import Forbidden, LontarError, NotFound, WrongUse
from schemas.stored import now
from store.changes import Changes
from tests.lontar.drafting.drafted import CONTENT, a_draft, draft_of, initial, ready
from tests.lontar.routing.offices import a_letter, founded, who

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def body(text: str) -> dict[str, object]:
    return {"content": CONTENT | {"body": text}}


def test_a_draft_is_written_and_each_act_stands_in_the_log(house: House) -> None:
    id = a_draft(house)
    acts.change(house, who(house, "agendaris"), id, body("Yang pertama."), 1)
    acts.submit(house, who(house, "agendaris"), id)
    initial(house, id, "kasi", "kabid")
    verbs = [row["verb"] for row in house.store.events() if row["thing"] == f"drafts/{id}"]
    assert verbs == ["draft.made", "draft.changed", "draft.submitted", "draft.initialled", "draft.initialled"]
    draft = draft_of(house, id)
    assert (draft.state, draft.revision, draft.waits) == ("initialling", 2, None)
    assert [(one.by, one.content) for one in draft.initials] == [
        ("kasi", fingerprint(draft)),
        ("kabid", fingerprint(draft)),
    ]


def test_nobody_overwrites_a_change_unseen_and_both_texts_are_kept(house: House) -> None:
    id = a_draft(house)
    acts.change(house, who(house, "sekdis"), id, body("Dari sekretaris."), 1)
    for _ in range(2):
        with pytest.raises(DraftChanged, match="Sekdis"):
            acts.change(house, who(house, "agendaris"), id, body("Dari agendaris."), 1)
    assert draft_of(house, id).content["body"] == "Dari sekretaris."
    kinds = [
        (row["kind"], row["by"], row["content"]["body"]) for row in shown.versions(house, who(house, "sekdis"), id)
    ]
    assert kinds == [
        ("aside", "agendaris", "Dari agendaris."),
        ("before", "agendaris", CONTENT["body"]),
    ]
    acts.change(house, who(house, "agendaris"), id, body("Dari agendaris."), 2)
    assert draft_of(house, id).content["body"] == "Dari agendaris."


def test_the_same_text_sent_again_changes_nothing(house: House) -> None:
    id = a_draft(house)
    assert len(acts.change(house, who(house, "agendaris"), id, body("Sama."), 1)) == 1
    assert acts.change(house, who(house, "agendaris"), id, body("Sama."), 1) == []


def test_initials_come_in_their_order_and_by_delegates_for_the_position(house: House) -> None:
    id = a_draft(house)
    acts.submit(house, who(house, "agendaris"), id)
    for other in ("kabid", "kadis", "agendaris"):
        with pytest.raises(NotTheTurn):
            initial(house, id, other)
    hour = timedelta(hours=1)
    lent = Delegation(form="Plh.", position="kasi", person="analis", since=now() - hour, until=now() + hour)
    house.store.commit(Changes.of(lent))
    initial(house, id, "analis")
    event = house.store.events()[-1]
    assert (event["actor"], event["behalf"], event["verb"]) == ("analis", "kasi", "draft.initialled")
    assert draft_of(house, id).waits == "kabid"


def test_a_change_takes_the_initials_back_and_an_initial_is_for_what_was_seen(house: House) -> None:
    id = a_draft(house)
    acts.submit(house, who(house, "agendaris"), id)
    seen = fingerprint(draft_of(house, id))
    initial(house, id, "kasi")
    acts.change(house, who(house, "kabid"), id, body("Diperbaiki kabid."), 1)
    draft = draft_of(house, id)
    assert (draft.waits, [one.by for one in draft.initials]) == ("kasi", [None, None])
    with pytest.raises(DraftChanged, match="Kabid"):
        acts.initial(house, who(house, "kasi"), id, seen)


def test_sent_back_with_a_reason_it_is_written_anew(house: House) -> None:
    id = ready(house)
    with pytest.raises(WrongUse, match="reason"):
        acts.send_back(house, who(house, "kadis"), id, "  ")
    with pytest.raises(NotTheTurn):
        acts.send_back(house, who(house, "agendaris"), id, "Bukan saya")
    acts.send_back(house, who(house, "kadis"), id, "Alamat salah")
    draft = draft_of(house, id)
    assert (draft.state, draft.sent_back, draft.sent_back_by) == ("drafting", "Alamat salah", "kadis")
    assert all(one.by is None for one in draft.initials)
    assert [row["_id"] for row in listed.drafts(house, who(house, "agendaris"), "returned")] == [id]
    acts.submit(house, who(house, "agendaris"), id)
    assert draft_of(house, id).sent_back is None


def test_taken_back_and_given_up_by_who_drafts(house: House) -> None:
    id = ready(house)
    acts.take_back(house, who(house, "agendaris"), id)
    assert draft_of(house, id).state == "drafting"
    acts.cancel(house, who(house, "sekdis"), id, "Rapat batal")
    assert (draft_of(house, id).state, draft_of(house, id).cancelled) == ("cancelled", "Rapat batal")
    for act in (acts.submit, acts.take_back):
        with pytest.raises(DraftElsewhere, match="cancelled"):
            act(house, who(house, "agendaris"), id)
    assert [row["_id"] for row in listed.drafts(house, who(house, "agendaris"), "done")] == [id]


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"signer": ""}, NoSigner),
        ({"initials": ["kabid", "kasi"]}, WrongRank),
        ({"initials": ["sekda"]}, WrongRank),
        ({"initials": ["kabid", "kabid"]}, TwiceThere),
        ({"initials": ["kadis"]}, TwiceThere),
        ({"behalf": "kabid"}, NotAbove),
        ({"content": {"subject": "Hal"}}, NotComplete),
    ],
)
def test_what_cannot_go_out_is_not_submitted(house: House, values: dict[str, object], error: type[LontarError]) -> None:
    id = a_draft(house, **values)
    with pytest.raises(error):
        acts.submit(house, who(house, "agendaris"), id)
    assert draft_of(house, id).state == "drafting"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"initials": ["kasi", "analis", "kabid", "sekdis"]}, TooManyInitials),
        ({"signer": "nobody"}, NotFound),
        ({"classification_code": "tidak-ada"}, WrongUse),
        ({"security_class": "X"}, WrongUse),
        ({"content": {"subject": 7}}, LontarError),
        ({"content": {"nothing": "x"}}, LontarError),
        ({"state": "signed"}, WrongUse),
    ],
)
def test_what_is_no_value_is_not_written(house: House, values: dict[str, object], error: type[LontarError]) -> None:
    id = a_draft(house)
    before = house.store.events()
    with pytest.raises(error):
        acts.change(house, who(house, "agendaris"), id, values, 1)
    assert house.store.events() == before


def test_a_draft_is_there_for_its_unit_and_who_initials_and_signs_it(house: House) -> None:
    id = a_draft(house, signer="kades", initials=[])
    for one in ("agendaris", "sekdis", "kadis", "sekda", "kades"):
        assert shown.whole(house, who(house, one), id)["id"] == id
    for one in ("juru", "kasi"):
        with pytest.raises(NotFound):
            acts.draft_for(house, who(house, one), id)
        with pytest.raises(NotFound):
            acts.change(house, who(house, one), id, body("x"), 1)
    secret = a_draft(house, security_class="R")
    assert shown.whole(house, who(house, "kasi"), secret)
    for one in ("sekdis", "sekda", "juru"):
        with pytest.raises(NotFound):
            acts.draft_for(house, who(house, one), secret)


def test_what_waits_for_whom(house: House) -> None:
    id = a_draft(house)

    def lists(person: str) -> list[str]:
        reader = who(house, person)
        return [one for one in listed.LISTS if any(row["_id"] == id for row in listed.drafts(house, reader, one))]

    assert lists("agendaris") == ["mine", "unit"]
    acts.submit(house, who(house, "agendaris"), id)
    assert (lists("kasi"), lists("kabid"), lists("juru")) == (["initial"], [], [])
    assert listed.waiting(house, who(house, "kasi"), 50) == (1, False)
    initial(house, id, "kasi")
    assert (lists("kasi"), lists("kabid")) == ([], ["initial"])


def test_only_who_may_write_begins_one_in_a_unit_of_theirs(house: House) -> None:
    with pytest.raises(WrongUse, match="yours"):
        a_draft(house, "juru")
    with pytest.raises(NotFound):
        acts.make(house, who(house, "juru"), "surat-dinas", {}, answers=a_letter(house))
    with pytest.raises(NotFound):
        acts.make(house, who(house, "agendaris"), "no-template", {})
    auditor = replace(who(house, "agendaris"), roles=frozenset({"auditor"}))
    with pytest.raises(Forbidden):
        acts.make(house, auditor, "surat-dinas", {})


def test_how_two_versions_differ_is_told_by_field(house: House) -> None:
    id = a_draft(house)
    acts.submit(house, who(house, "agendaris"), id)
    acts.change(house, who(house, "kabid"), id, body("Dengan hormat, kami undang Saudara."), 1)
    found = shown.difference(house, who(house, "kasi"), id, 1)
    assert list(found) == ["body"]
    assert "kami undang Saudara." in "".join(one.text for one in found["body"] if one.kind != "removed")
    with pytest.raises(NotFound):
        shown.difference(house, who(house, "kasi"), id, 9)
