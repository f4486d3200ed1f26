"""Who writes to whom in the invented regency: agencies, sub-districts, villages, schools, companies."""

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from samples.content import content

SEAT = "Sukamaju"
SECOND_LEVEL_UNTIL = 1999
"""Regencies were called "daerah tingkat II" until UU 22/1999."""
VOWELS = "aeiou"


@dataclass(frozen=True)
class Office:
    """`kind`: agency, district, village, school, company. `above`: the bodies over it, as its letterhead names them.

    `code` stands in its numbers, `digits` where it numbers its units; `head` is the position that signs, of a company
    with its name; `busy` says how often it writes, against 1 of the others; `since` when there is such an office.
    """

    name: str
    code: str
    kind: str
    head: str
    street: str
    town: str
    above: tuple[str, ...] = ()
    digits: str = ""
    busy: int = 1
    since: int = 0
    trade: str = ""
    mark: str = ""
    colour: str = ""


@cache
def offices() -> tuple[Office, ...]:
    """All of them; the four of the demo write most."""
    known = content("offices")
    found = [_agency(row) for row in known["office"]]
    for row in known["district"]:
        found += _district(row)
    for row in known["school"]:
        above = ("Dinas Pendidikan dan Kebudayaan",)
        found.append(Office(row["name"], row["code"], "school", f"Kepala {row['name']}", row["street"], SEAT, above))
    for row in known["company"]:
        more = {name: row[name] for name in ("trade", "mark", "colour")}
        head = f"{row['head']} {row['name']}"
        found.append(Office(row["name"], row["code"], "company", head, row["street"], SEAT, **more))
    return tuple(found)


@cache
def office(code: str) -> Office:
    return next(one for one in offices() if one.code == code)


@cache
def of_kind(*kinds: str) -> tuple[Office, ...]:
    return tuple(one for one in offices() if one.kind in kinds)


def any_of(random: Random, year: int, *kinds: str) -> Office:
    """One of those that there were, the busy ones more often."""
    known = [one for one in of_kind(*kinds) if one.since <= year]
    return random.choices(known, [one.busy for one in known])[0]


def regency(year: int) -> str:
    """What the regency was called."""
    return f"Pemerintah Kabupaten {'Daerah Tingkat II ' if year < SECOND_LEVEL_UNTIL else ''}{SEAT}"


def district_of(village: Office) -> str:
    """The sub-district of a village, without its kind: Rawabening."""
    return village.above[-1].removeprefix("Kecamatan ")


def _agency(row: dict[str, Any]) -> Office:
    said = {name: row[name] for name in ("digits", "busy", "since") if name in row}
    return Office(row["name"], row["code"], "agency", row["head"], row["street"], SEAT, **said)


def _district(row: dict[str, Any]) -> list[Office]:
    """A sub-district and its villages; of a busy one the first village is busy too."""
    name, busy = row["name"], row.get("busy", 1)
    street = f"Jalan Raya {name} Nomor {len(name) * 3}"
    found = [Office(f"Kecamatan {name}", f"KEC.{row['code']}", "district", f"Camat {name}", street, name, busy=busy)]
    for place, village in enumerate(row["villages"]):
        found.append(
            Office(
                f"Desa {village}",
                f"DS.{_short(village)}",
                "village",
                f"Kepala Desa {village}",
                f"Jalan Balai Desa Nomor {place * 4 + 3}",
                village,
                (f"Kecamatan {name}",),
                busy=busy if place == 0 else 1,
            )
        )
    return found


def _short(name: str) -> str:
    """Cempaka: CPK, as villages shorten their names."""
    letters = [letter for letter in name.replace(" ", "").lower() if letter not in VOWELS]
    return "".join(letters[:2] + letters[-1:]).upper()
