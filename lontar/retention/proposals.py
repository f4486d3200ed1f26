"""Proposals of what becomes of case files: made, listed, looked at again, withdrawn."""

from collections.abc import Sequence
from typing import Any

from archive.terms import outside_for
from lontar.act import happened
from lontar.retention.contents import contents
from lontar.retention.due import one_life
from lontar.retention.errors import ExampleSchedule, InTheWay, NoApprovers, WrongState
from lontar.retention.obstacles import obstacle, row_of
from lontar.retention.schedule import approvers, schedule
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.proposal import ENDED, KINDS, LONGEST_REASON, MOST_ITEMS, STATES, Item, Proposal
from schemas.times import in_utc
from store.again import again
from store.changes import Changes, Draw
from store.contract import Row

ACTION = "retention.propose"
OF = "proposals"
COUNTER = "retention/proposals"
MOST = 1000
"""Proposals of a list, the newest."""
RUNNING = tuple(one for one in STATES if one not in ENDED)
DECIDED = ("destroy", "keep")
"""What an appraisal may make of a case file."""


def proposals(house: House, reader: Reader, state: str = "") -> list[Row]:
    """Those that the reader may see, the newest first; `state`: of one state alone. Raises NotAmong."""
    if state and state not in STATES:
        raise NotAmong(what="The state", known=", ".join(STATES))
    sort = [("made_at", -1)]
    rows = [
        row
        for one in ([state] if state else STATES)
        for row in house.store.find(Proposal, {"state": one}, sort=sort, limit=MOST)
        if may_see(reader, row)
    ]
    return sorted(rows, key=lambda row: -int(row["number"]))


def running(house: House) -> dict[str, int]:
    """Case files that a proposal has which is not at its end, by id, with the number of the proposal."""
    sort = [("made_at", -1)]
    rows = [row for one in RUNNING for row in house.store.find(Proposal, {"state": one}, sort=sort, limit=MOST)]
    return {item["casefile"]: int(row["number"]) for row in rows for item in row["items"] if item["state"] == "in"}


def proposal(house: House, reader: Reader, wanted: str) -> Row:
    """By its id or its number. Raises NotFound."""
    row = house.store.get(Proposal, wanted)
    if row is None and wanted.isdecimal() and len(wanted) < 10:
        row = next(iter(house.store.find(Proposal, {"number": int(wanted)}, limit=1)), None)
    if row is None or not may_see(reader, row):
        raise NotFound(what=f"Proposal {wanted}")
    return row


def propose(
    house: House, reader: Reader, kind: str, casefiles: Sequence[str], *, reason: str, fate: str = ""
) -> Proposal:
    """Propose that case files of one unit be destroyed, kept for ever, or given another fate (`fate`: DECIDED).

    Raises Forbidden, NotAmong, WrongUse, TooManyCharacters, NotFound, ExampleSchedule, NoApprovers, and InTheWay with
    the first case file with which it cannot be done."""
    demand(reader, ACTION)
    _demand_kind(kind, fate)
    reason = stated("The reason", reason, LONGEST_REASON, "reason")
    wanted = list(dict.fromkeys(casefiles))
    if not 1 <= len(wanted) <= MOST_ITEMS:
        raise WrongUse(what="The list", why=f"it must have 1 to {MOST_ITEMS} case files", field="casefile")
    if not schedule(house).own:
        raise ExampleSchedule()
    steps = approvers(house)
    if not steps:
        raise NoApprovers()
    made = Proposal(kind=kind, reason=reason, unit="?", steps=steps, made_by=reader.person)

    def decide() -> Changes:
        rows = [_row(house, reader, id) for id in wanted]
        if len({row["unit"] for row in rows}) > 1:
            raise WrongUse(what="The list", why="it has case files of several units", field="casefile")
        made.items = [_item(house, kind, row, fate, reason) for row in rows]
        made.unit = rows[0]["unit"]
        keys = {key for row in rows for key in row["grants"]}
        made.grants = sorted(keys | {f"position:{one}" for one in steps})
        made.outside = outside_for(max(item.years for item in made.items)) if kind == "destroy" else None
        after = {"kind": kind, "reason": reason, "casefiles": wanted} | ({"fate": fate} if fate else {})
        event = happened(reader, "retention.proposed", made.id, of=OF, after=after)
        return Changes.of(made, events=[event], draws=[Draw(COUNTER, made, "number")])

    again(house.store, decide)
    return made


