"""An archive with drafts in every state, for the pages."""

from typing import Any

from drafting.written import fingerprint
from lontar.drafting import acts, enclosing, freezing
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import Reader, installation, reader_of
from schemas.draft import Draft
from schemas.letter import Letter
from schemas.person import Person
from tests import files
from tests.lontar.notices import followed

SITE = "@sukamaju.example"
CONTENT: dict[str, Any] = {
    "place": "Sukamaju",
    "urgency": "Biasa",
    "subject": "Undangan rapat koordinasi jembatan",
    "recipients": ["Camat Cempaka", "Kepala Desa Cempaka"],
    "at": "Tempat",
    "body": "Dengan hormat, kami mengundang Saudara pada rapat.\n\n1. Bawa data jembatan.\n2. Hadir tepat waktu.",
}


def who(house: House, login: str) -> Reader:
    (row,) = house.store.find(Person, {"login": login + SITE}, limit=1)
    return reader_of(house.store, row["_id"])


def a_draft(house: House, login: str = "staf", **values: Any) -> str:
    """Of the agency: initialled by its staff and its head, signed by the secretary of the regency."""
    said = {"content": CONTENT, "initials": ["staf", "kepala-dpu"], "signer": "kepala-office"}
    return acts.make(house, who(house, login), "surat-dinas", said | values, unit="dpu")


def enclose(house: House, id: str, *named: str) -> None:
    """Files of these names, each another one."""
    for name in named:
        content = files.scan() if name.endswith(".png") else files.pdf((name,))
        enclosing.enclose(house, who(house, "staf"), id, files.written(house.settings.home, "sent", content), name)


def submitted(house: House, **values: Any) -> str:
    id = a_draft(house, **values)
    acts.submit(house, who(house, "staf"), id)
    return id


def initial(house: House, id: str, *logins: str) -> None:
    for one in logins:
        acts.initial(house, who(house, one), id, fingerprint(house.store.load(Draft, id)))


def frozen(house: House, *enclosed: str, **values: Any) -> str:
    id = submitted(house, **values)
    enclose(house, id, *enclosed)
    initial(house, id, "staf", "kadis")
    freezing.freeze(house, who(house, "staf"), id)
    return id


def archive(house: House) -> dict[str, str]:
    """Ids of drafts by how they stand, and of a letter that can be answered."""
    demo.found(house.store)
    ids = {"drafting": a_draft(house), "waiting": submitted(house), "ready": submitted(house), "frozen": ""}
    enclose(house, ids["drafting"], "peta jembatan.png", "rencana anggaran.pdf")
    ids["frozen"] = frozen(house, "rencana anggaran.pdf")
    initial(house, ids["waiting"], "staf")
    initial(house, ids["ready"], "staf", "kadis")
    ids |= {"returned": submitted(house), "cancelled": frozen(house)}
    acts.send_back(house, who(house, "kadis"), ids["returned"], "Alamat belum lengkap.\nTambahkan kode pos.")
    changed = CONTENT | {"body": CONTENT["body"] + "\n\nAtas perhatian Saudara kami ucapkan terima kasih."}
    acts.change(house, who(house, "kadis"), ids["returned"], {"content": changed}, 1)
    acts.cancel(house, who(house, "staf"), ids["cancelled"], "Rapat ditiadakan.")
    followed(house)
    path = files.written(house.settings.home, "surat.pdf", files.pdf())
    arrive(house, path, "surat.pdf", installation("tests"), unit="dpu", direction="incoming")
    settle(house, 1)
    (letter,) = house.store.every(Letter, fields=())
    return ids | {"letter": letter["_id"]}
