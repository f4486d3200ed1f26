"""What a notice is about, a letter or a draft: where it is, and what may be said of it to who may read it."""

from typing import NamedTuple

from lontar.drafting.shown import title_of
from office.grants import ORDINARY
from schemas.letter import name_of, values_of
from store.contract import Row

SIGNS = "signature"
"""Of this kind the page of who signs is the one to go to."""


class About(NamedTuple):
    """`address`: within the site; `name`: what it is called at least; `day`: yyyymmdd; `reason`: why it came back, or
    was cancelled; `is_open`: a message, read by other eyes too, may say all of this."""

    address: str
    subject: str
    name: str
    number: str
    day: int | None
    sender: str
    reason: str
    is_open: bool


def about(notice: Row, thing: Row) -> About:
    """`thing`: the letter or draft of a notice, as stored."""
    return _draft(notice["kind"], thing) if notice.get("draft") else _letter(notice["kind"], thing)


def _letter(kind: str, row: Row) -> About:
    values = values_of(row)
    subject, name = str(values.get("subject") or ""), name_of(row)
    number, sender = (str(values.get(one) or "") for one in ("reference_number", "sender"))
    address = f"/letters/{row['_id']}{'/sent' if kind == 'unmailed' else ''}"
    return About(address, subject, name, number, values.get("date"), sender, "", _is_open(row))


def _draft(kind: str, row: Row) -> About:
    room = "sign" if kind == SIGNS else "drafts"
    reason = row.get({"returned": "sent_back", "cancelled": "cancelled"}.get(kind, "")) or ""
    number = str(row.get("reference_number") or "")
    return About(f"/{room}/{row['_id']}", title_of(row), "", number, None, "", reason, _is_open(row))


def _is_open(row: Row) -> bool:
    return bool(row["security_class"] == ORDINARY)