def withdraw(house: House, reader: Reader, id: str, why: str) -> None:
    """Take a proposal back before it is carried out. Raises NotFound, Forbidden, WrongUse, WrongState."""
    why = stated("The reason", why, LONGEST_REASON, "reason")

    def decide() -> Changes:
        one = loaded(house, reader, id, ACTION)
        demand_state(one, "proposed", "approved")
        before, one.state, one.ended_why = one.state, "withdrawn", why
        values = {"before": {"state": before}, "after": {"state": one.state, "why": why}}
        return Changes.of(one, events=[happened(reader, "retention.withdrawn", one.id, of=OF, **values)])

    again(house.store, decide)


def loaded(house: House, reader: Reader, id: str, action: str) -> Proposal:
    """Raises NotFound, Forbidden."""
    row = house.store.get(Proposal, id)
    if row is None:
        raise NotFound(what=f"Proposal {id}")
    demand(reader, action, row, what=f"Proposal {id}")
    return Proposal.unpacked(row)


def demand_state(one: Proposal, *states: str) -> None:
    if one.state not in states:
        raise WrongState(number=one.number, state=one.state)


def fall_out(house: House, one: Proposal) -> list[str]:
    """Take out what was changed since or what something stands in the way of now; the numbers of those case files.

    When nothing is left, the proposal is rejected."""
    gone = []
    for item in one.items:
        if item.state != "in":
            continue
        why = obstacle(house, one.kind, row_of(house, item.casefile), of=one.id, digest=item.digest)
        if why:
            item.state, item.why = "fell-out", str(why)
            gone.append(item.number)
    end_if_empty(one)
    return gone


def end_if_empty(one: Proposal) -> None:
    if one.state in ("proposed", "approved") and not any(item.state == "in" for item in one.items):
        one.state, one.ended_why = "rejected", "nothing is left of it"


def standing_now(house: House, row: Row) -> dict[str, str]:
    """What stands in the way of its case files today, by id: what will fall out at the next step."""
    if row["state"] not in ("proposed", "approved"):
        return {}
    found: dict[str, str] = {}
    for item in row["items"]:
        if item["state"] == "in":
            why = obstacle(house, row["kind"], row_of(house, item["casefile"]), of=row["_id"], digest=item["digest"])
            found |= {item["casefile"]: str(why)} if why else {}
    return found


def said(row: Row) -> dict[str, Any]:
    """As the command and the JSON API give it."""
    names = ("number", "kind", "state", "reason", "unit", "steps", "outside", "made_by", "carried_by", "ended_why")
    times = ("made_at", "approved_at", "carried_at", "done_at")
    items = [{name: value for name, value in item.items() if name != "closed_at"} for item in row["items"]]
    return {
        "id": row["_id"],
        **{name: row.get(name) for name in names},
        **{name: in_utc(row[name]) if row.get(name) else None for name in times},
        "items": items,
        "approvals": [one | {"at": in_utc(one["at"])} for one in row.get("approvals", ())],
        "minutes": (row.get("minutes") or {}).get("sha256"),
    }


def _demand_kind(kind: str, fate: str) -> None:
    if kind not in KINDS:
        raise NotAmong(what="The proposal", known=", ".join(KINDS), field="kind")
    if kind == "appraise" and fate not in DECIDED:
        raise NotAmong(what="The fate", known=", ".join(DECIDED), field="fate")
    if kind != "appraise" and fate:
        raise WrongUse(what="A fate", why="only an appraisal has one", field="fate")


def _row(house: House, reader: Reader, id: str) -> Row:
    row = row_of(house, id)
    if row is None or not may_see(reader, row):
        raise NotFound(what=f"Case file {id}")
    return row


def _item(house: House, kind: str, row: Row, fate: str, reason: str) -> Item:
    if why := obstacle(house, kind, row):
        raise InTheWay(number=row["number"], why=why)
    life, found = one_life(house, row), contents(house, row)
    if life.rule is None or life.terms is None:
        raise InTheWay(number=row["number"], why="the retention schedule has no row for it")
    return Item(
        casefile=row["_id"],
        **{name: row[name] for name in ("number", "code", "title", "closed_at")},
        first=found.first,
        last=found.last,
        letters=found.letters,
        pages=found.pages,
        digest=found.digest,
        years=life.rule.years,
        due=life.terms.due,
        fate=fate or None,
        fate_why=reason if fate else None,
    )
