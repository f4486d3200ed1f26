"""Reference numbers as offices of each time form them; the serial may be left open, to be written in by hand."""

import re
from dataclasses import dataclass
from datetime import date
from random import Random

from samples.days import ROMAN
from samples.offices import Office

NEW_CODES = 2023
"""Codes of Permendagri 83/2022 are in use from this year on."""


@dataclass(frozen=True)
class Reference:
    """A number as printed: what stands before and after its serial; `open`: the serial itself is not printed."""

    before: str
    serial: str
    after: str
    code: str | None = None
    security: str | None = None
    open: bool = False

    @property
    def printed(self) -> str:
        return f"{self.before}{' ' if self.open else self.serial}{self.after}"

    @property
    def value(self) -> str:
        """The normal form that fields have: no spaces round the strokes."""
        return re.sub(r"\s*/\s*", "/", self.printed)


def code_of(when: date, old: str, new: str) -> str:
    return new if when.year >= NEW_CODES else old


def of_letter(random: Random, office: Office, when: date, old: str, new: str) -> Reference:
    """The number of an agency's, sub-district's or school's letter."""
    code, year, month = code_of(when, old, new), when.year, ROMAN[when.month - 1]
    serial = random.randint(1, 1400)
    if year >= NEW_CODES:
        forms = [
            Reference(f"{code}/", f"{serial:03d}", f"/{office.code}/{month}/{year}", code),
            Reference(f"B/{code}/", str(serial), f"/{office.code}/{year}", code, "B"),
            Reference("B/", str(serial), f"/{code}/{office.code}/{year}", code, "B"),
            Reference(f"{code}/", f"{serial:04d}", f"/{office.digits or '400'}.{random.randint(1, 4)}/{year}", code),
        ]
    elif year >= 1999:
        forms = [
            Reference(f"{code}/", f"{serial:03d}", f"/{office.code}/{month}/{year}", code),
            Reference(f"{code}/", f"{serial:04d}", "", code),
            Reference(f"{code}/", str(serial), f"/{office.code}/{year}", code),
            Reference(f"{code} / ", str(serial), f" / {office.code} / {year}", code),
            Reference(f"{code}/", f"{serial}", f"-{random.choice(('Um', 'Ren', 'Keu', 'Pem'))}/{year}", code),
        ]
    else:
        section = random.choice(("Um", "Pemb", "Pem", "Kesra", "Ek"))
        refined = f"{code}.{random.randint(1, 9)}"
        forms = [
            Reference(f"{code}/", str(serial), f"/{section}", code),
            Reference(f"{section}.{code}/", str(serial), f"/{year}", code),
            Reference(f"{refined}/", str(serial), f"/{month}/{year}", refined),
            Reference(f"{code}/", f"{serial:03d}", f"/{office.code}/{year}", code),
        ]
    return random.choice(forms)


def of_village(random: Random, office: Office, when: date, old: str, new: str) -> Reference:
    code, month = code_of(when, old, new), ROMAN[when.month - 1]
    serial = f"{random.randint(1, 180):0{random.choice((1, 2, 3))}d}"
    return random.choice(
        [
            Reference(f"{code}/", serial, f"/{office.code}/{month}/{when.year}", code),
            Reference(f"{code} / ", serial, f" / {month} / {when.year}", code),
            Reference(f"{code}/", serial, f"/{when.year}", code),
        ]
    )


def of_company(random: Random, office: Office, when: date) -> Reference:
    serial, month = random.randint(1, 320), ROMAN[when.month - 1]
    return random.choice(
        [
            Reference("", f"{serial:03d}", f"/{office.code}-DIR/{month}/{when.year}"),
            Reference("", str(serial), f"/{office.code}/{when.month:02d}/{when.year}"),
            Reference(f"{office.code}/", f"{serial:04d}", f"/{random.choice('ABS')}/{when:%y}"),
            Reference("", f"{serial:03d}", f"/SP/{office.code}/{month}/{when.year}"),
        ]
    )


def of_rule(random: Random, office: Office, when: date, code: str, kind: str) -> Reference:
    """The number of a decision, circular or assignment: "5 TAHUN 2024" or with a code and `kind` such as "KPTS"."""
    serial = random.randint(2, 480)
    if kind in ("KPTS", "SE") and random.random() < 0.4:
        return Reference("", str(serial % 90 + 1), f" TAHUN {when.year}")
    return random.choice(
        [
            Reference(f"{code}/", str(serial), f"/{kind}/{office.code}/{when.year}", code),
            Reference(f"{code}/", f"{serial:03d}", f"/{office.code}/{ROMAN[when.month - 1]}/{when.year}", code),
        ]
        if kind != "KPTS"
        else [Reference(f"{code}/", str(serial), f"/KPTS/{when.year}", code)]
    )
