"""A draft begun and written: what each act comes to, decided over the draft as it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from drafting import versions
from drafting.refused import DraftChanged, DraftElsewhere
from drafting.rights import grants_of
from drafting.written import demand_written, put, written_of
from office.actor import Actor
from schemas.draft import WRITABLE, Draft
from store.changes import Changes


def begun(draft: Draft, actor: Actor, values: Mapping[str, Any], at: datetime) -> Changes:
    """A new draft with what is known of it. Raises WrongUse, TooManyInitials."""
    demand_written(values)
    put(draft, values)
    draft.made_by = draft.changed_by = actor.reader.person
    draft.made_at = draft.changed_at = at
    draft.grants = grants_of(draft)
    said = {"unit": draft.unit, "template": draft.template, "answers": draft.answers}
    return Changes.of(draft, events=[actor.happened("draft.made", draft.id, after=said)])


def changed(draft: Draft, actor: Actor, values: Mapping[str, Any], base: int, at: datetime) -> Changes:
    """Other values in a draft; no changes where nothing is different. What another person wrote last is kept as a
    version first. Initials that were given are taken back, since they were for another text.

    `base`: the revision that the writer saw. Raises WrongUse, TooManyInitials, DraftElsewhere, and DraftChanged where
    another revision stands."""
    demand_written(values)
    demand_state(draft, *WRITABLE)
    before = written_of(draft)
    other = Draft.unpacked(dict(draft.to_mongo()))
    put(other, values)
    if (after := written_of(other)) == before:
        return Changes()
    if base != draft.revision:
        raise DraftChanged(what="This draft", by=draft.changed_by)
    changes = by_another(draft, actor)
    put(draft, values)
    draft.revision += 1
    draft.grants = grants_of(draft)
    asked = asked_anew(draft, actor, at)
    differing = [name for name in after if after[name] != before[name]]
    event = actor.happened(
        "draft.changed",
        draft.id,
        before={name: before[name] for name in differing},
        after={name: after[name] for name in differing} | asked,
    )
    return Changes.of(draft, events=[event]) + changes


def by_another(draft: Draft, actor: Actor) -> Changes:
    """What another person wrote last, kept as a version before this one writes."""
    if draft.changed_by == actor.reader.person:
        return Changes()
    return versions.kept(draft, "before", draft.changed_by, draft.changed_at)


def asked_anew(draft: Draft, actor: Actor, at: datetime) -> dict[str, str]:
    """A draft changed by somebody: its initials were for what it said before. For the event: `waits`, where it waits
    for another than it did."""
    waited = draft.waits
    none_given(draft)
    draft.changed_by, draft.changed_at = actor.reader.person, at
    turned(draft)
    return {"waits": draft.waits} if draft.waits != waited else {}


def set_aside(draft: Draft, actor: Actor, values: Mapping[str, Any], at: datetime) -> Changes:
    """What somebody wrote over a text that had changed meanwhile, kept beside it as a version: the draft is as it
    was."""
    other = Draft.unpacked(dict(draft.to_mongo()))
    put(other, values)
    changes = versions.kept(other, "aside", actor.reader.person, at)
    draft.versions = other.versions
    event = actor.happened("draft.set-aside", draft.id, after={"version": draft.versions})
    return Changes.of(draft, events=[event]) + changes


def demand_state(draft: Draft, *states: str) -> None:
    """Raises DraftElsewhere."""
    if draft.state not in states:
        raise DraftElsewhere(state=draft.state)


def none_given(draft: Draft) -> None:
    for one in draft.initials:
        one.by = one.at = one.content = None


def turned(draft: Draft) -> None:
    """`waits` as the draft stands: for the first initial that is missing, or for the signer of what is typeset."""
    if draft.state == "initialling":
        draft.waits = next((one.position for one in draft.initials if not one.by), None)
    elif draft.state == "frozen" and draft.frozen_sha256:
        draft.waits = draft.signer
    else:
        draft.waits = None
