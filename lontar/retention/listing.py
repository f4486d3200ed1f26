"""What falls due as rows of a spreadsheet."""

from collections.abc import Sequence

from lontar.many.spreadsheet import Cell
from lontar.retention.due import Life
from schemas.day import day_of

TITLES = (
    "Nomor berkas", "Kode", "Uraian", "Unit", "Ditutup", "Inaktif sejak", "Habis retensi", "Nasib akhir", "Penahanan",
)  # fmt: skip
FATES = {"destroy": "musnah", "keep": "permanen", "appraise": "dinilai kembali", "": ""}


def cells(one: Life) -> Sequence[Cell]:
    row, days = one.row, one.terms
    closed = row["closed_at"].date() if row.get("closed_at") else None
    return (
        row["number"], row["code"], row["title"], one.unit.get("name", row["unit"]), closed,
        day_of(days.inactive) if days else None, day_of(days.due) if days else None, FATES[one.fate],
        row.get("legal_hold"),
    )  # fmt: skip
