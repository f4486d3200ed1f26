"""Versions of a draft: what it said once, and how two of them differ."""

from datetime import datetime

from drafting.written import fingerprint, named, plain
from schemas.draft import Draft
from schemas.draft_version import DraftVersion
from schemas.stored import derived_id
from store.changes import Changes


def kept(draft: Draft, kind: str, by: str, at: datetime) -> Changes:
    """What a draft says now, as its next version; the draft, which counts them, is to be put beside it."""
    draft.versions += 1
    version = DraftVersion(
        id=derived_id(draft.id, f"version {draft.versions}"),
        draft=draft.id,
        no=draft.versions,
        kind=kind,
        content=plain(draft.content),
        enclosures=named(draft),
        signer=draft.signer,
        classification_code=draft.classification_code,
        initials=[one.position for one in draft.initials],
        sha256=fingerprint(draft),
        revision=draft.revision,
        by=by,
        at=at,
    )
    return Changes.of(version)
