"""What the people of the demo have written, by the acts that people use: a draft that is being written, one that waits
for an initial, one for a signature, and a letter that was signed, sent and opened."""

from collections.abc import Mapping
from pathlib import Path

from drafting.written import fingerprint
from lontar.drafting import acts as drafting
from lontar.drafting import freezing
from lontar.routing import acts as routing
from lontar.routing.acts import entries_of
from lontar.routing.demonstrated import person
from lontar.sending import acts as sending
from lontar.sending.opening import opened
from lontar.sending.wanted import Wanted
from lontar.settings import load
from lontar.signing import acts as signing
from lontar.signing import settling
from lontar.signing.demonstrated import keyed
from lontar.signing.signers import Secret, signer_for, way_of
from lontar.wiring import House, open_house
from office import demo
from office.access import Reader, reader_of
from office.days import local_day
from office.holders import holders
from routing.disposing import Order
from samples.outgoing import Outgoing, drafts
from schemas.assignment import Assignment
from schemas.day import day_of
from schemas.draft import Draft
from schemas.stored import now
from signing.settings import SERVICE

TO = ("cempaka", "distan", "rawabening")
"""Units that get the letter: one opens it, one hands it on, one has not looked at it yet."""


def begun_in(environ: Mapping[str, str], folder: Path) -> None:
    """`begun` in the home of these settings, for a process of its own."""
    house = open_house(load(environ, folder))
    try:
        begun(house)
    finally:
        house.close()


def begun(house: House) -> None:
    """Each draft carried as far as it is to come; again does nothing, for the last one is made last. What was cut off
    goes on."""
    if house.store.count(Draft) >= demo.DRAFTS or way_of(house.settings) == SERVICE:
        return  # a service signs for real people
    keyed(house)
    known = {str((row.get("content") or {}).get("subject")): row for row in house.store.every(Draft)}
    for one in drafts(day_of(local_day(house.store, "dpu", now()))):
        row = known.get(one.subject)
        _carried(house, one, row["_id"] if row else _made(house, one))


def _made(house: House, one: Outgoing) -> str:
    values = {"content": one.content, "initials": list(one.initials), "signer": one.signer}
    values["classification_code"] = one.code
    return drafting.make(house, person(house, one.by), one.template, values)


def _carried(house: House, one: Outgoing, id: str) -> None:
    """Step by step, as people take them."""
    writer = person(house, one.by)
    if one.state != "drafting" and _draft(house, id).state == "drafting":
        drafting.submit(house, writer, id)
    if one.state not in ("frozen", "sent"):
        return
    while (draft := _draft(house, id)).state == "initialling" and draft.waits:
        drafting.initial(house, _holder(house, draft.waits), id, fingerprint(draft))
    if draft.state == "initialling":
        freezing.freeze(house, writer, id)
    if one.state == "sent":
        _signed(house, id)
        _sent(house, id)


def _signed(house: House, id: str) -> None:
    draft = _draft(house, id)
    signer = _holder(house, draft.signer)
    if settling.check(house, signer, id) == "frozen":
        key = signer_for(house, signer, Secret(demo.PASSPHRASE))
        signing.sign(house, signer, id, str(draft.frozen_sha256), key)


def _sent(house: House, id: str) -> None:
    """By who signed it; the first unit has opened it, the second has handed it on."""
    draft = _draft(house, id)
    letter, head = str(draft.letter), _holder(house, draft.signer)
    if draft.state == "signed":
        sending.send(house, head, letter, Wanted(units=TO))
    entries = {row["unit"]: row for row in entries_of(house, letter)}
    for unit in TO[:2]:
        opened(house, _holder(house, f"kepala-{unit}"), letter)
    if entries[TO[1]]["handling"] == "waiting":
        root = Assignment.root(entries[TO[1]]["_id"])
        routing.dispose(house, _holder(house, f"kepala-{TO[1]}"), root, Order(["kepala-perkebunan"], ("follow-up",)))


def _draft(house: House, id: str) -> Draft:
    return house.store.load(Draft, id)


def _holder(house: House, position: str | None) -> Reader:
    found = holders(house.store, [str(position)], now())[str(position)]
    return reader_of(house.store, found.person if found else "")
