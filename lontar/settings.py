"""All settings: each room's own, collected; from LONTAR_* variables, then lontar.toml, then the default.

Unknown names are an error that names the nearest known one: a misspelt setting is never silently without effect.
"""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

import ingest.settings
import office.settings
import paper.settings
import web.settings
import work.settings
from lontar.errors import UnknownSetting, WrongSetting

PREFIX = "LONTAR_"
FILE = "lontar.toml"
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True)
class Engines:
    """Where everything is kept, and which engine stands behind each contract."""

    home: str = field(default="./var", metadata={"help": "Folder that holds all that the embedded engines write."})
    store: str = field(default="sqlite:", metadata={"help": "Store: sqlite: (in the home) or sqlite:///PATH."})
    index: str = field(default="tantivy:", metadata={"help": "Index: tantivy: (in the home) or tantivy:///PATH."})
    originals: str = field(default="file:", metadata={"help": "Originals: file: (in the home) or file:///PATH."})
    work: str = field(default="local:", metadata={"help": "Work: local: (processes on this machine)."})


ROOMS: dict[str, Any] = {
    "engines": Engines,
    "work_pool": work.settings.Settings,
    "ingest": ingest.settings.Settings,
    "paper": paper.settings.Settings,
    "office": office.settings.Settings,
    "web": web.settings.Settings,
}
"""Settings classes by the name of their member below."""


@dataclass(frozen=True)
class Setting:
    """One line of `lontar settings`. `source`: "default", "environment" or the path of lontar.toml."""

    name: str
    room: str
    type: type
    default: Any
    value: Any
    source: str
    help: str
    secret: bool = False


@dataclass(frozen=True)
class Settings:
    """What `load` found; `all` for the list of them."""

    engines: Engines
    work_pool: work.settings.Settings
    ingest: ingest.settings.Settings
    paper: paper.settings.Settings
    office: office.settings.Settings
    web: web.settings.Settings
    home: Path
    all: tuple[Setting, ...]


def load(environ: Mapping[str, str], folder: Path) -> Settings:
    """Settings from `environ` and from lontar.toml in `folder` (LONTAR_CONFIG names another file).

    Raises UnknownSetting, WrongSetting."""
    file = Path(environ.get(f"{PREFIX}CONFIG") or folder / FILE)
    written = _read(file, must="CONFIG" in {name.removeprefix(PREFIX) for name in environ})
    given = {name.removeprefix(PREFIX).lower(): value for name, value in environ.items() if name.startswith(PREFIX)}
    given.pop("config", None)
    known = {one.name: (room, one) for room, one in _declared()}
    for names, where in ((given, "the environment"), (written, str(file))):
        for name in names:
            if name not in known:
                raise UnknownSetting(name=_variable(name), where=where, nearest=_nearest(name, known))
    found = [_setting(room, one, given, written, file) for room, one in known.values()]
    made = {room: kind(**{one.name: one.value for one in found if one.room == room}) for room, kind in ROOMS.items()}
    return Settings(**made, home=(folder / made["engines"].home).resolve(), all=tuple(found))


def _declared() -> Iterator[tuple[str, Any]]:
    for room, kind in ROOMS.items():
        for one in fields(kind):
            yield room, one


def _read(file: Path, *, must: bool) -> dict[str, Any]:
    try:
        return {name.replace("-", "_"): value for name, value in tomllib.loads(file.read_text("utf-8")).items()}
    except FileNotFoundError:
        if must:
            raise WrongSetting(name=f"{PREFIX}CONFIG", value=file, where="the environment", must="a file") from None
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise WrongSetting(name=FILE, value=file, where=str(file), must=f"a TOML file ({error})") from error


def _setting(room: str, one: Any, given: Mapping[str, str], written: Mapping[str, Any], file: Path) -> Setting:
    assert one.default is not MISSING
    if one.name in given:
        value, source = given[one.name], "environment"
    elif one.name in written:
        value, source = written[one.name], str(file)
    else:
        value, source = one.default, "default"
    typed = _typed(one.name, one.type, value, source)
    help_, secret = one.metadata["help"], bool(one.metadata.get("secret"))
    return Setting(one.name, room, one.type, one.default, typed, source, help_, secret)


def _typed(name: str, kind: type, value: Any, source: str) -> Any:
    """A value as the type its setting declares: str, int, float or bool."""
    where = "the environment" if source == "environment" else source
    try:
        if kind is bool:
            said = str(value).lower()
            if said not in YES + NO:
                raise ValueError
            return said in YES
        if isinstance(value, bool | list | dict):
            raise TypeError
        number = kind(value)
    except (TypeError, ValueError):
        must = {int: "a whole number", float: "a number", bool: "yes or no"}.get(kind, "text")
        raise WrongSetting(name=_variable(name), value=value, where=where, must=must) from None
    if kind in (int, float) and not 0 <= number < float("inf"):
        raise WrongSetting(name=_variable(name), value=value, where=where, must="a number from 0")
    return number


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return _variable(found[0])
