"""What is put behind a signature so that it outlives its certificates (ETSI EN 319 142-1): timestamps over the whole
file, and the store of what proves that no certificate was revoked (DSS)."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from signing.holder import name_of
from signing.levels import DIGEST, fault
from signing.signer import CannotBeSigned
from signing.timestamps import Timestamps

SERVER = "the time stamping server"


@contextmanager
def in_our_words() -> Iterator[None]:
    """What pyHanko raises becomes NotTrusted, Revoked, RevocationUnknown, CertificateRefused of the server, or
    CannotBeSigned."""
    try:
        yield
    except (PathError, ValidationError) as error:
        raise fault(error, SERVER) from error
    except (SigningError, PdfError) as error:
        raise CannotBeSigned(why=" ".join(str(error).split()).rstrip(".")) from error


async def with_proofs(pdf: bytes, gathered: ValidationContext) -> bytes:
    """A PDF with the proofs of each of its signatures and timestamps. Raises NotTrusted, Revoked, RevocationUnknown,
    CertificateRefused."""
    for number in range(len(PdfFileReader(BytesIO(pdf)).embedded_signatures)):
        one = PdfFileReader(BytesIO(pdf)).embedded_signatures[number]
        try:
            pdf = bytes((await async_add_validation_info(one, gathered)).getvalue())
        except (PathError, ValidationError) as error:
            who = name_of(one.signer_cert) if one.sig_object_type == "/Sig" else SERVER
            raise fault(error, who) from error
    return pdf


async def stamped(pdf: bytes, server: Timestamps, gathered: ValidationContext | None = None) -> bytes:
    """A PDF under a timestamp of all that stands in it; with the proofs of the server, where some are gathered. Raises
    TimestampFault, and what pyHanko raises for the server's certificates."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return bytes((await PdfTimeStamper(server).async_timestamp_pdf(writer, DIGEST, gathered)).getvalue())
