"""Letters that the contract of the index is proven with, and how it is asked for them."""

from collections.abc import Iterable
from typing import Any

from search.contract import Index, Request
from search.entry import IndexEntry
from search.query import parse

KEYS = ("unit:a", "unit:b", "person:c")
TEXTS = (
    "Surat perbaikan jembatan di desa Sukamaju",
    "Undangan rapat pembangunan djalan oentoek kecamatan",
    "Laporan kerusakan jembatan gantung dan jalan desa",
    "Permohonan bantuan bibit padi nomor 005/12/2019",
    "Surat tugas perjalanan dinas ke Tjiandjur",
    "Pernbangunan jernbatan rusak",
)


def entry(number: int, **more: Any) -> IndexEntry:
    """Letter number `number`: its text, unit, year and date follow from the number."""
    fields = {"subject": TEXTS[number % 6].split(" di ")[0], "direction": "incoming" if number % 2 else "legacy"}
    facets = {
        "year": str(2018 + number % 3),
        "unit": "AB"[number % 2],
        "state": "withdrawn" if number % 7 == 6 else "read",
    }
    plain: dict[str, Any] = {
        "id": f"L{number:04d}",
        "version": 1,
        "grants": (KEYS[number % 3],),
        "text": TEXTS[number % 6],
        "date": (2018 + number % 3) * 10_000 + 101 + number % 28,
        "fields": fields,
        "facets": facets,
    }
    return IndexEntry(**(plain | more))


def found(index: Index, query: str, **more: Any) -> list[str]:
    """All ids, in order."""
    request: dict[str, Any] = {"keys": None, "limit": 100} | more
    return list(index.search(Request(parse(query).tree, **request)).hits)


def filled(index: Index, number: int = 12) -> list[IndexEntry]:
    entries = [entry(one) for one in range(number)]
    index.write(entries)
    return entries


def numbers(ids: Iterable[str]) -> list[int]:
    return sorted(int(id[1:]) for id in ids)
