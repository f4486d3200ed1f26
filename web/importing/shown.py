"""The pages of imports put together: the list with the form of a new one, and one import at each of its stages."""

from typing import Any

from flask import request, url_for

from lontar.importing import held, imports
from lontar.importing.mapping import Mapping, mapping_of, mappings
from lontar.intake import uploads
from schemas.errors import LontarError
from schemas.letter import CLASSES
from schemas.table_import import TableImport
from schemas.unit import Unit
from store.contract import Row
from web.current import house
from web.importing import words
from web.page import page
from web.vocabularies import named
from web.who import who

BEFORE = ("mapping", "judging", "asked")
GOING = ("judging", "going", "undoing")
AT_ONCE = 100
"""Lines of the report on a page."""
KINDS = ("problems", "all", "errors", "warnings")


def listed(problem: LontarError | None = None) -> str:
    rows = imports.imports(house(), who())
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    return page(
        "importing/imports.html",
        rows=rows,
        words=words,
        units_named=units,
        problem=problem,
        typed={name: request.form.get(name, "") for name in ("name", "unit", "mapping", "sheet")},
        units=[(unit["_id"], unit["name"]) for unit in uploads.units_of(house(), who())],
        mappings=[("", ""), *((row["_id"], row["name"]) for row in mappings(house(), who()))],
    )


def one(row: Row, problem: LontarError | None = None, typed: Mapping | None = None) -> str:
    mapping = typed or mapping_of(row.get("mapping") or {})
    return page(
        "importing/import.html",
        problem=problem,
        mapping=mapping,
        columns=_columns(row, mapping),
        targets=words.targets(),
        books=words.books(),
        classes=[(code, named(code, "security-classes")) for code in CLASSES],
        preview=imports.rows_of(house(), row, 0)[: imports.PREVIEW],
        sheets=_sheets(row),
        files_hint="{book_year}/{agenda_number:04}*.pdf",
        typed_name=request.form.get("name", row["name"]),
        save_as=request.form.get("save_as", ""),
        reason=request.form.get("reason", ""),
        **state(row),
    )


def state(row: Row) -> dict[str, Any]:
    """What the part of the page says that follows by itself."""
    held_as = TableImport.unpacked(row)
    unit = house().store.get(Unit, row["unit"]) or {}
    return {
        "row": row,
        "unit": unit.get("name", row["unit"]),
        "how": words.how_said(row),
        "state": words.state_said(row),
        "counts": words.counts_said(row),
        "books_told": [_book(book) for book in row.get("books") or ()],
        "before": row["state"] in BEFORE,
        "going": row["state"] in GOING,
        "done_rows": row["rows"] * int(row.get("at", 0)) // row["parts"],
        "tenth": 10 * int(row.get("at", 0)) // row["parts"],
        "may_undo": imports.may_undo(held_as),
        "may_go_on": imports.may_go_on(held_as) and not row.get("local"),
        "report": _report(row),
    }


def _columns(row: Row, mapping: Mapping) -> list[dict[str, Any]]:
    places = mapping.places(list(row["headings"]))
    return [
        {"at": at, "heading": heading, "target": places.get(at, ""), "why": words.why_said(proposal)}
        for at, (heading, proposal) in enumerate(zip(row["headings"], row["proposals"], strict=True))
    ]


def _sheets(row: Row) -> list[str]:
    """The other sheets of the workbook, while it lies here."""
    here = held.table(house(), row["_id"]).is_file()
    how = row.get("how") or {}
    return [name for name in how.get("sheets", ()) if name != how.get("sheet")] if here else []


def _book(book: Row) -> dict[str, Any]:
    unit, direction, year = book["register"].rsplit("/", 2)
    row = house().store.get(Unit, unit) or {}
    address = url_for("registers.books_shown", unit=row.get("code", unit), direction=direction, year=year)
    return book | {"unit": row.get("name", unit), "direction": direction, "year": int(year), "address": address}


def _report(row: Row) -> dict[str, Any]:
    """Some lines of the report; `part`: from which row on."""
    kind = request.args.get("show", "")
    kind = kind if kind in KINDS else KINDS[0]
    if row["state"] == "mapping" or (row["state"] == "judging" and not row.get("at")):
        return {"kind": kind, "rows": [], "part": 0, "next": None}
    part = min(max(request.args.get("part", 0, type=int), 0), row["parts"] - 1)
    found: list[dict[str, Any]] = []
    while part < row["parts"] and len(found) < AT_ONCE:
        found += [_line(each, row) for each in imports.rows_of(house(), row, part) if _is(each, kind)]
        part += 1
    return {"kind": kind, "rows": found, "part": part, "next": part if part < row["parts"] else None}


def _is(each: dict[str, Any], kind: str) -> bool:
    levels = {problem["level"] for problem in each["problems"]}
    return {
        "all": True,
        "problems": bool(levels),
        "errors": "error" in levels,
        "warnings": "warning" in levels,
    }[kind]


def _line(each: dict[str, Any], row: Row) -> dict[str, Any]:
    before = row["state"] in BEFORE
    made = not before and each["outcome"] in ("make", "scan", "here", "kept")
    return {
        "line": each["line"],
        "said": " · ".join(cell for cell in each["cells"] if cell)[:160],
        "outcome": words.outcome_said(each, before),
        "problems": [(one["level"], words.problem_said(one)) for one in each["problems"]],
        "letter": each["letter"] if made or each["outcome"] == "here" else None,
    }
