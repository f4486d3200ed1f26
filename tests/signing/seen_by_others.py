"""What pyHanko, asked as a stranger would, says of the signatures of a PDF."""

from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from signing.loops import finished
from tests.signing.pki import Pki


def signatures(pdf: bytes) -> list[EmbeddedPdfSignature]:
    return list(PdfFileReader(BytesIO(pdf)).embedded_regular_signatures)


def statuses(pdf: bytes, pki: Pki) -> list[PdfSignatureStatus]:
    """Each signature as it is found now, its issuer asked whether it stands."""
    return [finished(_status(one, pki)) for one in signatures(pdf)]


async def _status(one: EmbeddedPdfSignature, pki: Pki) -> PdfSignatureStatus:
    asked = ValidationContext(trust_roots=list(pki.roots()), allow_fetching=True, revocation_mode="require")
    try:
        return await async_validate_pdf_signature(one, asked)
    finally:
        await asked.aclose()


def level_of(pdf: bytes, number: int = 0) -> str:
    """The level of a signature by what is in the file."""
    reader = PdfFileReader(BytesIO(pdf))
    one = reader.embedded_regular_signatures[number]
    later = [stamp for stamp in reader.embedded_timestamp_signatures if stamp.signed_revision > one.signed_revision]
    if not later and next(extract_tst_data_iter(one.signer_info, signed=False), None) is None:
        return "B-B"
    if "/DSS" not in reader.root:
        return "B-T"
    sealed = any("/DSS" in reader.get_historical_root(stamp.signed_revision) for stamp in later)
    return "B-LTA" if sealed else "B-LT"
