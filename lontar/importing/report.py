"""What came or will come of each row, as a CSV: all of them, or those that were left out, to be mended."""

from collections.abc import Iterator
from typing import Any

from lontar.importing.imports import every_row
from lontar.many.spreadsheet import as_csv
from lontar.wiring import House
from store.contract import Row

COLUMNS = ("line", "outcome", "level", "message", "letter")


def report(house: House, one: Row) -> Iterator[bytes]:
    """A line for each problem of a row; one for a row without any."""
    return as_csv(COLUMNS, _told(house, one))


def left_out(house: House, one: Row) -> Iterator[bytes]:
    """The rows with errors as they came, below the same headings, with what is wrong in a column behind them, which is
    passed over when they are brought in mended."""
    headings = [*one["headings"], "Error"]
    return as_csv(headings, _wrong(house, one))


def _told(house: House, one: Row) -> Iterator[list[str]]:
    for row in every_row(house, one):
        same = [str(row["line"]), row["outcome"] or ""]
        problems: list[dict[str, Any]] = row["problems"] or [{"level": "", "message": ""}]
        for problem in problems:
            yield [*same, problem["level"], problem["message"], row["letter"] or ""]


def _wrong(house: House, one: Row) -> Iterator[list[str]]:
    width = len(one["headings"])
    for row in every_row(house, one):
        if row["outcome"] == "error":
            cells = [*row["cells"], *[""] * width][:width]
            yield [*cells, "; ".join(problem["message"] for problem in row["problems"] if problem["level"] == "error")]
