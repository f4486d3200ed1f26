"""Static files: Bootstrap from its wheel, our own style and modules, and a sprite of the icons we use.

Everything is read, compressed and hashed once when the app starts; the hash is part of the address, so browsers
keep a file for ever and still see a new one at once. Relative imports between modules stay inside one hash.
"""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Flask, Response, request

from schemas.errors import NotFound
from web.access import route

HERE = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
ICONS = HERE / "icons.txt"
SYMBOL = re.compile(r'<symbol\b[^>]*\bid="([^"]+)"[^>]*>.*?</symbol>', re.DOTALL)
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True)
class Asset:
    body: bytes
    packed: bytes
    kind: str


def icon_names() -> list[str]:
    """The icons that pages use: one name a line in static/icons.txt."""
    return ICONS.read_text(encoding="utf-8").split()


def sprite(names: list[str]) -> bytes:
    """A sprite of `names` out of the wheel's 1.1 MB. Raises KeyError for a name that Bootstrap Icons lacks."""
    whole = (files("flask_bootstrap") / "static/bootstrap5/icons/bootstrap-icons.svg").read_text(encoding="utf-8")
    found = {match[1]: match[0] for match in SYMBOL.finditer(whole)}
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(found[name] for name in names)}</svg>'.encode()


def bodies() -> dict[str, bytes]:
    """Every static file by name."""
    wheel = files("flask_bootstrap") / "static/bootstrap5"
    found = {path.name: path.read_bytes() for path in sorted(HERE.iterdir()) if path.suffix in (".css", ".js", ".svg")}
    bootstrap = (wheel / "css/bootstrap.min.css").read_bytes()
    found["bootstrap.css"] = re.sub(rb"/\*# sourceMappingURL=.*?\*/", b"", bootstrap)
    found["icons.svg"] = sprite(icon_names())
    return found


class Assets:
    """The static files of one process; `build` is the hash of them all."""

    def __init__(self) -> None:
        found = bodies()
        self.files = {
            name: Asset(body, gzip.compress(body, 9, mtime=0), mimetypes.guess_type(name)[0] or "text/plain")
            for name, body in found.items()
        }
        self.build = hashlib.sha256(b"".join(found[name] for name in sorted(found))).hexdigest()[:12]

    def address(self, name: str) -> str:
        """The address of a static file. Raises KeyError for one that does not exist."""
        assert self.files[name]
        return f"/static/{self.build}/{name}"

    def answer(self, build: str, name: str) -> Response:
        asset = self.files.get(name)
        if asset is None:
            raise NotFound(what=name)
        packed = request.accept_encodings["gzip"] > 0
        response = Response(asset.packed if packed else asset.body, mimetype=asset.kind)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        # A page of an older build may still ask: it gets today's file, but must not keep it.
        response.headers["Cache-Control"] = FOR_EVER if build == self.build else "no-cache"
        return response


place = Blueprint("assets", __name__)


@route(place, "/static/<build>/<name>", public="styles and scripts hold nothing secret")
def static_file(build: str, name: str) -> Response:
    return the_assets.answer(build, name)


@route(place, "/favicon.ico", public="browsers ask for it")
def favicon() -> Response:
    return the_assets.answer(the_assets.build, "mark.svg")


the_assets = Assets()


def install(app: Flask) -> None:
    app.register_blueprint(place)
    app.jinja_env.globals["asset"] = the_assets.address
