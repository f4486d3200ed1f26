"""One draft as it is shown: to a person, who may do this and that to it, and as JSON."""

from collections.abc import Iterator
from typing import Any

from drafting.difference import Piece, differences, of_files
from drafting.written import fingerprint
from lontar.drafting.acts import draft_for
from lontar.wiring import House
from office.access import Reader, holds, may, may_see
from schemas.draft import WRITABLE, Draft
from schemas.draft_version import DraftVersion
from schemas.entry import RegisterEntry
from schemas.errors import NotFound
from schemas.letter import Letter
from schemas.person import Person
from schemas.position import Position
from schemas.times import in_utc
from schemas.unit import Unit
from store.contract import Row

MOST = 10_000
ENCLOSED = "enclosed-files"
"""No field of a form is called so."""
PLAIN = ("template", "state", "classification_code", "security_class", "revision", "reference_number")
ENDS = ("sent_back", "cancelled", "issued", "frozen_sha256")
LETTERS = ("answers", "letter")
FILE = ("name", "sha256", "size", "kind", "pages", "added_by")
TIMES = ("made_at", "changed_at", "frozen_at")


def can(reader: Reader, draft: Row) -> frozenset[str]:
    """What the reader may do to it now: change, submit, initial, back, take-back, freeze, cancel."""
    return frozenset(_can(reader, draft))


def _can(reader: Reader, draft: Row) -> Iterator[str]:
    state, writes = draft["state"], may(reader, "draft.write", draft)
    if writes and state in WRITABLE:
        yield "change"
    if writes and state == "drafting":
        yield "submit"
    if writes and state in ("initialling", "frozen"):
        yield "take-back"
    if writes and ((state == "initialling" and not draft.get("waits")) or (state == "frozen" and not typeset(draft))):
        yield "freeze"
    if writes and state in (*WRITABLE, "frozen"):
        yield "cancel"
    if state == "initialling" and holds(reader, draft.get("waits")):
        yield "initial"
    named = [one["position"] for one in draft.get("initials") or ()] + [draft.get("signer")]
    if state in ("initialling", "frozen") and any(holds(reader, one) for one in named):
        yield "back"


def typeset(draft: Row) -> bool:
    """Whether a frozen draft has its PDF."""
    return bool(draft.get("frozen_sha256"))


def title_of(draft: Row) -> str:
    """What it is about; empty while nobody has said so."""
    found = (draft.get("content") or {}).get(draft.get("titled", "subject"))
    return found if isinstance(found, str) else ""


def number_of(house: House, draft: Row) -> int | None:
    """The agenda number that it holds in the outgoing register."""
    entry = house.store.get(RegisterEntry, draft.get("entry") or "")
    return int(entry["agenda_number"]) if entry else None


def said(house: House, reader: Reader, rows: list[Row]) -> list[dict[str, Any]]:
    """Drafts as `lontar draft --json` and the JSON API list them; letters that the reader may not read are not
    named."""
    units = house.store.get_many(Unit, sorted({row["unit"] for row in rows}))
    titles = titles_of(house, rows)
    named = sorted({row[name] for row in rows for name in LETTERS if row.get(name)})
    hidden = {id for id, letter in house.store.get_many(Letter, named).items() if not may_see(reader, letter)}
    return [
        {"id": row["_id"], "unit": units.get(row["unit"], {}).get("code", row["unit"]), "title": title_of(row)}
        | {name: row.get(name) for name in PLAIN}
        | {name: row.get(name) if row.get(name) not in hidden else None for name in LETTERS}
        | {"waits": titles.get(row.get("waits") or ""), "sent_back": row.get("sent_back")}
        | {"changed_at": in_utc(row["changed_at"]), "can": sorted(can(reader, row))}
        for row in rows
    ]


def whole(house: House, reader: Reader, id: str) -> dict[str, Any]:
    """One draft as `lontar draft show --json` and the JSON API give it. Raises NotFound."""
    row = draft_for(house, reader, id)
    titles = titles_of(house, [row])
    (short,) = said(house, reader, [row])
    return short | {
        "content": row.get("content") or {},
        "approves": fingerprint(Draft.unpacked(row)),
        "initials": [_initial(house, one, titles) for one in row.get("initials") or ()],
        "number": number_of(house, row),
        "enclosures": [
            {name: one[name] for name in FILE} | {"added_at": in_utc(one["added_at"])}
            for one in row.get("enclosures") or ()
        ],
        "made_by": row["made_by"],
        "changed_by": row.get("changed_by"),
        "versions": row.get("versions", 0),
        **{name: titles.get(row.get(name) or "") for name in ("signer", "behalf", "through")},
        **{name: row.get(name) for name in ENDS},
        **{name: in_utc(row[name]) if row.get(name) else None for name in TIMES},
    }


def titles_of(house: House, rows: list[Row]) -> dict[str, str]:
    """The titles of all positions that drafts name."""
    named = {row.get(name) for row in rows for name in ("waits", "signer", "behalf", "through")}
    named |= {one["position"] for row in rows for one in row.get("initials") or ()}
    return {id: str(row["title"]) for id, row in house.store.get_many(Position, sorted(filter(None, named))).items()}


def versions(house: House, reader: Reader, id: str) -> list[Row]:
    """The versions of a draft, the last one first. Raises NotFound."""
    draft_for(house, reader, id)
    return house.store.find(DraftVersion, {"draft": id}, sort=[("no", -1)], limit=MOST)


def difference(house: House, reader: Reader, id: str, first: int, second: int | None = None) -> dict[str, list[Piece]]:
    """By the name of each field in which two versions differ, and under ENCLOSED the files that go with it; `second`
    None: what stands. Raises NotFound."""
    row = draft_for(house, reader, id)
    by_no = {one["no"]: one for one in versions(house, reader, id)}
    for no in (first, second):
        if no is not None and no not in by_no:
            raise NotFound(what=f"Version {no}")
    after = row if second is None else by_no[second]
    before = by_no[first]
    files = of_files(*(one.get("enclosures") or () for one in (before, after)))
    found = differences(before.get("content") or {}, after.get("content") or {})
    return found | ({ENCLOSED: files} if files else {})


def _initial(house: House, one: Row, titles: dict[str, str]) -> dict[str, Any]:
    by = (house.store.get(Person, one["by"]) or {}).get("name", one["by"]) if one.get("by") else None
    at = in_utc(one["at"]) if one.get("at") else None
    return {
        "position": titles.get(one["position"], one["position"]),
        "by": by,
        "at": at,
        "approved": one.get("content"),
    }
