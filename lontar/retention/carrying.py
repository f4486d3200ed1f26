"""Approved proposals carried out, once a person has confirmed it by typing the number: letter by letter, each in one
commit that holds the case file and the proposal as they were looked at. It goes on where it was after any crash.

Nothing else destroys a letter, and nothing begins this but `begin`, which a person calls."""

from collections.abc import Callable
from dataclasses import replace

from lontar.act import happened
from lontar.retention.contents import contents, letters_in
from lontar.retention.destroying import clear, destroyed, tombstone_of
from lontar.retention.errors import NotConfirmed
from lontar.retention.minutes import minuted
from lontar.retention.obstacles import Why, hold_on, letter_obstacle, obstacle
from lontar.retention.proposals import OF, demand_state, fall_out, loaded
from lontar.retention.scrubbing import scrub
from lontar.wiring import House
from office.access import Reader, itself
from schemas.casefile import CaseFile
from schemas.letter import Letter
from schemas.proposal import Item, Proposal
from schemas.stored import now
from schemas.tombstone import Tombstone
from store.again import again
from store.changes import Changes, Hold
from store.contract import Row

ACTION = "retention.carry-out"
MOST = 10_000
Tell = Callable[[str], None]


class Stopped(Exception):
    """Something came in the way of a case file under way; its reason is what the item says from then on."""


def begin(house: House, reader: Reader, id: str, typed: str) -> list[str]:
    """A person confirms that an approved proposal be carried out, by typing its number; what fell out of it at that.

    Raises NotFound, Forbidden, WrongState, NotConfirmed."""
    gone: list[str] = []

    def decide() -> Changes:
        nonlocal gone
        one = loaded(house, reader, id, ACTION)
        demand_state(one, "approved")
        if typed.strip() != str(one.number):
            raise NotConfirmed(wanted=one.number, field="typed")
        gone = fall_out(house, one)
        if one.state == "approved":
            one.state, one.carried_at = "going", now()
            one.carried_by, one.carried_operator = reader.person, reader.operator
        after = {"state": one.state, "fell_out": gone}
        return Changes.of(one, events=[happened(reader, "retention.confirmed", one.id, of=OF, after=after)])

    again(house.store, decide)
    return gone


def waiting(house: House) -> list[str]:
    """Ids of proposals that a person confirmed and that are not at their end, the oldest last."""
    rows = house.store.find(Proposal, {"state": "going"}, sort=[("made_at", -1)], limit=100, fields=())
    return [row["_id"] for row in rows]


def carry(house: House, id: str, tell: Tell = lambda line: None) -> Row:
    """Carry out a proposal that was confirmed, to its end; the proposal as it then stands. May be called again, by
    several at once too. Raises Unavailable, DiskFull: then what is left waits for the next call."""
    row = house.store.get(Proposal, id) or {}
    if row.get("state") != "going":
        return row
    for item in row["items"]:
        if item["state"] == "in":
            tell(f"{item['number']} {item['title']}")
            _carry_item(house, Proposal.unpacked(row), item["casefile"])
    if row["kind"] == "destroy":
        tell("what hung on the letters")
        clear(house, house.store.find(Tombstone, {"proposal": id}, sort=[("destroyed_at", 1)], limit=MOST))
        tell("index and store are written anew")
        scrub(house)
    tell("minutes")
    minuted(house, id)
    _end(house, id)
    return house.store.get(Proposal, id) or {}


def _carry_item(house: House, proposal: Proposal, casefile: str) -> None:
    item = next(one for one in proposal.items if one.casefile == casefile)
    try:
        if proposal.kind == "destroy":
            for letter in list(letters_in(house, casefile)):
                _destroy(house, proposal, item, letter["_id"])
        _finish(house, proposal.id, item)
    except Stopped as stopped:
        _stop(house, proposal.id, casefile, str(stopped))


