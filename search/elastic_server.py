"""Elasticsearch as we speak to it. This file alone imports the library: a request goes in, an answer or one of our
errors comes out."""

import json
import re
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, SSLError, TransportError
from elasticsearch import UnsupportedProductError as NoElasticsearch

from schemas.errors import LontarError, WrongUse
from search.elastic_silence import Silence, Silent
from search.errors import (
    IndexAway,
    IndexDrifted,
    IndexFull,
    IndexGone,
    IndexHurried,
    IndexLacks,
    IndexRefused,
    IndexTooOld,
    IndexUntrusted,
)
from search.settings import Settings

LEAST = (8, 19)
"""The oldest version that is spoken to: the client's own, which newer servers understand too."""
GONE = {
    "index_not_found_exception", "no_shard_available_action_exception", "shard_not_found_exception",
    "alias_not_found_exception", "aliases_not_found_exception", "index_closed_exception",
}  # fmt: skip
OTHER_LAYOUT = {"strict_dynamic_mapping_exception", "document_parsing_exception", "mapper_parsing_exception"}


@dataclass(frozen=True)
class Answer:
    """`body`: what came back as JSON; empty when nothing did."""

    status: int
    body: Any


class Server:
    """One server, or a balancer in front of several. Threads may share it; nothing is sent before it is asked."""

    def __init__(self, url: str, settings: Settings) -> None:
        self.url, self.seconds = url, settings.index_seconds
        self._silence = Silence(ConnectionTimeout, self.seconds)
        login = (settings.index_user, settings.index_password) if settings.index_user else None
        options: dict[str, Any] = {"basic_auth": login, "api_key": settings.index_api_key or None}
        if url.startswith("https:"):
            options["ssl_context"] = _trusted(settings.index_ca)
        self._client = Elasticsearch(url, request_timeout=settings.index_seconds, max_retries=0, **options)

    def ask(self, method: str, path: str, body: Any = None, **params: Any) -> Any:
        """The body of the answer. Raises our errors."""
        return self.answer(method, path, body, **params).body

    def answer(
        self, method: str, path: str, body: Any = None, *, ok: Collection[int | str] = (), **params: Any
    ) -> Answer:
        """The answer; those whose status or kind is in `ok` are no errors. A body that is a list is sent as lines."""
        kind = "application/x-ndjson" if isinstance(body, list) else "application/json"
        headers = {"accept": "application/json"} | ({"content-type": kind} if body is not None else {})
        try:
            with self._silence.turn():
                found = self._client.perform_request(method, path, params=params or None, headers=headers, body=body)
            return Answer(found.meta.status, found.body)
        except NoElasticsearch as error:
            raise IndexAway(url=self.url, why="what answers there is no Elasticsearch") from error
        except ApiError as error:
            if error.status_code in ok or not _reason(error.body)[0].isdisjoint(ok):
                return Answer(error.status_code, error.body)
            raise fault(self.url, error.status_code, error.body) from error
        except (ConnectionTimeout, Silent) as error:
            raise IndexAway(url=self.url, why=f"no answer within {self.seconds:g} s, LONTAR_INDEX_SECONDS") from error
        except SSLError as error:
            raise _of_tls(self.url, _plain(error)) from error
        except TransportError as error:
            raise IndexAway(url=self.url, why=_plain(error)) from error

    def check_version(self) -> None:
        """Raises IndexTooOld, and what `ask` raises."""
        version = str(self.ask("GET", "/")["version"]["number"])
        if tuple(int(part) for part in version.split(".")[:2]) < LEAST:
            raise IndexTooOld(url=self.url, version=version, least=".".join(map(str, LEAST)))

    def close(self) -> None:
        self._client.close()


def _trusted(file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=file or None)
    except OSError as error:
        raise WrongUse(what=f"LONTAR_INDEX_CA={file}", why=f"no certificates can be read there ({error})") from error


def line(value: Any) -> bytes:
    """A line of a body."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def fault(url: str, status: int, body: Any) -> LontarError:
    """What an answer or an item of it means."""
    kinds, why = _reason(body)
    closed = "cluster_block_exception" in kinds
    found: dict[type[LontarError], bool] = {
        IndexGone: bool(kinds & GONE),
        IndexFull: closed,
        IndexRefused: status in (401, 403),
        IndexHurried: status == 429,
        IndexDrifted: bool(kinds & OTHER_LAYOUT),
        IndexLacks: status in (400, 500) and bool(kinds),
        IndexAway: True,
    }
    kind = next(kind for kind, so in found.items() if so)
    return kind(url=url, why=why or f"HTTP {status}")


def _reason(body: Any) -> tuple[set[str], str]:
    """The kinds of fault that an answer names, and its sentence of the innermost."""
    error = body.get("error", body) if isinstance(body, Mapping) else {}
    if not isinstance(error, Mapping):
        return set(), str(error)
    inner, roots = [error], list(error.get("root_cause", ()))
    while isinstance(inner[-1].get("caused_by"), Mapping):
        inner.append(inner[-1]["caused_by"])
    kinds = {str(one["type"]) for one in (*roots, *inner) if one.get("type")}
    said = [str(one["reason"]) for one in (inner if len(inner) > 1 else [*inner, *roots]) if one.get("reason")]
    return kinds, said[-1] if said else ", ".join(sorted(kinds))


def _of_tls(url: str, why: str) -> LontarError:
    """What it means that no safe connection came about."""
    if "CERTIFICATE_VERIFY_FAILED" in why:
        return IndexUntrusted(url=url, why=re.sub(r"^.*verify failed: |[.]? \(_ssl.*$", "", why))
    return IndexAway(url=url, why="it does not speak TLS, as https: in the address wants")


def _plain(error: TransportError) -> str:
    """What went wrong with the connection, without the objects of libraries that its message begins with or is."""
    if "Connection aborted" in str(error.message):
        return "it ended the connection, as a server does that wants https: in the address"
    said = re.sub(r"^\w+\(.*?\): ", "", str(error.message))
    inner = re.search(r"\w+\((?:\d+, )?'([^']+)'\)\)$", said)
    return inner[1] if inner else said
