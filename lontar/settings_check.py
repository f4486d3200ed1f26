"""What is wrong with settings that are each well-formed: what they name is not there, or they do not fit together.

Asked before anything is started (`lontar run`, `work`, `follow`, the web) and by `lontar settings --check`; all faults
at once. What an engine alone can say, as a wrong password, it says when it is opened.
"""

import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from ingest.engines import installed
from lontar import settings
from lontar.errors import WrongSetting
from lontar.settings import Settings
from lontar.settings_typed import variable, where_of
from office.mail import checked
from office.outward import LOOPBACK
from office.webhook import why_not as why_not_webhook
from schemas.errors import LontarError
from schemas.letter import CLASSES
from schemas.person import ROLES
from search.opening import why_not as why_not_index
from store.opening import why_not_originals, why_not_store
from work.opening import why_not as why_not_work

Fault = tuple[str, str]
"""The name of a setting, and what it must be."""
LANGUAGES = re.compile(r"[A-Za-z_/]+(\+[A-Za-z_/]+)*")


def demand(found: Settings) -> None:
    """Raises WrongSetting, or WrongSettings with all there are."""
    settings.demand(faults(found))


def faults(found: Settings) -> list[LontarError]:
    by_name = {one.name: one for one in found.all}
    said: list[LontarError] = []
    for check in CHECKS:
        for name, must in check(found):
            one = by_name[name]
            where = where_of(one.source) if one.source != "default" else "no place, so by default"
            said.append(WrongSetting(name=variable(name), value=one.shown, where=where, must=must))
    return said


def _engines(found: Settings) -> Iterator[Fault]:
    one = found.engines
    asked = {
        "store": why_not_store(one.store),
        "originals": why_not_originals(one.originals, one.store),
        "index": why_not_index(one.index),
        "work": why_not_work(one.work),
    }
    yield from ((name, must) for name, must in asked.items() if must)


def _home(found: Settings) -> Iterator[Fault]:
    """Root may write everywhere but on what is mounted to be read only; both are asked of the system."""
    if not found.engines.home:
        yield "home", "a folder"
        return
    there = next(one for one in (found.home, *found.home.parents) if one.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        yield "home", f"a folder that can be written to ({there} cannot)"


def _files(found: Settings) -> Iterator[Fault]:
    certificates, trust = found.search.index_ca, found.verify.trust
    if certificates and not _readable(Path(certificates)):
        yield "index_ca", "a file that can be read"
    if trust and not (Path(trust).is_dir() and os.access(trust, os.R_OK | os.X_OK)):
        yield "trust", "a folder that can be read"


def _readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _index(found: Settings) -> Iterator[Fault]:
    one = found.search
    if one.index_user and one.index_api_key:
        yield "index_api_key", "empty where LONTAR_INDEX_USER is set: one of them is enough"
    if one.index_password and not one.index_user:
        yield "index_user", "set where LONTAR_INDEX_PASSWORD is"


def _languages(found: Settings) -> Iterator[Fault]:
    """What comes by default may be lacking (it is told and read without); what somebody wrote is meant."""
    wanted = found.ingest.languages
    if not LANGUAGES.fullmatch(wanted):
        yield "languages", "names of Tesseract models joined by +, as ind+eng"
        return
    if next(one for one in found.all if one.name == "languages").source == "default":
        return
    if absent := [one for one in wanted.split("+") if one not in (here := installed(found.ingest))]:
        yield "languages", f"among the models installed here ({', '.join(sorted(here))}); not {', '.join(absent)}"


def _addresses(found: Settings) -> Iterator[Fault]:
    web, signing = found.web, found.signatures
    if web.public_url and not _is_site(web.public_url):
        yield "public_url", "http:// or https:// with a host and nothing behind it, as https://surat.example.go.id"
    if not _resolves(web.host):
        yield "host", "an address or a name of this machine"
    for name, address in (("tsa_address", signing.tsa_address), ("bsre_address", signing.bsre_address)):
        if address and not _is_address(address):
            yield name, "http:// or https:// with a host"
    if signing.bsre_address and _is_address(signing.bsre_address):
        parts = urlsplit(signing.bsre_address)
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            yield "bsre_address", "https:// (http:// on this machine alone): it is sent passphrases"


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        fit = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is never closed
        return None
    return parts if fit and not re.search(r"\s", address) else None


def _is_address(address: str) -> bool:
    return _parts(address) is not None


def _is_site(address: str) -> bool:
    parts = _parts(address)
    return parts is not None and not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)


def _resolves(host: str) -> bool:
    try:
        return bool(host) and bool(socket.getaddrinfo(host, None, flags=socket.AI_PASSIVE))
    except (OSError, UnicodeError):
        return False


def _signing(found: Settings) -> Iterator[Fault]:
    one = found.signatures
    if one.sign_with == "bsre":
        for name in ("bsre_address", "bsre_user"):
            if not getattr(one, name):
                yield name, "set where LONTAR_SIGN_WITH is bsre"
    if one.sign_level != "B-B" and not one.tsa_address:
        yield "tsa_address", f"set where LONTAR_SIGN_LEVEL is {one.sign_level}"


def _mail(found: Settings) -> Iterator[Fault]:
    """Half of it is a fault: an office that set a server means mail to go out."""
    one = found.office
    if one.smtp_host or one.mail_from:
        try:
            checked(one)
        except LontarError as error:
            why = error.sentence % error.params
            yield str(error.params.get("field", "smtp_host")), f"such that mail can go out ({why})"
    classes = {one.strip().upper() for one in found.outside.mail_classes.split(",")}
    if not classes <= set(CLASSES):
        yield "mail_classes", "security classes joined by commas: " + ", ".join(CLASSES)


def _accounts(found: Settings) -> Iterator[Fault]:
    if not found.accounts.with_second_factor <= set(ROLES):
        yield "second_factor_roles", "roles joined by commas: " + ", ".join(ROLES)


def _webhook(found: Settings) -> Iterator[Fault]:
    yield from why_not_webhook(found.webhook).items()


CHECKS: tuple[Callable[[Settings], Iterator[Fault]], ...] = (
    _home, _engines, _files, _index, _languages, _addresses, _signing, _mail, _accounts, _webhook,
)  # fmt: skip