def actor(proposal: Proposal) -> Reader:
    """Who confirmed it: in their name it happens, whoever goes on with it."""
    return replace(itself(), person=proposal.carried_by, operator=proposal.carried_operator)


def _destroy(house: House, proposal: Proposal, item: Item, id: str) -> None:
    """One letter. Raises Stopped."""

    def decide() -> Changes:
        one, file = house.store.get(Proposal, proposal.id) or {}, house.store.get(CaseFile, item.casefile)
        letter = house.store.get(Letter, id)
        if letter is None:
            return Changes()  # another process was here, or this one before a crash
        if one.get("state") != "going" or file is None:
            raise Stopped(Why.CHANGED)
        if why := _in_the_way(file, item) or letter_obstacle(house, letter):
            raise Stopped(why)
        if letter.get("casefile") != item.casefile:
            raise Stopped(Why.CHANGED)
        said = {"proposal": proposal.id, "decision": proposal.number, "by": proposal.carried_by}
        held = (Hold(CaseFile, file["_id"], file["version"]), Hold(Proposal, one["_id"], one["version"]))
        return destroyed(house, actor(proposal), letter, tombstone_of(house, letter, file, **said)) + Changes(
            holds=held
        )

    again(house.store, decide)


def _in_the_way(file: Row, item: Item) -> Why | None:
    return hold_on(file) or (Why.CHANGED if file.get("closed_at") != item.closed_at else None)


def _finish(house: House, id: str, item: Item) -> None:
    """The case file gets its fate, and the item is done, in one commit. Raises Stopped."""

    def decide() -> Changes:
        one, row = house.store.load(Proposal, id), house.store.get(CaseFile, item.casefile)
        mine = next(each for each in one.items if each.casefile == item.casefile)
        if mine.state != "in" or one.state != "going":
            return Changes()
        if row is None:
            raise Stopped(Why.GONE)
        if why := _last_look(house, one, mine, row):
            raise Stopped(why)
        file, verb = CaseFile.unpacked(row), {"destroy": "destroyed", "keep": "kept", "appraise": "appraised"}[one.kind]
        before = {"fate": row.get("fate")}
        if one.kind == "destroy":
            file.state, mine.destroyed = "destroyed", house.store.count(Tombstone, {"casefile": file.id})
        elif one.kind == "keep":
            file.kept_for_ever = True
        else:
            file.fate = mine.fate
        mine.state = "done"
        after = {"proposal": one.number, "fate": mine.fate, "why": mine.fate_why}
        event = happened(actor(one), f"casefile.{verb}", file.id, of="casefiles", before=before, after=after)
        return Changes.of(file, one, events=[event])

    again(house.store, decide)


def _last_look(house: House, one: Proposal, item: Item, row: Row) -> Why | None:
    if one.kind != "destroy":
        return obstacle(house, one.kind, row, of=one.id, digest=item.digest)
    return _in_the_way(row, item) or (Why.CHANGED if contents(house, row).letters else None)


def _stop(house: House, id: str, casefile: str, why: str) -> None:
    """What was destroyed of it stays so and is counted; the rest stays as it is."""

    def decide() -> Changes:
        one = house.store.load(Proposal, id)
        item = next(each for each in one.items if each.casefile == casefile)
        if item.state != "in":
            return Changes()
        item.state, item.why = "fell-out", why
        item.destroyed = house.store.count(Tombstone, {"casefile": casefile})
        after = {"casefile": casefile, "why": why, "destroyed": item.destroyed}
        return Changes.of(one, events=[happened(actor(one), "retention.stopped", one.id, of=OF, after=after)])

    again(house.store, decide)


def _end(house: House, id: str) -> None:
    def decide() -> Changes:
        one = house.store.load(Proposal, id)
        if one.state != "going":
            return Changes()
        one.state, one.done_at = "done", now()
        after = {"done": sum(item.state == "done" for item in one.items)}
        return Changes.of(one, events=[happened(actor(one), "retention.carried-out", one.id, of=OF, after=after)])

    again(house.store, decide)
