"""A log line for each request, and the id under which everything that it did is found in the log.

The line says the route, never the address: an address may hold a token, what somebody searched for, a name.
"""

import logging
import re
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, g, request
from werkzeug.wrappers import Response

from lontar.logs import Clock, about

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER, IN_ENVIRON = "X-Request-ID", "lontar.request"
GIVEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
"""An id that a proxy or a program gave: long enough to be one, and nothing that could forge a line or a header."""
LETTER = re.compile(r"/letters/<(?:[a-z]+:)?(?P<name>id|letter)>")
QUIET = ("health", "metrics", "assets")
"""Rooms that are asked all day, or of which one page asks ten times: said only when they fail."""
log = logging.getLogger("lontar.web")


class Named:
    """The WSGI application with an id for each request: the one given, where it is fit to be one, or a new one."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        given = str(environ.get("HTTP_X_REQUEST_ID", ""))
        id = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        environ[IN_ENVIRON] = id
        with about(request=id):
            return self._app(environ, start_response)


def install(app: Flask) -> None:
    """Call it when all that may answer a request instead of its view is there."""
    app.wsgi_app = Named(app.wsgi_app)  # type: ignore[method-assign]

    @app.before_request
    def begin() -> None:
        g.clock = Clock()

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = request.environ[IN_ENVIRON]
        told = request.blueprint not in QUIET or response.status_code >= 500
        if told and log.isEnabledFor(logging.INFO):
            rule = request.url_rule.rule if request.url_rule else "none"
            said = _said(rule, response.status_code)
            log.info("%s %s %s", request.method, rule, response.status_code, extra={"said": said})
        return response


def _said(rule: str, status: int) -> dict[str, Any]:
    found: dict[str, Any] = {"event": "request", "method": request.method, "route": rule, "status": status}
    if "clock" in g:  # a request that was turned away before took next to no time
        found["seconds"] = g.clock.seconds
    if (named := LETTER.search(rule)) and request.view_args:
        found["letter"] = request.view_args[named["name"]]
    if (asks := g.get("principal")) is not None:
        found["person"] = asks.reader.person
    return found
