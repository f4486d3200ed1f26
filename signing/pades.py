"""A signature as PAdES (ETSI EN 319 142-1), put into a PDF by a key of ours, behind what is there: no byte before it
changes, but that the first signature of a PDF gets a tagged field for its stamp."""

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator import ValidationContext

from signing.archive import in_our_words, stamped, with_proofs
from signing.before import Before, looked_at
from signing.field import with_field
from signing.levels import DIGEST, Level, demand, gathering, level
from signing.loops import finished
from signing.pkcs12 import Key
from signing.seen import style
from signing.signer import Wish
from signing.timestamps import NoTimestampServer, Timestamps
from signing.trust import Trust


@dataclass(frozen=True)
class LocalSigner:
    """A key file that was opened; what its certificate and those of the server must lead to; the server."""

    key: Key
    trust: Trust = field(default_factory=Trust, repr=False)
    server: Timestamps | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return self.key.name

    def sign(self, pdf: bytes, wish: Wish) -> bytes:
        """Raises SigningFault and NotAmong; nothing is signed then."""
        wanted = level(wish.level)
        if wanted.timestamp and self.server is None:
            raise NoTimestampServer(level=wish.level)
        before = looked_at(pdf, wish)
        if before.new and not before.signed and wish.stamp and wish.place:
            pdf, before = with_field(pdf, wish.place, before.field, wish.stamp.label), replace(before, new=False)
        with in_our_words():
            return finished(self._sign(pdf, wish, before))

    async def _sign(self, pdf: bytes, wish: Wish, before: Before) -> bytes:
        wanted = level(wish.level)
        async with gathering(self.trust) if wanted.proof else nullcontext() as gathered:
            if gathered:
                await demand(self.key.certificate, self.key.signer.cert_registry, gathered)
            # Where others have signed before, their proofs have to be in the file before it is archived.
            late = wanted.archive and before.signed
            said = _said(wish, before, wanted, gathered) | ({"use_pades_lta": False} if late else {})
            # PDF/A wants each object on a line of its own, and what is appended begins where the file ends.
            writer = IncrementalPdfFileWriter(BytesIO(pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"))
            _demand_field(writer, before, wish)
            seen = style(wish.stamp.pdf if wish.stamp else None)
            server = self.server if wanted.timestamp else None
            signer = PdfSigner(PdfSignatureMetadata(**said), self.key.signer, timestamper=server, stamp_style=seen)
            found = bytes((await signer.async_sign_pdf(writer, existing_fields_only=True)).getvalue())
            if late and server and gathered:
                return await stamped(await with_proofs(found, gathered), server, gathered)
            return found


def _said(wish: Wish, before: Before, wanted: Level, gathered: ValidationContext | None) -> dict[str, Any]:
    """What pyHanko is told about a signature."""
    return {
        "field_name": before.field,
        "md_algorithm": DIGEST,
        "subfilter": SigSeedSubFilter.PADES,
        "reason": wish.reason or None,
        "location": wish.location or None,
        "embed_validation_info": wanted.proof,
        "validation_context": gathered,
        "use_pades_lta": wanted.archive,
        "docmdp_permissions": MDPPerm.NO_CHANGES if wish.lock else MDPPerm.FILL_FORMS,
    }


def _demand_field(writer: IncrementalPdfFileWriter, before: Before, wish: Wish) -> None:
    """The field that is to be signed, made where it is not there, and told that it locks the PDF where it is to."""
    if before.new:
        append_signature_field(writer, _spec(before.field, wish))
    if wish.lock:
        for _, _, reference in enumerate_sig_fields(writer, with_name=before.field):
            held = reference.get_object()
            held["/Lock"] = FieldMDPSpec(FieldMDPAction.ALL).as_sig_field_lock()
            held["/Lock"]["/P"] = NumberObject(MDPPerm.NO_CHANGES.value)
            writer.mark_update(reference)


def _spec(name: str, wish: Wish) -> SigFieldSpec:
    """A new field: at its place where a stamp is to be seen there, else nowhere. Whole points, as pyHanko has them."""
    if wish.place is None or wish.stamp is None:
        return SigFieldSpec(name)
    x0, y0, x1, y1 = (round(side) for side in wish.place.box)
    page = wish.place.page - (wish.place.page > 0)
    return SigFieldSpec(name, on_page=page, box=(x0, y0, x1, y1), readable_field_name=wish.stamp.label)
