"""What somebody chose between their text and the one that stands: for a field as a whole (`take-FIELD`), or for each
paragraph in which they differ (`part-FIELD-ID`)."""

from collections.abc import Mapping

from drafting.paragraphs import parts, together
from drafting.refused import DraftChanged
from lontar.drafting.acts import named
from lontar.drafting.typesetting import template_of
from store.contract import Row
from web.current import house

THEIRS, PARTS = "theirs", "parts"


def take(name: str) -> str:
    """The box of the choice for a field."""
    return f"take-{name}"


def part(name: str, id: str) -> str:
    """The box of the choice for a paragraph."""
    return f"part-{name}-{id}"


def kept(form: Mapping[str, str]) -> set[str]:
    """The names of what is to stay as it stands."""
    return {
        name.removeprefix(take("")) for name, value in form.items() if name.startswith(take("")) and value == THEIRS
    }


def put_together(draft: Row, content: dict[str, object], form: Mapping[str, str]) -> dict[str, object]:
    """The content with those fields put together of which paragraphs were chosen. Raises DraftChanged where one that
    was chosen is not there any more, as when it was written over in the box after that: both are shown anew."""
    standing, found = draft.get("content") or {}, dict(content)
    for field in template_of(house(), draft["template"]).fields:
        if field.kind == "text" and form.get(take(field.name)) == PARTS:
            before, typed = str(standing.get(field.name) or ""), str(content.get(field.name) or "")
            wanted = {name for name, value in form.items() if name.startswith(part(field.name, "")) and value == THEIRS}
            ids = {part(field.name, one.id): one.id for one in parts(before, typed)}
            if not wanted <= ids.keys():
                raise named(house(), DraftChanged(by=draft["changed_by"]))
            found[field.name] = together(before, typed, {ids[name] for name in wanted})
    return found
