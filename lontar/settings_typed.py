"""A value as the type its setting declares, within what its field says of it: "least" (else 0), "most", "one_of"."""

from typing import Any

from lontar.errors import WrongSetting

PREFIX = "LONTAR_"
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def typed(one: Any, value: Any, source: str) -> Any:
    """`one`: the field of a Settings class; str, int, float or bool. Raises WrongSetting, which says what must be."""
    name, kind, where = variable(one.name), one.type, where_of(source)
    shown = "***" if one.metadata.get("secret") else value
    try:
        found = _yes(value) if kind is bool else _plain(kind, value)
    except (TypeError, ValueError):
        must = {int: "a whole number", float: "a number", bool: "yes or no"}.get(kind, "text")
        raise WrongSetting(name=name, value=shown, where=where, must=must) from None
    if must := _bounded(one, found):
        raise WrongSetting(name=name, value=shown, where=where, must=must)
    return found


def _yes(value: Any) -> bool:
    said = str(value).lower()
    if said not in YES + NO:
        raise ValueError
    return said in YES


def _plain(kind: Any, value: Any) -> Any:
    if isinstance(value, bool | list | dict):
        raise TypeError
    return kind(value)


def _bounded(one: Any, found: Any) -> str:
    """What it must be, where it is not; else nothing."""
    if one.type in (int, float):
        least, most = one.metadata.get("least", 0), one.metadata.get("most", float("inf"))
        if not (least <= found <= most and found < float("inf")):
            return f"a number from {least}" + (f" to {most}" if "most" in one.metadata else "")
    if "one_of" in one.metadata and found not in one.metadata["one_of"]:
        return "one of " + ", ".join(one.metadata["one_of"])
    return ""


def where_of(source: str) -> str:
    return "the environment" if source == "environment" else source


def variable(name: str) -> str:
    return PREFIX + name.upper()
