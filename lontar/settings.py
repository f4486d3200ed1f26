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
from ingest.inbound import Inbound
from lontar import logs, settings_file
from lontar.errors import UnknownSetting, WrongSetting, WrongSettings
from lontar.settings_file import FILE
from lontar.settings_typed import PREFIX, typed, variable, where_of
from schemas.errors import LontarError
from store.address import masked


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
    "logs": logs.Settings,
    "work_pool": work.settings.Settings,
    "ingest": ingest.settings.Settings,
    "inbound": Inbound,
    "paper": paper.settings.Settings,
    "accounts": office.settings.Accounts,
    "webhook": office.settings.Webhook,
    "outward": office.settings.Outward,
    "deadlines": office.settings.Deadlines,
    "outside": office.settings.Outside,
    "office": office.settings.Settings,
    "search": search.settings.Settings,
    "signatures": signing.settings.Settings,
    "verify": signing.verify_settings.VerifySettings,
    "archive": archive.settings.Settings,
    "web": web.settings.Settings,
    "single_sign_on": web.settings.SingleSignOn,
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
    logs: logs.Settings
    work_pool: work.settings.Settings
    ingest: ingest.settings.Settings
    inbound: Inbound
    paper: paper.settings.Settings
    accounts: office.settings.Accounts
    webhook: office.settings.Webhook
    outward: office.settings.Outward
    deadlines: office.settings.Deadlines
    outside: office.settings.Outside
    office: office.settings.Settings
    search: search.settings.Settings
    signatures: signing.settings.Settings
    verify: signing.verify_settings.VerifySettings
    single_sign_on: web.settings.SingleSignOn
    archive: archive.settings.Settings
    web: web.settings.Settings
    home: Path
    all: tuple[Setting, ...]
    environ: Mapping[str, str] = field(repr=False)
    folder: Path


def load(environ: Mapping[str, str], folder: Path) -> Settings:
    """Settings from `environ`, from lontar.toml in `folder` (LONTAR_CONFIG names another file), from that in the home.

    Raises UnknownSetting, WrongSetting; WrongSettings where there are several faults, which names each."""
    settings, faults = read(environ, folder)
    demand(faults)
    return settings


def demand(faults: Sequence[LontarError]) -> None:
    """Raises the one fault, or WrongSettings with all of them."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise WrongSettings(
            count=len(faults), each="".join(f"\n- {one.sentence % one.params}" for one in faults) + "\n"
        )


def read(environ: Mapping[str, str], folder: Path) -> tuple[Settings, list[LontarError]]:
    """The settings, and all that is wrong with them: in place of a wrong value stands the default, so that the others
    can be looked at. Raises WrongSetting for a file that cannot be read, or a home that cannot be one."""
    file = Path(environ.get(f"{PREFIX}CONFIG") or folder / FILE)
    written = _read(file, must="CONFIG" in {name.removeprefix(PREFIX) for name in environ})
    given = {name.removeprefix(PREFIX).lower(): value for name, value in environ.items() if name.startswith(PREFIX)}
    given.pop("config", None)
    known = {one.name: (room, one) for room, one in _declared()}
    sources = [("environment", given), (str(file), written)]
    wrong: list[LontarError] = []
    home = (folder / _setting(*known["home"], sources, wrong).value).resolve()
    demand(wrong)
    if (kept := home / FILE) != file.resolve():
        sources.append((str(kept), _kept(kept)))
    faults: list[LontarError] = [
        UnknownSetting(name=variable(name), where=where_of(where), nearest=_nearest(name, known))
        for where, names in sources for name in names if name not in known
    ]  # fmt: skip
    found = [_setting(room, one, sources, faults) for room, one in known.values()]
    made = {room: kind(**{one.name: one.value for one in found if one.room == room}) for room, kind in ROOMS.items()}
    return Settings(**made, home=home, all=tuple(found), environ=environ, folder=folder), faults


def secrets_of(settings: Settings) -> list[str]:
    """The values that nobody is to see."""
    return [str(one.value) for one in settings.all if one.secret and one.value]


def again(settings: Settings) -> Settings:
    """The same settings as they are now: what the pages wrote in the home since then is in force."""
    return load(settings.environ, settings.folder)


def keep(settings: Settings, values: Mapping[str, str | int]) -> Settings:
    """Write values into the home's lontar.toml; the settings then. Raises WrongSetting, WrongUse, Unavailable."""
    known = {one.name: one for _, one in _declared()}
    kept = settings.home / FILE
    for name, value in values.items():
        typed(known[name], value, str(kept))
    settings_file.write(kept, values)
    return again(settings)


def _kept(file: Path) -> dict[str, Any]:
    """What the home's own file says; it cannot say where the home is."""
    found = _read(file, must=False)
    if "home" in found:
        raise WrongSetting(name=variable("home"), value=found["home"], where=str(file), must="set outside the home")
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


def _setting(
    room: str, one: Any, sources: Sequence[tuple[str, Mapping[str, Any]]], faults: list[LontarError]
) -> Setting:
    """One setting from the first source that names it; what is wrong with it is added to `faults`."""
    assert one.default is not MISSING
    chain = [*sources, ("default", {one.name: one.default})]
    source, value = next((source, names[one.name]) for source, names in chain if one.name in names)
    try:
        good = typed(one, value, source)
    except WrongSetting as fault:
        faults.append(fault)
        good = one.default
    help_, secret = one.metadata["help"], bool(one.metadata.get("secret"))
    return Setting(one.name, room, one.type, one.default, good, source, help_, secret)


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return variable(found[0])
