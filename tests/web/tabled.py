"""A demo office that brings in tables: one whose columns are to be said, one tried with errors, one brought in, one
under way that nobody carries out, one taken out again; and letters that await their scan."""

from pathlib import Path

from lontar.followers import IndexFollower
from lontar.importing import imports
from lontar.importing.bringing import bring
from lontar.importing.mapping import mapping_of, save
from lontar.wiring import House
from office import demo
from schemas.letter import Letter
from tests import tables
from tests.lontar.bare import person
from tests.lontar.importing.carried import asked, done, undone

WRONG = (
    "No agenda;Tgl terima;Pengirim;Nomor surat;Perihal;Boks;File\n"
    "1;12/01/1971;Camat Rawabening;1/A/1971;Perbaikan jembatan gantung yang rusak karena banjir;12;a.pdf\n"
    "1;13/01/1971;Dinas P.U.;2/A/1971;Rapat;12;b.pdf\n"
    "tiga;31/02/1971;Dinas P.U.;3/A/1971;Rapat;12;\n"
    ";;;;Februari 1971;;\n"
)


def archive(house: House) -> dict[str, str]:
    demo.found(house.store)
    ani, folder = person(house, "arsiparis"), house.settings.home
    book = _kept(folder, "agenda 1971.xlsx", tables.agenda(tables.lines(12)))
    wrong = _kept(folder, "daftar.csv", WRONG.encode("cp1252"))
    new = bring(house, ani, book, book.name)
    save(house, ani, "setda", "Buku masuk", mapping_of(new.mapping))
    tried = asked(house, ani, wrong, year=1971)
    out = undone(house, ani, done(house, ani, wrong, year=1971, called="daftar lama"), "salah buku")
    made = done(house, ani, wrong, year=1971, called="daftar baru")
    going = asked(house, ani, book, called="agenda")
    imports.start(house, ani, going.id)
    (letter,) = [row for row in house.store.every(Letter) if not row.get("withdrawn")]
    IndexFollower(house).catch_up()
    ids = {"new": new, "tried": tried, "out": out, "made": made, "going": going}
    return {f"import_{name}": one.id for name, one in ids.items()} | {"awaiting": letter["_id"]}


def _kept(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
