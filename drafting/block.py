"""The signing block: in whose name a letter is signed, by which position, and whose name stands below (Permendagri
1/2023: a.n., u.b., Plt., Plh., Pj.)."""

from dataclasses import dataclass
from typing import Any

FORMS = ("Plt.", "Plh.", "Pj.")
"""Before the position of who holds it for another, or for a time."""


@dataclass(frozen=True)
class Block:
    """`position`: the title of who signs, as it is printed. `form`: one of FORMS, empty for its holder. `behalf`: the
    positions in whose name it is signed, the highest first: one for a.n.; a second, which was given the authority and
    gives it on, for u.b. `rank` and `number` (NIP) stand under the name where there are any."""

    position: str
    name: str
    form: str = ""
    behalf: tuple[str, ...] = ()
    rank: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        if self.form not in ("", *FORMS):
            raise ValueError(f"a signing block has one of the forms {', '.join(FORMS)}, not {self.form}")
        if len(self.behalf) > 2:
            raise ValueError("a letter is signed in the name of two positions at most: a.n. and u.b.")

    def before(self) -> tuple[str, ...]:
        """The lines above the room for the signature; the last ends with a comma.

        a.n. Bupati / Sekretaris Daerah / u.b. / Plh. Asisten,"""
        signs = f"{self.form} {self.position}".strip() + ","
        if not self.behalf:
            return (signs,)
        first, *given = self.behalf
        return (f"a.n. {first}", *given, *(("u.b.",) if given else ()), signs)

    def after(self) -> tuple[str, ...]:
        """The lines below the name."""
        return tuple(line for line in (self.rank, f"NIP {self.number}" if self.number else "") if line)

    def as_data(self) -> dict[str, Any]:
        """As the templates take it."""
        return {"before": list(self.before()), "name": self.name, "after": list(self.after())}
