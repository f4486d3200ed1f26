"""Lessons applied to a letter under the same letterhead: what they find, where the plain rules found nothing or are
known to be wrong."""

from collections.abc import Iterable, Mapping, Sequence

from ingest.fields.found import field_of
from ingest.fields.lines import Sheet
from ingest.lessons.example import is_meant, is_right
from ingest.lessons.learn import Lesson
from ingest.lessons.views import Views, views_of
from schemas.letter import FieldValue


def applied(
    lessons: Iterable[Lesson], sheets: Sequence[Sheet], found: Mapping[str, FieldValue]
) -> dict[str, FieldValue]:
    """The fields of a letter; a value that a lesson gave says of how many letters it was `learned`."""
    fields, taken, views = dict(found), set[str](), views_of(sheets)
    for one in lessons:
        name, read = one.rule.name, found.get(one.rule.name)
        if name in taken or not (one.fills if read is None else one.corrects):
            continue
        value = _value(one, views)
        if one.rule.way == "never":
            fields.pop(name, None)
        elif value is None:
            continue
        elif read is None or not _is_same(one, value, read):
            fields[name] = value
        taken.add(name)
    return fields


def _is_same(one: Lesson, value: FieldValue, read: FieldValue) -> bool:
    """Whether the plain rules found it too; what was read otherwise at its place stays as it was read."""
    same = is_right if one.rule.way == "always" else is_meant
    return same(one.rule.name, value.value, read.value)


def _value(one: Lesson, views: Views) -> FieldValue | None:
    found = one.rule.found(views, one.share)
    if found is None:
        return None
    always = one.rule.way == "always"
    certain = FieldValue(value=found.value, confidence=round(100 * one.share, 1), file=found.sheet.file)
    value = certain if always else field_of(found)
    if value is not None:
        value.learned = one.right
    return value
