"""Verification of the signatures in a PDF that came from anywhere. Called in the sandbox: files are made to break this.

Whatever the library raises on the way is no crash but the verdict "unverifiable"."""

import io
import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from pyhanko.pdf_utils.crypt.api import AuthStatus
from pyhanko.pdf_utils.crypt.standard import StandardSecurityHandler
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation.ades import _dss_to_local_knowledge
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from paper.errors import TookTooLong
from signing import chain, difference, one_signature, proof
from signing.cpu import OutOfTime, at_most
from signing.loops import finished
from signing.marks import HEAD, MARK, bears_mark
from signing.reasons import Reason, because
from signing.trust import Trust, read_trust
from signing.verdict import SignatureVerdict, Verdict, of_signatures
from signing.verify_settings import VerifySettings

log = logging.getLogger("lontar.signing")
STAMP = "/DocTimeStamp"
KINDS = frozenset(one.value for one in SigSeedSubFilter)
Entry = EmbeddedPdfSignature | SignatureVerdict
"""A signature as it stands in the file, or what is said of one that cannot be taken apart."""


class CannotTell(Exception):
    """The file as a whole cannot be verified, for this reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


def verify(pdf: bytes, trust: Trust, at: datetime | None = None, settings: VerifySettings | None = None) -> Verdict:
    """What can be said of a PDF as of `at` (now, unless given), by what the office trusts. Raises nothing but
    MemoryError."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    when = (at or datetime.now(UTC)).astimezone(UTC)
    kept = [because("trust-unreadable", files=", ".join(trust.faults))] if trust.faults else []
    try:
        return finished(_verify(pdf, chain.known(trust), when, settings or VerifySettings(), kept))
    except CannotTell as error:
        return Verdict("unverifiable", when, (error.reason,), tuple(kept))
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever its parts raise; RecursionError among them
        log.info("not verified: %s", type(error).__name__, exc_info=True)
        return Verdict("unverifiable", when, (because("unreadable"),), tuple(kept))


def verify_file(
    path: Path, folders: Sequence[Path], at: datetime | None = None, settings: VerifySettings | None = None
) -> Verdict:
    """The same of a file, by what is in the folders of trust. Raises MemoryError and OSError."""
    most = (settings or VerifySettings()).verify_mb
    when = (at or datetime.now(UTC)).astimezone(UTC)
    if path.stat().st_size > most * 1_000_000:
        return Verdict("unverifiable", when, (because("too-large", limit=most),))
    data, trust = path.read_bytes(), read_trust(*folders)
    try:
        with at_most((settings or VerifySettings()).verify_seconds):
            return verify(data, trust, when, settings)
    except OutOfTime:
        return Verdict("unverifiable", when, (because("not-checked", why=TookTooLong.title),))


async def _verify(
    pdf: bytes, what: chain.Known, at: datetime, settings: VerifySettings, warnings: list[Reason]
) -> Verdict:
    _measure(pdf, settings)
    if not bears_mark(pdf):
        return _without_mark(pdf, at, settings)
    reader = _opened(pdf)
    if reader.xrefs.total_revisions > settings.verify_revisions:
        raise CannotTell(because("too-many-revisions", limit=settings.verify_revisions))
    entries = _signatures(reader, settings.verify_signatures)
    signed = [one for one in entries if isinstance(one, SignatureVerdict) or one.sig_object_type != STAMP]
    readable = [one for one in entries if isinstance(one, EmbeddedPdfSignature)]
    if not signed:
        trace = "only-timestamp" if entries else "hidden-signature"
        return Verdict("unsigned", at, (because("no-signature"),), (*warnings, because(trace)))
    for one in readable:
        if one.sig_object_type == STAMP:
            one.compute_integrity_info(skip_diff=True)
    try:
        what = chain.and_of_file(what, _dss_to_local_knowledge(reader))
    except MemoryError:
        raise
    except Exception:  # asn1crypto raises what it likes; the signatures may be proven by what the office has
        warnings = [*warnings, because("proofs-unreadable")]
    stamps = [one for one in readable if one.sig_object_type == STAMP]
    archive = await proof.archive_proofs(stamps, what, at, pdf)
    found = [
        one if isinstance(one, SignatureVerdict) else await one_signature.verdict(one, what, at, archive, pdf)
        for one in signed
    ]
    if len(archive) < len(stamps):
        warnings = [*warnings, because("archive-unproven")]
    behind = difference.junk_behind(reader, pdf)
    wrong = [because("objects-after-end")] if difference.OBJECTS.search(behind) else []
    if behind and not wrong:
        warnings = [*warnings, because("bytes-after-end")]
    return of_signatures(found, at, warnings, wrong)


