"""All settings: each room's own, collected; from LONTAR_* variables, then lontar.toml, then the lontar.toml that the
pages write in the home, then the default.

Unknown names are an error that names the nearest known one: a misspelt setting is never silently without effect.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

import archive.settings
import ingest.settings
import office.settings
import paper.settings
import search.settings
import signing.settings
import signing.verify_settings
import web.settings
import work.settings
from lontar import settings_file
from lontar.errors import UnknownSetting, WrongSetting
from lontar.settings_file import FILE
from store.address import masked

PREFIX = "LONTAR_"
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True)
class Engines:
    """Where everything is kept, and which engine stands behind each contract."""

    home: str = field(default="./var", metadata={"help": "Folder that holds all that the embedded engines write."})
    store: str = field(
        default="sqlite:",
        metadata={
            "help": "Store: sqlite: (in the home), sqlite:///PATH, or a replica set, be it of one server: "
            "mongodb://USER:PASSWORD@SERVERS/DATABASE?replicaSet=NAME&authSource=admin."
        },
    )
    index: str = field(
        default="tantivy:",
        metadata={
            "help": "Index: tantivy: (in the home), tantivy:///PATH, or Elasticsearch's http(s)://HOST:PORT/NAME."
        },
    )
    originals: str = field(
        default="file:",
        metadata={
            "help": "Originals: file: (in the home), file:///PATH, gridfs: (in the store's MongoDB), "
            "or another mongodb://SERVERS/DATABASE."
        },
    )
    work: str = field(
        default="local:",
        metadata={"help": "Work: local: (processes on this machine) or redis://:PASSWORD@HOST:PORT/DATABASE (any)."},
    )


ROOMS: dict[str, Any] = {
    "engines": Engines,
    "work_pool": work.settings.Settings,
    "ingest": ingest.settings.Settings,
    "paper": paper.settings.Settings,
    "accounts": office.settings.Accounts,
    "webhook": office.settings.Webhook,
    "deadlines": office.settings.Deadlines,
    "outside": office.settings.Outside,
    "office": office.settings.Settings,
    "search": search.settings.Settings,
    "signatures": signing.settings.Settings,
    "verify": signing.verify_settings.VerifySettings,
    "archive": archive.settings.Settings,
    "web": web.settings.Settings,
}
"""Settings classes by the name of their member below."""


@dataclass(frozen=True)
class Setting:
    """One line of `lontar settings`. `source`: "default", "environment" or the path of a lontar.toml."""

    name: str
    room: str
    type: type
    default: Any
    value: Any
    source: str
    help: str
    secret: bool = False

    @property
    def shown(self) -> Any:
        """The value, fit for every eye: a secret only says that it is set, an address hides its password."""
        if self.secret and self.value:
            return "***"
        return masked(self.value) if isinstance(self.value, str) else self.value


@dataclass(frozen=True)
class Settings:
    """What `load` found; `all` for the list of them."""

    engines: Engines
    work_pool: work.settings.Settings
    ingest: ingest.settings.Settings
    paper: paper.settings.Settings
    accounts: office.settings.Accounts
    webhook: office.settings.Webhook
    deadlines: office.settings.Deadlines
    outside: office.settings.Outside
    office: office.settings.Settings
    search: search.settings.Settings
    signatures: signing.settings.Settings
    verify: signing.verify_settings.VerifySettings
    archive: archive.settings.Settings
    web: web.settings.Settings
    home: Path
    all: tuple[Setting, ...]
    environ: Mapping[str, str] = field(repr=False)
    folder: Path


def load(environ: Mapping[str, str], folder: Path) -> Settings:
    """Settings from `environ`, from lontar.toml in `folder` (LONTAR_CONFIG names another file), from that in the home.

    Raises UnknownSetting, WrongSetting."""
    file = Path(environ.get(f"{PREFIX}CONFIG") or folder / FILE)
    written = _read(file, must="CONFIG" in {name.removeprefix(PREFIX) for name in environ})
    given = {name.removeprefix(PREFIX).lower(): value for name, value in environ.items() if name.startswith(PREFIX)}
    given.pop("config", None)
    known = {one.name: (room, one) for room, one in _declared()}
    sources = [("environment", given), (str(file), written)]
    home = (folder / _setting(*known["home"], sources).value).resolve()
    if (kept := home / FILE) != file.resolve():
        sources.append((str(kept), _kept(kept)))
    for where, names in sources:
        for name in names:
            if name not in known:
                raise UnknownSetting(name=_variable(name), where=_where(where), nearest=_nearest(name, known))
    found = [_setting(room, one, sources) for room, one in known.values()]
    made = {room: kind(**{one.name: one.value for one in found if one.room == room}) for room, kind in ROOMS.items()}
    return Settings(**made, home=home, all=tuple(found), environ=environ, folder=folder)


def again(settings: Settings) -> Settings:
    """The same settings as they are now: what the pages wrote in the home since then is in force."""
    return load(settings.environ, settings.folder)


def keep(settings: Settings, values: Mapping[str, str | int]) -> Settings:
    """Write values into the home's lontar.toml; the settings then. Raises WrongSetting, WrongUse, Unavailable."""
    known = {one.name: one for _, one in _declared()}
    kept = settings.home / FILE
    for name, value in values.items():
        _typed(known[name], value, str(kept))
    settings_file.write(kept, values)
    return again(settings)


def _kept(file: Path) -> dict[str, Any]:
    """What the home's own file says; it cannot say where the home is."""
    found = _read(file, must=False)
    if "home" in found:
        raise WrongSetting(name=_variable("home"), value=found["home"], where=str(file), must="set outside the home")
    return found


def _declared() -> Iterator[tuple[str, Any]]:
    for room, kind in ROOMS.items():
        for one in fields(kind):
            yield room, one


def _read(file: Path, *, must: bool) -> dict[str, Any]:
    try:
        return settings_file.read(file)
    except (FileNotFoundError, NotADirectoryError):
        if must:
            raise WrongSetting(name=f"{PREFIX}CONFIG", value=file, where="the environment", must="a file") from None
        return {}
    except (ValueError, OSError) as error:
        raise WrongSetting(name=FILE, value=file, where=str(file), must=f"a TOML file ({error})") from error


def _setting(room: str, one: Any, sources: Sequence[tuple[str, Mapping[str, Any]]]) -> Setting:
    """One setting from the first source that names it."""
    assert one.default is not MISSING
    chain = [*sources, ("default", {one.name: one.default})]
    source, value = next((source, names[one.name]) for source, names in chain if one.name in names)
    typed = _typed(one, value, source)
    help_, secret = one.metadata["help"], bool(one.metadata.get("secret"))
    return Setting(one.name, room, one.type, one.default, typed, source, help_, secret)


def _where(source: str) -> str:
    return "the environment" if source == "environment" else source


def _typed(one: Any, value: Any, source: str) -> Any:
    """A value as the type its setting declares, str, int, float or bool, and within its bounds: "least" (else 0) and
    "most"."""
    name, kind, where = one.name, one.type, _where(source)
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
    least, most = one.metadata.get("least", 0), one.metadata.get("most", float("inf"))
    if kind in (int, float) and not (least <= number <= most and number < float("inf")):
        must = f"a number from {least}" + (f" to {most}" if "most" in one.metadata else "")
        raise WrongSetting(name=_variable(name), value=value, where=where, must=must)
    return number


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return _variable(found[0])
