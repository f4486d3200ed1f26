"""The drafts that answer a letter, for its page, and whether it can be answered there."""

from typing import Any

from lontar.drafting import listed, shown
from office.access import may, may_see
from schemas.letter import Letter
from store.contract import Row
from web.current import house
from web.drafts.lists import template_said
from web.drafts.words import state_said
from web.who import who


def answers(letter: Row) -> dict[str, Any]:
    """`drafts`: (row, title, icon, words, the letter that it became where one may read it); `can`: begin one."""
    rows = listed.of_letter(house(), who(), letter["_id"])
    became = house().store.get_many(Letter, sorted({row["letter"] for row in rows if row.get("letter")}))
    readable = {id for id, row in became.items() if may_see(who(), row)}
    drafts = [
        (row, shown.title_of(row) or template_said(row["template"]), *state_said(row), row.get("letter") in readable)
        for row in rows
    ]
    begun = letter.get("direction") != "outgoing" and not letter.get("withdrawn")
    return {"drafts": drafts, "can": begun and may(who(), "draft.write")}
