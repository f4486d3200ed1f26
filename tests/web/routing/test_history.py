"""The history of a letter tells of the office work on it: who, for whom, from what to what; and takes it back."""

import html
import re
from datetime import timedelta

from lontar.routing import acts
from lontar.wiring import House
from office.access import installation
from routing.answering import Answer
from schemas.delegation import Delegation
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes
from tests.lontar.bare import person
from tests.web.conftest import form, signed_in
from tests.web.routed import ANALYST, asked, of

HOUR = timedelta(hours=1)


def told(house: House, who: str, id: str) -> list[str]:
    """The clauses of a letter's history, the latest first."""
    page = html.unescape(signed_in(house, who).get(f"/letters/{id}?tab=history").text)
    return re.findall(r"</time> <strong>(.*?)</p>", page)


def test_every_act_is_told_with_who_and_from_what_to_what(home: House, ids: dict[str, str]) -> None:
    head, staff, id, entry = person(home, "kadis"), person(home, "staf"), ids["waiting"], ids["entry_waiting"]
    asked(home, head, entry, note="Mohon ditelaah.", due=20990105, urgency="urgent")
    mine = of(home, entry).id
    acts.opened(home, staff, id)
    acts.answer(home, staff, mine, Answer("in-progress"))
    acts.set_due(home, head, mine, 20990112)
    acts.answer(home, staff, mine, Answer("done", "Sudah.", ids["other"]))
    acts.resume(home, staff, mine)
    acts.answer(home, staff, mine, Answer("declined", "Bukan kami."))
    made = asked(home, head, entry)
    acts.recall(home, head, made)
    acts.close(home, head, entry, "information", "Hanya tembusan.")
    acts.reopen(home, head, entry)
    acts.cancel(home, installation("tests", "dpu"), entry, "Salah alamat")
    said = told(home, "kadis", id)[:12]
    assert [one.partition("</strong>: ")[2] for one in said] == [
        "agenda number cancelled: Salah alamat",
        "entry opened again; it was closed: for information",
        "entry closed: for information; “Hanya tembusan.”",
        "taken back from Analis Jembatan, who had not read it",
        "handed on by Kepala Dinas to Analis Jembatan; Follow up",
        "declined as Analis Jembatan: “Bukan kami.”",
        "taken up again as Analis Jembatan",
        "done as Analis Jembatan: “Sudah.”; answered by another letter",
        "due day of Analis Jembatan: 5 January 2099 became 12 January 2099",
        "begun as Analis Jembatan",
        "read as Analis Jembatan",
        "handed on by Kepala Dinas to Analis Jembatan; Follow up; “Mohon ditelaah.”; by 5 January 2099; Urgent",
    ]
    assert [one.partition("</strong>")[0] for one in said[4:8]] == ["Kepala Dinas PU", *["Staf Dinas PU"] * 3]


def test_what_a_delegate_does_is_told_with_for_whom(home: House, ids: dict[str, str]) -> None:
    (boss,) = home.store.find(Person, {"login": "sekda@sukamaju.example"})
    lent = Delegation(form="Plt.", position=ANALYST, person=boss["_id"], since=now() - HOUR, until=now() + HOUR)
    home.store.commit(Changes.of(lent))
    acts.answer(home, person(home, "sekda"), of(home, ids["entry_passed"]).id, Answer("done", "Selesai."))
    assert told(home, "kadis", ids["passed"])[0].startswith(
        "Sekretaris Daerah (Plt. Analis Jembatan)</strong>: done as"
    )


def test_what_can_be_taken_back_has_its_button_there(home: House, ids: dict[str, str]) -> None:
    head, staff = signed_in(home, "kadis"), signed_in(home, "staf")
    address = f"/letters/{ids['passed']}?tab=history"
    page = head.get(address).text
    found = re.search(r'action="([^"]+/recall[^"]*)">.*?name="disposition" value="([^"]+)"', page)
    assert found
    head.post(html.unescape(found[1]), data=form(head, address) | {"disposition": found[2]})
    assert of(home, ids["entry_passed"]).state == "withdrawn"
    assert "/recall" not in head.get(address).text
    address = f"/letters/{ids['done']}?tab=history"
    found = re.search(r'action="([^"]+/resume[^"]*)">.*?name="assignment" value="([^"]+)"', staff.get(address).text)
    assert found
    assert "/resume" not in head.get(address).text
    staff.post(html.unescape(found[1]), data=form(staff, address) | {"assignment": found[2]})
    assert of(home, ids["entry_done"]).state == "in-progress"
    acts.close(home, person(home, "kadis"), ids["entry_done"], "done")
    assert re.search(r'action="[^"]+/reopen', head.get(address).text)
