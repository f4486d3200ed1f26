"""The Flask application over a house."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Flask, Request, request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from schemas.times import in_json
from web import appearance, assets, chrome, content, errors, headers, rates, timeout, vocabularies
from web.accounts import second, security, sso, tokens
from web.accounts.views import place as account
from web.admin import words as admin_words
from web.admin.views import place as admin
from web.health import logged, metrics, requests
from web.i18n import language, words
from web.kept.views import place as kept
from web.setup import gate
from web.setup.views import place as setup
from web.verifying.place import bound

if TYPE_CHECKING:
    from lontar.wiring import House

BLUEPRINTS: tuple[Blueprint, ...] = (
    account, second.place, tokens.place, sso.place, appearance.place, admin, setup, kept, metrics.place,
    *content.BLUEPRINTS,
)  # fmt: skip
FORM_BYTES = 2 * 1024 * 1024  # text of one form; files are streamed and have their own limit


class OurRequest(Request):
    """Spools uploaded files of a plain form to disk, and takes at most FORM_BYTES of text."""

    max_form_memory_size = FORM_BYTES
    max_form_parts = 2000

    def bound(self) -> None:
        """The library bounds the text of forms with files only; a plain one is held in memory as a whole."""
        if self.mimetype == "application/x-www-form-urlencoded":
            self.max_content_length = FORM_BYTES


def create_app(house: "House", *, testing: bool = False) -> Flask:
    """One app a process. `testing` adds the made-up language that shows strings missing from the catalogue."""
    app = Flask("web", root_path=str(Path(__file__).parent), static_folder=None)
    app.request_class = OurRequest
    app.testing = testing
    settings = house.settings.web
    app.extensions["lontar"] = house
    app.extensions["lontar.web"] = settings
    app.config["MAX_CONTENT_LENGTH"] = settings.body_bytes
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(lambda: cast(OurRequest, request).bound())
    app.before_request(lambda: bound(request))
    app.before_request(second.code_first)
    security.install(app, settings, house.settings.home, house.settings.accounts.password_length)
    sso.install(app)
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # after the accounts, whose library brings its own
    app.json.default = in_json  # type: ignore[attr-defined]
    language.install(app)
    words.install_filters(app)
    assets.install(app)
    chrome.install(app)
    errors.install(app)
    headers.install(app)
    gate.install(app)
    vocabularies.install(app)
    admin_words.install(app)
    for place in BLUEPRINTS:
        app.register_blueprint(place)
    requests.install(app, house.settings.home)
    rates.install(app, house.settings.home)
    logged.install(app)
    app.wsgi_app = timeout.Patience(app.wsgi_app, settings.upload_seconds)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app
