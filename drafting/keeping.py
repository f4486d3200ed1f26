"""Changing a template of the office: the file and the event that tells of it. The event holds both texts, for
undoing."""

from drafting.shelf import Templates
from drafting.trying import tried
from schemas.errors import NotFound
from store.changes import Changes, Happened
from store.contract import Store

VERB = "template.changed"


def take(
    store: Store, templates: Templates, name: str, content: bytes | None, actor: str, *, operator: str | None = None
) -> int:
    """Make `content` the office's own template of this name, None to take it away; the sequence number of the event.

    Raises NotFound, FaultyTemplate, TemplateStopped, NoFont, DiskFull, Unavailable; then nothing was changed."""
    before = templates.own(name)
    if content is None and before is None:
        raise NotFound(what=f"Template {name}")
    if content is not None:
        tried(name, content)
    templates.put(name, content)
    said = [{"file": side.decode()} if side is not None else {} for side in (before, content)]
    event = Happened(VERB, f"templates/{name}", actor, operator=operator, before=said[0], after=said[1])
    try:
        return store.commit(Changes(events=(event,))).sequence
    except BaseException:
        templates.put(name, before)
        raise