def _without_mark(pdf: bytes, at: datetime, settings: VerifySettings) -> Verdict:
    """Nobody can verify a signature that does not say what it covers. If a reader shows one it is told; where the file
    cannot be opened there is none that anybody could show as good."""
    why = (because("malformed"),)
    try:
        reader = _opened(pdf)
    except MemoryError:
        raise
    except Exception as error:
        log.info("no mark of a signature, and not opened: %s", type(error).__name__, exc_info=True)
        return Verdict("unsigned", at, (because("no-signature"),))
    found = [
        SignatureVerdict(
            "unverifiable", one.field if isinstance(one, SignatureVerdict) else str(one.field_name), reasons=why
        )
        for one in _signatures(reader, settings.verify_signatures)
    ]
    return of_signatures(found, at, ()) if found else Verdict("unsigned", at, (because("no-signature"),))


def _measure(pdf: bytes, settings: VerifySettings) -> None:
    if len(pdf) > settings.verify_mb * 1_000_000:
        raise CannotTell(because("too-large", limit=settings.verify_mb))
    if b"%PDF-" not in pdf[:HEAD]:
        raise CannotTell(because("not-a-pdf"))
    marks = islice(MARK.finditer(pdf), 2 * settings.verify_signatures + 1)
    if (
        sum(1 for _ in marks) > 2 * settings.verify_signatures
    ):  # before anything is taken apart: that would take minutes
        raise CannotTell(because("too-many-signatures", limit=settings.verify_signatures))
    if pdf.count(b"startxref") > 2 * settings.verify_revisions:
        raise CannotTell(because("too-many-revisions", limit=settings.verify_revisions))


def _opened(pdf: bytes) -> PdfFileReader:
    """Files with both kinds of cross references, as word processors write them, are taken too (strict=False)."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    except PdfReadError:
        if len(body := difference.without_junk(pdf)) == len(pdf):
            raise
        reader = PdfFileReader(io.BytesIO(body), strict=False)
    if reader.encrypted:
        handler = reader.security_handler
        if not isinstance(handler, StandardSecurityHandler) or reader.decrypt(b"").status == AuthStatus.FAILED:
            raise CannotTell(because("locked"))
    return reader


def _signatures(reader: PdfFileReader, most: int) -> list[Entry]:
    """In the order in which they were made. One that cannot be taken apart does not hide the others."""
    found: list[tuple[int, Entry]] = []
    for number, (revision, entry) in enumerate(_entries(reader)):
        if number >= most:
            raise CannotTell(because("too-many-signatures", limit=most))
        found.append((revision, entry))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def _entries(reader: PdfFileReader) -> Iterator[tuple[int, Entry]]:
    for titled, value, signed_field in enumerate_sig_fields(reader, filled_status=True):
        name = str(titled)  # as it comes it holds on to the whole file, which would be sent with the verdict
        try:
            kind = str(value.get_object().get("/SubFilter", ""))
            if kind not in KINDS:
                yield -1, SignatureVerdict("unverifiable", name, reasons=(because("unsupported", what=kind[1:65]),))
                continue
            one = EmbeddedPdfSignature(reader, signed_field, name)
            yield one.signed_revision, one
        except MemoryError:
            raise
        except Exception:  # an empty or broken container: asn1crypto raises what it likes
            yield -1, SignatureVerdict("unverifiable", name, reasons=(because("malformed"),))
