"""A served demo office with proposals in every state, for the tests of the pages of retention."""

from lontar.followers import IndexFollower
from lontar.retention import approving, carrying, demonstrated, holds, proposals
from lontar.wiring import House
from office import demo
from office.access import Reader
from tests.lontar.bare import bare, person
from tests.lontar.retention.office import approved, closed


def archive(house: House) -> dict[str, str]:
    """Letters without files; a proposal that waits, one for the approval from outside, one approved, one carried
    out; a case file that is held."""
    demo.found(house.store)
    ids = bare(house, 12)
    archivist: Reader = person(house, "arsiparis")
    demonstrated.begun(house)
    (waiting,) = (row["_id"] for row in proposals.proposals(house, archivist))
    files = [closed(house, archivist, f"005/{at}", ids[2 * at : 2 * at + 2], years=8) for at in range(5)]
    ready = approved(house, archivist, files[:1])
    gone = approved(house, archivist, files[1:2])
    outside = proposals.propose(house, archivist, "destroy", files[2:3], reason="Masa simpan habis")
    approving.approve(house, person(house, "sekda"), outside.id, "Setuju")
    holds.hold(house, archivist, f"casefiles/{files[3]}", "Perkara nomor 12/Pdt.G/2026")
    carrying.begin(house, archivist, gone.id, str(gone.number))
    carrying.carry(house, gone.id)
    IndexFollower(house).catch_up()
    return {
        "waiting": waiting,
        "approved": ready.id,
        "outside": outside.id,
        "done": gone.id,
        "destroyed": ids[2],
    }
