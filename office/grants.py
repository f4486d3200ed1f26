"""Who may read a letter, written on it as grants when it arrives, is routed or changes its class."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from schemas.event import INSTALLATION

EVERYBODY_HERE = "office"
"""The key of whoever works in this office."""
ORDINARY = "B"
"""The class of letters of which everybody in their unit may know what they are about."""
SECRET = frozenset({"R", "SR"})
OWN = ("outgoing", "internal")
"""Directions of what a unit writes itself."""


class Routed(NamedTuple):
    """Where a letter was sent: to a position of a unit; or `whole`, to the unit, of which `position` is then the
    head."""

    unit: str
    position: str | None = None
    whole: bool = False


def grants_of(letter: Mapping[str, Any], office: Mapping[str, Any] | None, routes: Iterable[Routed] = ()) -> list[str]:
    """The grants of a letter (plain values), sorted.

    Ordinary (B): the owning unit, units and positions it was routed to, the heads above them (who hold the keys of
    their units), and the registry of a position, as for the stricter class. Limited (T): routed positions, their
    registry and head, as those of the owning unit. Secret (R, SR):
    the positions named alone, and who brought it in until there is one, or for good where it is their unit's own letter
    (Permendagri 1/2023; architecture.md, People and access).
    """
    unit, sent = letter["unit"], list(routes)
    match letter.get("security_class", "B"):
        case "B":
            grants = {f"unit:{unit}"}
            for one in sent:
                desk = {f"{key}:{one.unit}" for key in ("registry", "head")} | {f"position:{one.position}"}
                grants |= {f"unit:{one.unit}"} if one.whole else desk
            if letter.get("direction", "legacy") == "legacy" and (office or {}).get("open_legacy"):
                grants.add(EVERYBODY_HERE)
        case "T":
            grants = {f"{key}:{one}" for one in (unit, *(one.unit for one in sent)) for key in ("registry", "head")}
            grants |= {f"position:{one.position}" for one in sent if not one.whole}
        case _:
            grants = {f"position:{one.position}" for one in sent if one.position}
            if not grants or letter.get("direction") in OWN:
                grants.add(f"person:{letter.get('added_by') or INSTALLATION}")
    return sorted(grants)
