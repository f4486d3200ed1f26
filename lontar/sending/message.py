"""What goes with a mailed letter. It is the office's paper, so it speaks Indonesian; of a letter that is not for
everybody it says nothing of what it is about."""

from lontar.sending.own import issued_of
from lontar.wiring import House
from office.grants import ORDINARY
from schemas.letter import values_of
from schemas.months import in_words
from schemas.office import OFFICE, Office
from schemas.unit import Unit
from store.contract import Row

LONGEST = 200
"""Characters of a subject."""


def message(house: House, letter: Row) -> tuple[str, str]:
    """Subject and body."""
    values = values_of(letter)
    unit = house.store.get(Unit, letter["unit"]) or {}
    sender = ", ".join(
        dict.fromkeys(
            str(one) for one in (unit.get("name"), (house.store.get(Office, OFFICE) or {}).get("name")) if one
        )
    )
    number, about = _line(values.get("reference_number")), _line(values.get("subject"))
    named = about if letter["security_class"] == ORDINARY else ""
    title = " ".join(one for one in ("Surat", number and f"nomor {number}", named and f"hal {named}") if one)
    day = values.get("date")
    facts = [("Dari", sender), ("Nomor", number), ("Tanggal", in_words(int(day)) if day else ""), ("Hal", named)]
    lines = ["Bersama ini kami sampaikan surat dalam lampiran.", ""]
    lines += [f"{name}: {said}" for name, said in facts if said]
    return title[:LONGEST], "\n".join([*lines, "", *_proof(house, letter)])


def _proof(house: House, letter: Row) -> list[str]:
    """Where the recipient sees that the letter is genuine, and that no other has taken its place."""
    site, issued = house.settings.web.public_url.rstrip("/"), issued_of(house, letter["_id"])
    if not (site and issued):
        return ["Surat ini dikirim otomatis; mohon tidak membalas ke alamat ini."]
    return ["Keaslian dan keberlakuan surat dapat diperiksa di:", f"{site}/verify/{issued[0]['_id']}"]


def _line(said: object) -> str:
    """On one line, without signs that steer."""
    return " ".join("".join(one if one.isprintable() else " " for one in str(said or "")).split())
