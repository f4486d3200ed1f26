"""PDFs signed by authorities that are made here, for measuring and for tests: any level, any time, any fault."""

import io
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from asn1crypto import crl as asn1_crl
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.authority import Holder, issued, revocations
from signing.loops import finished

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")


@dataclass
class Authorities:
    """A root, an authority below it, and one that stamps times. `revoked`: serial numbers of signers, since when."""

    revoked: dict[int, datetime] = field(default_factory=dict)

    @cached_property
    def root(self) -> Holder:
        return issued("Akar Contoh", ca=True)

    @cached_property
    def authority(self) -> Holder:
        return issued("Penerbit Contoh", self.root, ca=True)

    @cached_property
    def clock(self) -> Holder:
        return issued("Cap Waktu Contoh", self.root, key=rsa.generate_private_key(65537, 2048), purpose="time")

    def signer(self, name: str = "Sri Contoh", **how: Any) -> Holder:
        return issued(name, self.authority, **how)

    def lists(self, at: datetime) -> list[bytes]:
        """DER of the lists of revoked certificates as of a moment: of the root, and of the authority."""
        return [revocations(self.root, at, {}), revocations(self.authority, at, self.revoked)]

    def trust(self, folder: Path, lists_of: datetime | None = None) -> Path:
        """A folder as an office keeps it; with the lists of a moment where one is given."""
        folder.mkdir(exist_ok=True)
        (folder / "root.pem").write_bytes(self.root.pem)
        for number, one in enumerate(self.lists(lists_of) if lists_of else []):
            (folder / f"{number}.crl").write_bytes(one)
        return folder

    def sign(
        self, pdf: bytes, level: str = "B-B", signer: Holder | None = None, *, at: datetime | None = None, **how: Any
    ) -> bytes:
        """The PDF with a signature more, of the authorities' own making as of `at` (now). `how`: of pyHanko's
        PdfSignatureMetadata."""
        when = at or datetime.now(UTC)
        holder = signer or self.signer()
        store = SimpleCertificateStore.from_certs([self.authority.x509, self.root.x509])
        simple = SimpleSigner(holder.x509, holder.private, store)
        clock = self._clock(when) if level != "B-B" else None
        if level in ("B-LT", "B-LTA"):
            how |= {"embed_validation_info": True, "validation_context": self._context(when)}
        meta: dict[str, Any] = {"field_name": "Signature1", "md_algorithm": "sha256"}
        meta |= {"subfilter": SigSeedSubFilter.PADES, "use_pades_lta": level == "B-LTA"} | how
        metadata = PdfSignatureMetadata(**meta)
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        return _done(PdfSigner(metadata, signer=simple, timestamper=clock).async_sign_pdf(writer))

    def renewed(self, pdf: bytes, at: datetime) -> bytes:
        """The PDF with an archive timestamp more."""
        stamper = PdfTimeStamper(self._clock(at))
        reader = PdfFileReader(io.BytesIO(pdf))
        return _done(stamper.async_update_archival_timestamp_chain(reader, self._context(at), in_place=False))

    def _clock(self, at: datetime) -> DummyTimeStamper:
        store = SimpleCertificateStore.from_certs([self.root.x509])
        return DummyTimeStamper(self.clock.x509, self.clock.private, store, fixed_dt=at)

    def _context(self, at: datetime) -> ValidationContext:
        logging.getLogger("pyhanko").setLevel(logging.ERROR)  # it warns of what is wanted here: nothing is fetched
        return ValidationContext(
            trust_roots=[self.root.x509],
            other_certs=[self.authority.x509, self.clock.x509],
            crls=[asn1_crl.CertificateList.load(one) for one in self.lists(at)],
            revocation_mode="require",
            allow_fetching=False,
            moment=at,
        )


def _done(signing: Coroutine[Any, Any, Any]) -> bytes:
    """What it writes."""
    return bytes(finished(signing).getvalue())
