"""What the archivists of the demo have described: a fonds with series, case files, a box, a loan; the rest is not yet
filed."""

from functools import partial

from lontar.act import act
from lontar.describing import descriptions, loans
from lontar.many import casefiles
from lontar.routing.demonstrated import person
from lontar.shelving import boxes, placing
from lontar.wiring import House
from schemas.description import Description
from schemas.letter import Letter
from store.changes import Changes

UNIT, WRITER, BORROWER = "setda", "arsiparis", "sekda"
FONDS = {
    "code": "SETDA",
    "title": "Sekretariat Daerah",
    "history": "Membantu kepala daerah menyusun kebijakan dan mengoordinasikan perangkat daerah.",
}
SERIES = {"600": "Pekerjaan umum dan tata ruang", "005": "Undangan dan rapat"}
FILES = (("005/1", "005", "Rapat koordinasi", "005"), ("600/1", "600", "Perbaikan jalan dan jembatan", "600"))
"""Number, classification code, title and series."""
FILED, LENT = 2, 1
"""Letters in each case file; those of which paper is out."""
MOST = 40


def described(house: House) -> None:
    """Once: again does nothing."""
    if house.store.count(Description):
        return
    ani, borrower = person(house, WRITER), person(house, BORROWER)
    fonds = descriptions.make(house, ani, UNIT, FONDS)
    series = {
        code: descriptions.make(house, ani, UNIT, {"code": code, "title": title}, fonds.id).id
        for code, title in SERIES.items()
    }
    box = boxes.make_box(house, ani, UNIT, "12", title="Surat 2026", shelf="Gudang A, rak 3")
    folder = boxes.make_folder(house, ani, boxes.box(house, ani, UNIT, str(box.id)), "1").id
    rows = house.store.find(Letter, {"unit": UNIT}, sort=[("added_at", -1)], limit=MOST, fields=("grants",))
    letters = [row["_id"] for row in rows if ani.keys is not None and ani.keys & set(row["grants"])]
    for number, code, title, of in FILES:
        file = casefiles.make(house, ani, UNIT, number=number, code=code, title=title, series=series[of], folder=folder)
        some, letters = letters[:FILED], letters[FILED:]
        change, held = casefiles.filing(house, ani, file.id)
        for id in some:
            act(house, ani, id, placing.ACTION, change, beside=partial(Changes, holds=held.holds))
    for id in letters[:LENT]:
        placing.shelve(house, ani, id, folder)
        if borrower.keys is not None and borrower.keys & set((house.store.get(Letter, id) or {})["grants"]):
            loans.lend(house, ani, loans.ask(house, borrower, f"letters/{id}", "Bahan rapat").id)
