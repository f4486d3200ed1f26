"""The slip of a loan (bukti peminjaman) as a PDF: it lies in the place of the paper until that is back."""

from typing import Any

from lontar.describing.errors import LoanNotNow
from lontar.describing.papers_of import paper_of
from lontar.routing.letterheads import letterhead_of
from lontar.wiring import House
from office.access import Reader
from office.days import local_day
from paper.forms import form
from schemas.person import Person
from schemas.unit import Unit
from store.contract import Row


def slip(house: House, reader: Reader, row: Row, site: str | None) -> bytes:
    """Of a loan that is or was out. `site`: the address of this archive, under which it is found; None: nowhere.

    Raises LoanNotNow, NotFound."""
    from paper import qr  # OpenCV takes 40 MB, which a process that prints no slip need not have

    if not row.get("number"):
        raise LoanNotNow(state=row["state"])
    paper = paper_of(house, reader, row["thing"])
    address = f"{site}/archive/loans/{row['_id']}" if site else None
    borrower: dict[str, Any] = house.store.get(Person, row["person"]) or {}
    return form(
        "loan",
        {
            "head": letterhead_of(house, row["unit"]),
            "number": f"{row['number']}/{row['year']}",
            "paper": paper.title,
            "reference": paper.number,
            "place": paper.place,
            "borrower": borrower.get("name") or row["person"],
            "borrower_unit": (house.store.get(Unit, borrower.get("unit") or "") or {}).get("name") or "",
            "why": row["why"],
            "lent": local_day(house.store, row["unit"], row["lent_at"]) if row.get("lent_at") else None,
            "due": row.get("due"),
            "code": qr.modules(address, sturdy=True) if address else None,
            "address": address,
        },
    )


def name_of(row: Row) -> str:
    return f"peminjaman-{row.get('number')}-{row.get('year')}.pdf"
