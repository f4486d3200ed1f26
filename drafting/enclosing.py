"""The files that go with a draft: one more, one less, in another order. An initial approves them too, so each of these
takes the initials back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from drafting.drafting import asked_anew, by_another, demand_state
from drafting.written import named
from office.actor import Actor
from schemas.draft import WRITABLE, Draft, Enclosure
from schemas.errors import NotFound, WrongUse
from store.changes import Changes

LEFT_OUT = "enclosure-removed"


def enclosed(draft: Draft, actor: Actor, file: Enclosure, at: datetime, place: int | None = None) -> Changes:
    """A file more, the last one or as number `place`; no changes where the draft has it already. Raises
    DraftElsewhere."""
    demand_state(draft, *WRITABLE)
    if any(one.sha256 == file.sha256 for one in draft.enclosures):
        return Changes()
    files = list(draft.enclosures)
    files.insert(len(files) if place is None else place - 1, file)
    draft.former = [one for one in draft.former if one != file.sha256]
    return _changed(draft, actor, files, at, "enclosed", after={"name": file.name, "sha256": file.sha256})


def left_out(draft: Draft, actor: Actor, sha256: str, at: datetime) -> Changes:
    """A file less; the event holds it, for going back. Raises DraftElsewhere, NotFound."""
    demand_state(draft, *WRITABLE)
    place, file = _found(draft, sha256)
    files = [one for one in draft.enclosures if one is not file]
    draft.former = [*draft.former, sha256]
    return _changed(draft, actor, files, at, LEFT_OUT, before={"place": place, "file": dict(file.to_mongo())})


def moved(draft: Draft, actor: Actor, sha256: str, to: int, at: datetime) -> Changes:
    """A file as number `to` of them; no changes where it is. Raises DraftElsewhere, NotFound, WrongUse."""
    demand_state(draft, *WRITABLE)
    place, file = _found(draft, sha256)
    if not 1 <= to <= len(draft.enclosures):
        raise WrongUse(what=f"Place {to}", why="there are fewer enclosures", field="to")
    if place == to:
        return Changes()
    files = [one for one in draft.enclosures if one is not file]
    files.insert(to - 1, file)
    return _changed(draft, actor, files, at, "enclosure-moved", before={"place": place}, after={"place": to})


def _found(draft: Draft, sha256: str) -> tuple[int, Enclosure]:
    for place, one in enumerate(draft.enclosures, 1):
        if one.sha256 == sha256:
            return place, one
    raise NotFound(what="Enclosure")


def _changed(
    draft: Draft, actor: Actor, files: list[Enclosure], at: datetime, verb: str, **values: Mapping[str, Any]
) -> Changes:
    changes = by_another(draft, actor)
    draft.enclosures = files
    after = {**values.get("after", {}), "files": named(draft), **asked_anew(draft, actor, at)}
    event = actor.happened(f"draft.{verb}", draft.id, **values | {"after": after})
    return Changes.of(draft, events=[event]) + changes
