"""Sending: previewed, done, taken back. Each act is one commit: what is killed before it has done nothing, and what
comes after it (mails, the index, notices) goes on from what stands in the store."""

from dataclasses import dataclass

from lontar.dues import Dues, urgency_of
from lontar.letters import letter_for
from lontar.routing.delivering import THERE
from lontar.sending.drafts import behind
from lontar.sending.own import ACTION, actor_of, own_entry, sends_for, to_send
from lontar.sending.planning import Plan, planned
from lontar.sending.wanted import Wanted
from lontar.wiring import House
from office.access import Reader
from office.actor import Actor
from office.vocabularies import Shelf
from routing import sending as rules
from routing.errors import NobodyToSendTo, NothingToRecall, NotOutgoing
from routing.sending import Recalled
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.sending import Mailing, Sending
from schemas.stored import new_id, now
from store.again import again
from store.changes import Changes
from store.contract import Row

MOST = 10_000


@dataclass(frozen=True)
class Done:
    """`numbers`: agenda number by unit; `plan`: what became of each recipient."""

    sending: str
    plan: Plan
    numbers: dict[str, int]
    events: tuple[int, ...]


def preview(house: House, reader: Reader, id: str, wanted: Wanted) -> Plan:
    """What sending would come to. Raises what sending raises, but for NobodyToSendTo."""
    letter, sender = to_send(house, reader, id)
    return planned(house, reader, letter, sender, wanted)


def send(house: House, reader: Reader, id: str, wanted: Wanted) -> Done:
    """A letter of the reader's unit sent to all who can get it and have it not. Raises NotFound, Forbidden,
    NotOutgoing, LetterWithdrawn, NotSigned, Overtaken; where nobody gets it why the first is left out, or
    NobodyToSendTo."""
    sending_id, entries = new_id(), list[RegisterEntry]()
    plan = Plan((), ())

    def decide() -> Changes:
        nonlocal plan, entries
        row, sender = to_send(house, reader, id)
        plan = planned(house, reader, row, sender, wanted)
        _demand_somebody(plan)
        dues, urgency = Dues(house), urgency_of(Shelf(house.settings.home), row)
        actor = actor_of(house, reader, sender)
        sending = Sending(id=sending_id, letter=id, unit=sender, made_by=reader.person, made_at=now())
        entries, changes = rules.sent(
            house.store,
            Letter.unpacked(row),
            sending,
            plan.load,
            actor,
            due=lambda unit: dues.by(row, unit, sending.made_at, urgency),
        )
        return changes + behind(house, actor, row, sending.made_at)

    events = again(house.store, decide)
    return Done(sending_id, plan, {one.unit: int(one.agenda_number) for one in entries}, tuple(events))


def recall(house: House, reader: Reader, id: str, sending: str | None = None) -> Recalled:
    """A letter taken back from everybody who has not opened it: of one sending, or of all that its unit made. What
    was read stays, and is named. Raises NotFound, Forbidden, NotOutgoing, NothingToRecall."""
    made: Recalled | None = None

    def decide() -> Changes:
        nonlocal made
        row = letter_for(house, reader, id, ACTION)
        made_here = [one for one in sendings(house, id) if sends_for(house, reader, one["unit"], row)]
        if not made_here and own_entry(house, reader, row) is None:
            raise NotOutgoing
        mine = {one["_id"] for one in made_here if sending in (None, one["_id"])}
        actor = actor_of(house, reader, made_here[0]["unit"]) if made_here else Actor(reader)
        entries, mailings = entries_sent(house, id, mine), mailings_of(house, id, mine)
        made = rules.recalled(house.store, Letter.unpacked(row), entries, mailings, actor)
        if not made.changes:
            raise NothingToRecall
        return made.changes

    again(house.store, decide)
    assert made is not None
    return made


def sendings(house: House, letter: str) -> list[Row]:
    """Those of a letter, the last first."""
    return house.store.find(Sending, {"letter": letter}, sort=[("made_at", -1)], limit=MOST)


def entries_sent(house: House, letter: str, sent: set[str]) -> list[Row]:
    """The entries that these sendings made."""
    rows = house.store.find(RegisterEntry, {"letter": letter}, sort=[("received_at", 1)], limit=MOST)
    return [row for row in rows if row.get("sending") in sent]


def mailings_of(house: House, letter: str, sent: set[str]) -> list[Row]:
    rows = house.store.find(Mailing, {"letter": letter}, sort=[("made_at", 1)], limit=MOST)
    return [row for row in rows if row["sending"] in sent]


def _demand_somebody(plan: Plan) -> None:
    load, left = plan.load, [one.why for one in plan.lines if one.why]
    if not (load.units or load.paper or load.addresses):
        raise left[0] if left and not plan.of(THERE) else NobodyToSendTo(field="to")
