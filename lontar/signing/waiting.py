"""What waits for a person's signature: frozen drafts of the positions in which they act, and those whose signing is
under way or not known."""

from dataclasses import dataclass

from lontar.drafting.acts import draft_for
from lontar.signing.acts import ACTION, acts_in
from lontar.signing.settling import open_attempt
from lontar.wiring import House
from office.access import Reader, may_see
from office.holders import positions_of
from schemas.delegation import STANDING_IN
from schemas.draft import Draft
from schemas.person import Person
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from store.contract import Row

MOST = 200
"""Of each position."""


@dataclass(frozen=True)
class Waits:
    """A draft to be signed; `attempt`: the one that has not ended, `over`: nobody can be at it any more; `initials`:
    names of who gave theirs."""

    draft: Row
    drafter: str
    initials: tuple[str, ...]
    attempt: SigningAttempt | None
    over: bool

    @property
    def unknown(self) -> bool:
        return self.attempt is not None and self.attempt.state == "unknown"

    @property
    def below(self) -> bool:
        """A service has signed it, and it could not be raised to its level yet."""
        return self.attempt is not None and self.attempt.state == "came" and bool(self.attempt.error) and self.over


def waiting(house: House, reader: Reader) -> list[Waits]:
    """The oldest first."""
    rows = [row for row in _rows(house, reader) if may_see(reader, row)]
    rows.sort(key=lambda row: (row["state"], row["frozen_at"], row["_id"]))
    names = _names(house, rows)
    return [_shown(house, row, names) for row in rows]


def of_one(house: House, reader: Reader, id: str) -> Waits | None:
    """One that waits for this person; None where it does not. Raises NotFound."""
    row = draft_for(house, reader, id, ACTION)
    if row["state"] not in ("frozen", "signing") or not row.get("frozen_sha256"):
        return None
    if not acts_in(house, reader, row["signer"], now()):
        return None
    return _shown(house, row, _names(house, [row]))


def counted(house: House, reader: Reader, most: int) -> tuple[int, bool]:
    """How many there are, counted up to `most`, and whether there are more. Every page asks, so no draft is read: who
    waits is written on what is typeset."""
    wanted = [
        where
        for position in _signs_in(house, reader)
        for where in ({"waits": position, "state": "frozen"}, {"signer": position, "state": "signing"})
    ]
    count = sum(house.store.count(Draft, where) for where in wanted)
    return min(count, most), count > most


def _rows(house: House, reader: Reader) -> list[Row]:
    found = [
        row
        for position in _signs_in(house, reader)
        for state in ("frozen", "signing")
        for row in house.store.find(Draft, {"signer": position, "state": state}, limit=MOST)
    ]
    return [row for row in found if row.get("frozen_sha256")]


def _signs_in(house: House, reader: Reader) -> list[str]:
    """Positions: a secretary acts beside the holder and does not sign."""
    acts_in = positions_of(house.store, reader.person, now())
    return [position for position, form in acts_in.items() if form is None or form in STANDING_IN]


def _names(house: House, rows: list[Row]) -> dict[str, str]:
    """Of who wrote drafts and gave initials."""
    ids = {row["made_by"] for row in rows} | {one.get("by") for row in rows for one in row.get("initials") or ()}
    return {id: str(row["name"]) for id, row in house.store.get_many(Person, sorted(filter(None, ids))).items()}


def _shown(house: House, row: Row, names: dict[str, str]) -> Waits:
    attempt = open_attempt(house, row["_id"]) if row["state"] == "signing" else None
    given = tuple(names.get(one["by"]) or str(one["by"]) for one in row.get("initials") or () if one.get("by"))
    over = attempt is not None and attempt.is_over(now())
    return Waits(row, names.get(row["made_by"]) or str(row["made_by"]), given, attempt, over)
