"""Where a letter is filed and its paper lies: what is proposed, what is out on loan."""

from typing import Any

from lontar.describing import loan_lists
from lontar.describing.filing import proposals
from lontar.many import casefiles
from lontar.shelving.placing import place_of, places
from store.contract import Row
from web.current import house
from web.who import who

MOST = 300
"""Case files that the field completes."""


def shown(thing: Row, *, can_file: bool) -> dict[str, Any]:
    """`place`: box/folder and shelf; `own`: the folder that the letter itself is in, as it is typed; `loans`: those
    that the person may know of."""
    where, own = place_of(house(), thing), places(house(), [thing.get("folder")])
    mine = own.get(thing.get("folder") or "")
    return {
        "proposals": proposals(house(), who(), thing) if can_file else [],
        "files": casefiles.casefiles(house(), who())[:MOST] if can_file else [],
        "place": where.whole if where else "",
        "own": mine.said if mine else "",
        "loans": loan_lists.of_paper(house(), who(), f"letters/{thing['_id']}"),
    }
