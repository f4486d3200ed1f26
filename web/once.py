"""A form sent twice acts once: a hidden token of each form, checked on the server.

    {{ once() }} in the form, and `@once` under `@route` on the view that answers with a redirect.

The second sending of the same values waits for the first and leads where the first led. A changed form is a new one.
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from schemas.errors import Conflict, Taken
from schemas.once import Once
from schemas.stored import now
from store.changes import Changes, Remove
from store.removal import removed
from web.current import house
from web.who import reader

FIELD = "once"
KEPT = timedelta(days=1)
WAIT = 10.0  # seconds for the first sending to end; then the second says it is still at work
NOT_VALUES = (FIELD, "csrf_token", "password", "key_password", "one_time_password")
"""Nothing of a password, the passphrase of a key or of a one-time code is stored, be it as part of a digest."""


def field() -> Markup:
    return Markup('<input type="hidden" name="once" value="{}">').format(secrets.token_urlsafe(16))


def fingerprint(token: str) -> str:
    who = reader()
    values = sorted((name, value) for name, value in request.form.items(multi=True) if name not in NOT_VALUES)
    said = repr((token, who.person if who else None, request.path, values))
    return hashlib.sha256(said.encode()).hexdigest()


def once(view: Callable[..., Any]) -> Callable[..., Any]:
    """Act on the first sending only. A view that fails or shows its form again leaves the token unused."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        token = request.form.get(FIELD)
        if not token:
            return view(**values)
        mark = Once(id=fingerprint(token))
        store = house().store
        try:
            store.commit(Changes.of(mark))
        except (Conflict, Taken):
            return first_answer(mark.id)
        try:
            answer = view(**values)
        except BaseException:
            forget(mark)
            raise
        if isinstance(answer, Response) and answer.location:
            mark.answer = answer.location
            store.commit(Changes.of(mark))
        else:
            forget(mark)
        sweep()
        return answer

    return guarded


def first_answer(id: str) -> Any:
    """Where the first sending led, once it is through. Raises Conflict when it is still at work."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        row = house().store.get(Once, id)
        if row is None:
            break
        if row.get("answer"):
            return redirect(row["answer"])
        time.sleep(0.05)
    raise Conflict(what=request.path)


def forget(mark: Once) -> None:
    house().store.commit(Changes(removes=(Remove(Once, mark.id, mark.version),)))


def sweep() -> None:
    for row in house().store.find(Once, {"at": {"$lt": now() - KEPT}}, sort=[("at", 1)], limit=20):
        removed(house().store, Once, row)
