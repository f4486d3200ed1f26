"""What a form may be given after a signature: fields with signatures, as they are, and nothing that makes a page look
or act otherwise.

pyHanko allows any new field of the kind of signatures, whatever it shows: one that nobody signed, or that a public
time server stamped, could so lie over the page with another text.

Source: Rohlmann and others, "Breaking the Specification: PDF Certification" (2021), on evil annotations and sneaky
signatures."""

from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import FormUpdatingRule, ModificationLevel, SuspiciousModification
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonContext, FieldMDPRule, FormUpdate

SIGNATURES = "/Sig"
STAMP = "/DocTimeStamp"
ACTS = frozenset({"/A", "/AA"})
Found = tuple[ModificationLevel, FormUpdate]


class FieldsThatShowNothing(FieldMDPRule):
    """Refuses; it allows nothing by itself. To be asked last: by then the trees of pages are known to be the same."""

    def apply(self, context: FieldComparisonContext) -> Iterable[Found]:
        added = False
        for spec in context.field_specs.values():
            if spec.field_type != SIGNATURES or not spec.new_field_ref:
                continue
            field: Any = spec.new_field_ref.get_object()
            before = spec.old_field
            if before is None:
                added = True
                _like_a_signature(field)
            filled = "/V" in field and (before is None or "/V" not in before)
            if (before is None or filled) and not _by_somebody(field) and any(map(_shows, _boxes(field))):
                raise SuspiciousModification("something is shown by a field that nobody signed")
        if added:
            _in_their_order(context.old, context.new)
        return ()


class Form(FormUpdatingRule):
    """As pyHanko's, but for what makes readers draw fields anew: that stays as it was signed where there are fields to
    draw. SigFlags may come to say that there are signatures."""

    def __init__(self, field_rules: list[FieldMDPRule]) -> None:
        super().__init__([*field_rules, FieldsThatShowNothing()], ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"})

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Found]:
        yield from super().apply(old, new)
        before, after = old.root["/AcroForm"], new.root["/AcroForm"]
        if int(_of(before, "/SigFlags", 0)) & ~int(_of(after, "/SigFlags", 0)):
            raise SuspiciousModification("the form says no more that there are signatures")
        if all(map(_is_signature, _each(before["/Fields"]))):
            return
        if any(_of(before, key) != _of(after, key) for key in ("/DA", "/Q")):
            raise SuspiciousModification("fields are to look otherwise")
        if _drawn_anew(after) and not _drawn_anew(before):
            raise SuspiciousModification("fields are to be drawn anew")
        if not _still_there(_of(before, "/DR", {}), _of(after, "/DR", {})):
            raise SuspiciousModification("a font of the fields was exchanged")


def _of(holder: Any, key: str, default: Any = None) -> Any:
    return holder[key] if key in holder else default  # noqa: SIM401 - get gives a reference, or what is still encrypted


def _each(array: Any) -> Iterator[Any]:
    return (array[place] for place in range(len(array)))


def _is_signature(field: generic.DictionaryObject) -> bool:
    return "/Kids" not in field and _of(field, "/FT") == SIGNATURES


def _drawn_anew(form: generic.DictionaryObject) -> bool:
    said = _of(form, "/NeedAppearances")
    return isinstance(said, generic.BooleanObject) and bool(said.value)


def _by_somebody(field: generic.DictionaryObject) -> bool:
    """Whether there is a signature in it, which is judged by itself, and not a stamp, which anybody can get."""
    value = _of(field, "/V")
    return isinstance(value, generic.DictionaryObject) and _of(value, "/Type", SIGNATURES) != STAMP


def _boxes(field: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    """Where it is on pages: itself, and those below it."""
    yield field
    yield from _each(_of(field, "/Kids", ()))


def _like_a_signature(field: generic.DictionaryObject) -> None:
    for box in _boxes(field):
        if _of(box, "/Subtype", "/Widget") != "/Widget" or ACTS & set(box):
            raise SuspiciousModification("a field for a signature that is more than that")
        if "/Rect" in box:
            _area(box)


def _area(box: generic.DictionaryObject) -> float:
    place = box["/Rect"]
    sides = [place.raw_get(side) for side in range(len(place))]  # no references: pyHanko takes such a field for unseen
    if len(sides) != 4 or not all(isinstance(one, generic.NumberObject | generic.FloatObject) for one in sides):
        raise SuspiciousModification("a field whose place is no four numbers")
    x0, y0, x1, y1 = map(float, sides)
    return abs(x1 - x0) * abs(y1 - y0)


def _shows(box: generic.DictionaryObject) -> bool:
    if "/Rect" not in box or not _area(box):
        return False
    drawn = _of(box, "/MK")  # by these colours readers draw a field that has no look of its own
    return bool(drawn) or any(stream.data.strip() for stream in _looks(_of(box, "/AP")))


def _looks(appearance: generic.PdfObject) -> Iterator[generic.StreamObject]:
    if isinstance(appearance, generic.StreamObject):
        yield appearance
    elif isinstance(appearance, generic.DictionaryObject):
        for name in appearance:
            yield from _looks(appearance[name])


def _still_there(before: Any, after: Any) -> bool:
    """Whether resources that a form had by a name are the same now: others may be added."""
    for kind in before:
        old, new = before[kind], _of(after, kind)
        if not isinstance(old, generic.DictionaryObject):
            continue
        if not isinstance(new, generic.DictionaryObject):
            return False
        if any(name not in new or new.raw_get(name) != old.raw_get(name) for name in old):
            return False
    return True


def _in_their_order(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """What lies on a page lies there one above the other."""
    for before, after in zip(_pages(old.root["/Pages"]), _pages(new.root["/Pages"]), strict=True):
        had, has = list(_of(before, "/Annots", ())), list(_of(after, "/Annots", ()))
        if had and [one for one in has if one in had] != had:
            raise SuspiciousModification("what lies on a page lies in another order")


def _pages(node: generic.DictionaryObject) -> Iterator[generic.DictionaryObject]:
    for kid in _each(node["/Kids"]):
        yield from _pages(kid) if _of(kid, "/Type") == "/Pages" else (kid,)
