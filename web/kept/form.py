"""A form that comes in signed out is kept for the person who typed it, and for nobody else.

Each form of a signed-in person carries their signed id. Only with it is a form kept, so that neither a stranger nor
another site can lay words into somebody's mouth or fill the store: it holds one form for each person.
"""

from datetime import timedelta
from typing import cast
from urllib.parse import urlsplit

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from markupsafe import Markup

from schemas.errors import Conflict, Taken
from schemas.kept_form import KeptForm
from schemas.stored import now
from store.changes import Changes
from store.contract import Row
from store.removal import removed
from web.current import house
from web.local import local_path
from web.who import person

ADDRESS = "/kept"
FIELD, CSRF = "typed_by", "csrf_token"
KEPT = timedelta(minutes=30)
SWEEP = 20


def field() -> Markup:
    """The hidden field that says whose form it is; nothing while signed out."""
    row = person()
    if row is None:
        return Markup("")
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, _signer().dumps(str(row["_id"])))


def typed_by() -> str | None:
    """Who was given the form that this request sends."""
    try:
        return str(_signer().loads(request.form.get(FIELD, "")))
    except BadSignature:
        return None


def is_secret(name: str) -> bool:
    """Of a field: every one for a password has the word in its name (tests/web/test_kept.py looks at them all)."""
    return "password" in name


def keep() -> bool:
    """Keep what this request sends; False for a form that is nobody's, or that brought files: they are not kept."""
    writer = typed_by()
    if writer is None or brings_files():
        return False
    store = house().store
    _sweep()
    held = store.get(KeptForm, writer)
    version = held["version"] if held else 0
    kept = KeptForm(id=writer, version=version, address=address(), page=typed_at(), values=values())
    try:
        store.commit(Changes.of(kept))
    except (Conflict, Taken):
        return keep()  # they sent another one at the same moment: the last one stands
    return True


def brings_files() -> bool:
    """Whether this request sends files; a form that could and does not has a part without a name for them."""
    return any(file.filename for file in request.files.values())


def values() -> list[tuple[str, str]]:
    """Name and value of all that this request sends, but for secrets and what only proves where it comes from."""
    return [(name, value) for name, value in request.form.items(multi=True) if _is_value(name)]


def address() -> str:
    return request.full_path.rstrip("?")


def typed_at() -> str:
    """The page of ours that the form was on."""
    before = urlsplit(request.referrer or "")
    own = before.netloc == request.host
    return local_path(before.path + (f"?{before.query}" if before.query else "")) if own else "/"


def kept() -> Row | None:
    """The form of who is signed in now, while it is kept."""
    row = person()
    found = house().store.get(KeptForm, str(row["_id"])) if row else None
    return found if found and found["at"] > now() - KEPT else None


def drop(form: Row) -> None:
    """Nothing is done where it was dropped, or another one kept, at the same moment."""
    removed(house().store, KeptForm, form)


def _is_value(name: str) -> bool:
    return name not in (FIELD, CSRF) and not is_secret(name)


def _sweep() -> None:
    for row in house().store.find(KeptForm, {"at": {"$lt": now() - KEPT}}, sort=[("at", 1)], limit=SWEEP):
        drop(row)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(cast(str, current_app.secret_key), salt="typed-by")
