"""Every route declares who may use it; nothing answers without a declaration.

`route` puts the check in front of the view and remembers the declaration, from which the OpenAPI document and the
test that asks every route as an outsider are made.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask_babel import gettext as _

from lontar import looks
from lontar.letters import missing
from office.access import Reader, demand
from office.personal_tokens import demand_scope
from schemas.errors import LontarError, NotFound
from schemas.letter import Letter
from schemas.stored import Stored
from web import lock
from web.current import house, wants_json
from web.kept import form as kept
from web.who import reader, token

View = TypeVar("View", bound=Callable[..., Any])

SAFE = ("GET", "HEAD")
SIGNED_IN = "signed-in"
"""The action of pages that every account may use; what they show is narrowed by the person's keys."""


class SignInNeeded(LontarError):
    code, title, status = "sign-in-needed", "Sign in", 401
    sentence = "Sign in to go on."
    advice = ""


@dataclass(frozen=True)
class Takes:
    """One value that a route takes, for the description of the API; `place`: query, header or body (a member of it);
    `shape`: JSON Schema."""

    name: str
    help: str
    shape: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    required: bool = False
    place: str = "query"


@dataclass(frozen=True)
class Declared:
    """What a route says of itself. `gives`: the name of its answer's shape (web/api/shapes.py); else `kind` is the
    media type of its answer, none where that has no body. `sends`: the media type of a body that is no JSON."""

    rule: str
    endpoint: str
    methods: tuple[str, ...]
    action: str | None
    public: str | None
    of: type[Stored] | None
    summary: str
    takes: tuple[Takes, ...] = ()
    gives: str | None = None
    kind: str = ""
    sends: str = ""
    done: int = 200


declared: dict[str, list[Declared]] = {}
"""Declarations by endpoint; a fact of the code, the same in every app of the process."""


def declare_public(endpoint: str, reason: str) -> None:
    """For endpoints of a library: open to everybody, because of `reason`."""
    declared[endpoint] = [Declared("", endpoint, (), None, reason, None, reason)]


def route(
    place: Blueprint | Flask,
    rule: str,
    *,
    action: str | None = None,
    public: str | None = None,
    of: type[Stored] | None = None,
    methods: Sequence[str] = ("GET",),
    locked: bool = False,
    summary: str = "",
    takes: Sequence[Takes] = (),
    gives: str | None = None,
    kind: str = "",
    sends: str = "",
    done: int = 200,
) -> Callable[[View], View]:
    """Register a view under `rule` for those who may do `action`, or for everybody when `public` says why.

    With `of`, the document whose id is the rule's <id> is loaded, demanded and given to the view as `thing`. What
    describes the API besides: Declared; `done` is the status of an answer that went well.
    """
    if (action is None) == (public is None):
        raise TypeError(f"{rule} must declare either its action or why it is public")

    def register(view: View) -> View:
        name = view.__name__
        endpoint = f"{place.name}.{name}" if isinstance(place, Blueprint) else name

        @wraps(view)
        def guarded(**values: Any) -> Any:
            if action is not None:
                who = reader()
                if who is None:
                    return sign_in_first()
                values = _admitted(who, action, of, values)
            with lock.rendering if locked else nullcontext():
                return view(**values)

        place.add_url_rule(rule, endpoint=name, view_func=guarded, methods=list(methods))
        said = Declared(
            rule, endpoint, tuple(methods), action, public, of, summary, tuple(takes), gives, kind, sends, done
        )
        declared.setdefault(endpoint, []).append(said)
        return view

    return register


def _admitted(who: Reader, action: str, of: type[Stored] | None, values: dict[str, Any]) -> dict[str, Any]:
    """What the view gets of the values in the address. Raises NotFound, Forbidden, OutOfScope."""
    if (shown := token()) is not None:
        demand_scope(shown, action, request.method in SAFE)
    if of is None:
        if action != SIGNED_IN:
            demand(who, action)
        return values
    thing = house().store.get(of, values["id"])
    if thing is None:
        raise missing(house(), who, values["id"]) if of is Letter else NotFound(what=of.__name__)
    demand(who, action, thing, what=of.__name__)
    if of is Letter:
        looks.looked(house(), who, thing, _way(), "api" if request.blueprint == "api" else "page")
    return {name: value for name, value in values.items() if name != "id"} | {"thing": thing}


def _way() -> str:
    """By which way a letter is looked at: files, pictures and texts by what their views are called."""
    name = (request.endpoint or "").rpartition(".")[2]
    if request.method not in SAFE:
        return "act"
    if name.startswith(("copy_", "original", "evidence", "export")):
        return "download"
    return "image" if "image" in name else "text" if name in ("text", "words") else "page"


def sign_in_first() -> Any:
    """The sign-in page, which leads back, or to the form that was sent; a machine gets the sentence."""
    if wants_json():
        raise SignInNeeded
    if request.method in SAFE:
        return redirect(_sign_in(request.full_path.rstrip("?")))
    if not kept.keep():
        return redirect(_sign_in(kept.typed_at()), 303)
    flash(_("You were signed out. Sign in and send what you typed: it is kept for 30 minutes."), "info")
    return redirect(_sign_in(kept.ADDRESS), 303)


def _sign_in(back: str) -> str:
    return f"{url_for('security.login')}?{urlencode({'next': back})}" if back != "/" else url_for("security.login")


def needs_sign_in(endpoint: str | None) -> bool:
    """Whether nobody who is signed out gets anywhere there."""
    return any(one.action is not None for one in declared.get(endpoint or "", ()))
