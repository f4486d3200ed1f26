"""Drafts of the small office of tests/lontar/routing/offices.py."""

from typing import Any

from drafting.written import fingerprint
from lontar.drafting import acts, freezing
from lontar.wiring import House
from schemas.draft import Draft
from tests.lontar.routing.offices import who

CONTENT: dict[str, Any] = {
    "place": "Sukamaju",
    "subject": "Undangan rapat",
    "recipients": ["Camat Cempaka"],
    "body": "Dengan hormat, kami mengundang Saudara.",
}
INITIALS = ["kasi", "kabid"]
SIGNER = "kadis"


def a_draft(house: House, person: str = "agendaris", **values: Any) -> str:
    """The id of a draft of the unit "dinas" that can be submitted: two initials, then the head signs."""
    said = {"content": CONTENT, "signer": SIGNER, "initials": INITIALS} | values
    return acts.make(house, who(house, person), "surat-dinas", said, unit="dinas")


def draft_of(house: House, id: str) -> Draft:
    return house.store.load(Draft, id)


def initial(house: House, id: str, *people: str) -> None:
    """Each approves what stands, in this order."""
    for one in people:
        acts.initial(house, who(house, one), id, fingerprint(draft_of(house, id)))


def ready(house: House, **values: Any) -> str:
    """A draft with all its initials."""
    id = a_draft(house, **values)
    acts.submit(house, who(house, "agendaris"), id)
    initial(house, id, *(one.position for one in draft_of(house, id).initials))
    return id


def frozen(house: House, **values: Any) -> str:
    id = ready(house, **values)
    freezing.freeze(house, who(house, "agendaris"), id)
    return id
