"""What the people of the demo have done with what came in, so that a newcomer finds letters in every state: waiting,
asked of two, passed on and begun, done, declined."""

from datetime import timedelta

from lontar.routing import acts
from lontar.wiring import House
from office.access import Reader, reader_of
from office.days import local_day
from routing.answering import Answer
from routing.disposing import Order
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.person import Person
from schemas.stored import now
from store.contract import Row

HOLDERS = {"kepala-dpu": "kadis", "kepala-distan": "kadistan", "kepala-cempaka": "kades", "staf": "staf"}
"""Positions of office/demo.py that are asked, and who holds them."""
OF_THE_AGENCY = ("staf",)
OF_ALL = ("kepala-dpu", "kepala-distan", "kepala-cempaka")
OWN = ("cempaka",)
"""Units whose head has nobody to ask."""
DAYS = 5


def begun(house: House) -> None:
    """Hand the entries of the demo on that nobody has handed on yet, each in its way; again does nothing."""
    rows = [row for row in house.store.every(RegisterEntry) if row["direction"] == "incoming"]
    ordered = sorted(rows, key=lambda row: (row["unit"], row["agenda_number"]))
    for number, row in enumerate(row for row in ordered if row["unit"] not in OWN):
        if row["handling"] == "waiting" and not _was_asked(house, row):
            _handle(house, row, number)


def _was_asked(house: House, row: Row) -> bool:
    return house.store.count(Assignment, {"entry": row["_id"]}) > 1


def _handle(house: House, row: Row, number: int) -> None:
    """The first of each five waits, the next ones stand each a step further."""
    step, turn = number % 5, number // 5
    login, known = ("kadis", OF_THE_AGENCY) if row["unit"] == "dpu" else ("sekda", OF_ALL)
    to = [known[(turn + more) % len(known)] for more in range(2 if step == 1 else 1)]
    if step == 0:
        return
    due = local_day(house.store, row["unit"], now() + timedelta(days=DAYS))
    order = Order(list(dict.fromkeys(to)), ("follow-up",), due=due)
    made, _ = acts.dispose(house, person(house, login), Assignment.root(row["_id"]), order)
    answer = {2: Answer("in-progress"), 3: Answer("done", "Sudah dijawab lewat telepon."),
              4: Answer("declined", "Bukan bidang kami.")}.get(step)  # fmt: skip
    if answer:
        acts.answer(house, person(house, HOLDERS[to[0]]), Assignment.key(made, to[0]), answer)


def person(house: House, login: str) -> Reader:
    """Of the demo, by the first part of their login."""
    (row,) = house.store.find(Person, {"login": f"{login}@sukamaju.example"}, limit=1)
    return reader_of(house.store, row["_id"])
