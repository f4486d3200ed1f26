"""Data that proves certificates (DSS), as it may be added to a signed PDF: certificates, lists and answers in streams,
and for each signature a list of those that are its own.

pyHanko's rule refuses that the list of a signature is made anew, which it does itself when a file is stamped once
more. The lists name streams and show nothing, so they may change as the rest may.

Source: ISO 32000-2, 12.8.4.3; ETSI EN 319 142-1, 5.4."""

from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis import ReferenceUpdate, SuspiciousModification, WhitelistRule
from pyhanko.sign.diff_analysis.rules_api import Context

PLAIN, STREAM, STREAMS = "a value", "a stream", "streams"
OF_SIGNATURE = {"/Type": PLAIN, "/TU": PLAIN, "/TS": STREAM, "/Cert": STREAMS, "/CRL": STREAMS, "/OCSP": STREAMS}
OF_FILE = {"/Type": PLAIN, "/Certs": STREAMS, "/CRLs": STREAMS, "/OCSPs": STREAMS, "/VRI": {"": OF_SIGNATURE}}
"""What stands by which name; "": by any."""
Shape = str | dict[str, Any]


class EvidenceRule(WhitelistRule):
    """Allows it where there is nothing else in it, and nothing of it was another object before."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        if "/DSS" in new.root:
            return _Added(old, new).within(new.root.raw_get("/DSS"), OF_FILE, RawPdfPath("/Root", "/DSS"))
        if "/DSS" in old.root:
            raise SuspiciousModification("what proves the certificates was taken away")
        return ()


class _Added:
    def __init__(self, old: HistoricalResolver, new: HistoricalResolver) -> None:
        self.old, self.new = old, new

    def within(self, raw: Any, shape: Shape, path: RawPdfPath) -> Iterator[ReferenceUpdate]:
        """Of an object in its place: it and what is below it."""
        if isinstance(raw, generic.IndirectObject):
            if self.old.is_ref_unassignable(raw.reference):
                yield ReferenceUpdate(raw.reference)
            elif shape != STREAM:  # what was a stream stays as it was
                yield ReferenceUpdate(raw.reference, context_checked=Context.from_absolute(self.old, path))
        value = raw.get_object()
        if not _is(value, shape):
            raise SuspiciousModification(f"in the proofs of certificates there is something that is not {shape}")
        if isinstance(shape, dict):
            for name in value:
                below = shape.get("", None) or shape.get(name)
                if below is None:
                    raise SuspiciousModification(f"in the proofs of certificates there is {name}")
                yield from self.within(value.raw_get(name), below, path + name)
        elif shape == STREAMS:
            for place in range(len(value)):
                yield from self.within(value.raw_get(place), STREAM, path + place)
        elif shape == STREAM:
            below = self.new.collect_dependencies(value, since_revision=self.old.revision + 1)
            yield from map(ReferenceUpdate, below)


def _is(value: Any, shape: Shape) -> bool:
    kinds = {PLAIN: str | bytes | int, STREAM: generic.StreamObject, STREAMS: generic.ArrayObject}
    if isinstance(shape, dict):
        return isinstance(value, generic.DictionaryObject) and not isinstance(value, generic.StreamObject)
    return isinstance(value, kinds[shape])
