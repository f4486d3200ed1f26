"""Who may read a letter, written on it as grants when it arrives, is routed or changes its class."""

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.event import INSTALLATION

EVERYBODY_HERE = "office"
"""The key of whoever works in this office."""


def grants_of(letter: Mapping[str, Any], office: Mapping[str, Any] | None, routed: Iterable[str] = ()) -> list[str]:
    """The grants of a letter (plain values), sorted. `routed`: "position:ID" and "unit:ID" it was sent to.

    Ordinary (B): the owning unit, whoever it was routed to, the heads above them (who hold their units' keys).
    Limited (T): routed positions, the unit's registry and head. Secret (R, SR): the routed positions alone, and who
    brought it in until there is one (Permendagri 1/2023; architecture.md, People and access).
    """
    unit, sent = letter["unit"], set(routed)
    match letter.get("security_class", "B"):
        case "B":
            grants = {f"unit:{unit}"} | sent
            if letter.get("direction", "legacy") == "legacy" and (office or {}).get("open_legacy"):
                grants.add(EVERYBODY_HERE)
        case "T":
            grants = {f"registry:{unit}", f"head:{unit}"} | _positions(sent)
        case _:
            grants = _positions(sent) or {f"person:{letter.get('added_by') or INSTALLATION}"}
    return sorted(grants)


def _positions(sent: set[str]) -> set[str]:
    return {grant for grant in sent if grant.startswith("position:")}
