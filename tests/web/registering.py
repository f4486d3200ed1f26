"""A demo office whose registry has work: letters to be looked at, two that look alike, entries of every kind."""

from lontar.journey import arrive
from lontar.routing import acts, delivering, recording
from lontar.routing.recording import Book
from lontar.sending import acts as sent
from lontar.sending import lists, overtaking
from lontar.sending.opening import opened
from lontar.sending.wanted import Wanted
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import Reader, installation, reader_of
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.person import Person
from schemas.sending import Mailing
from schemas.unit import Unit
from store.changes import Changes
from tests import files
from tests.web import doubtful

SETDA = Book("setda")
SENT = "Pemberitahuan jadwal ronda malam"


def clerk(house: House, name: str = "agendaris") -> Reader:
    (row,) = house.store.find(Person, {"login": f"{name}@sukamaju.example"}, limit=1)
    return reader_of(house.store, row["_id"])


def archive(house: House) -> dict[str, str]:
    """Two letters wait to be looked at and look alike; one is registered, one cancelled, one sent, one delivered, one
    secret, one revoked by another after it was sent; a unit is not on board yet."""
    demo.found(house.store)
    unit = house.store.load(Unit, "cempaka")
    unit.state = "preparing"
    house.store.commit(Changes.of(unit))
    waiting, twin = doubtful.kept(house, "ragu.tif").id, doubtful.kept(house, "ragu-lagi.tif").id
    others = {
        name: arrived(house, name) for name in ("catat.pdf", "batal.pdf", "kirim.pdf", "rahasia.pdf", "periksa.pdf")
    }
    others |= {name: arrived(house, name, "outgoing") for name in ("undangan.pdf", "cabut.pdf")}
    settle(house, 1)
    made = recording.record(house, clerk(house), others["catat.pdf"], SETDA)
    cancelled = recording.record(house, clerk(house), others["batal.pdf"], SETDA)
    acts.cancel(house, clerk(house), cancelled.entry, "Salah buku")
    recording.record(house, clerk(house), others["kirim.pdf"], Book("setda", "outgoing"))
    delivering.deliver(house, clerk(house), others["kirim.pdf"], ["dpu"])
    secret = house.store.load(Letter, others["rahasia.pdf"])
    secret.security_class, secret.grants = "R", ["position:kepala-office"]
    house.store.commit(Changes.of(secret))
    sendings = _sent(house, others["undangan.pdf"], others["cabut.pdf"])
    token = house.store.load(RegisterEntry, made.entry).token
    entries = {"entry": made.entry, "cancelled_entry": cancelled.entry, "token": token}
    letters = {"registered": others["catat.pdf"], "cancelled": others["batal.pdf"], "sent": others["kirim.pdf"]}
    return {"unchecked": waiting, "twin": twin, "plain": others["periksa.pdf"]} | letters | entries | sendings


def _sent(house: House, invited: str, revoking: str) -> dict[str, str]:
    """A letter that some have opened and others not, with a mail that failed, and one that revokes it; a saved list."""
    people = clerk(house)
    lists.save(house, people, "Dinas dan desa", {"units": ["dpu", "distan"]}, unit="setda")
    to = Wanted(branches=("rawabening",), units=("dpu", "distan", "cempaka"))
    sending = sent.send(house, people, invited, to).sending
    opened(house, clerk(house, "kadis"), invited)
    house.store.commit(
        Changes.of(
            Mailing(sending=sending, letter=invited, address="camat@contoh.example", state="failed", why="550 no")
        )
    )
    overtaking.overtake(house, people, revoking, invited, "revoked", why="Rapat dibatalkan.")
    return {"invited": invited, "revoking": revoking}


def arrived(house: House, name: str, direction: str = "incoming") -> str:
    """A letter of the secretariat, with an entry from its arrival unless it is old paper."""
    lines = ("DINAS PEKERJAAN UMUM", f"Nomor : 005/{len(name)}/DPU/2019", f"Hal : {SENT}", f"Berkas {name}")
    path = files.written(house.settings.home, name, files.pdf(lines))
    (found,) = arrive(house, path, name, installation("tests"), unit="setda", direction=direction)
    assert found.id is not None
    return found.id
