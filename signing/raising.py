"""A signature that somebody else made, at a level of their own, raised to the level that is wanted by what is put
behind it: a timestamp over the file (B-T), the proofs (B-LT), an archive timestamp over both (B-LTA)."""

from contextlib import nullcontext
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.archive import in_our_words, stamped, with_proofs
from signing.levels import DIGEST, demand, gathering, level
from signing.loops import finished
from signing.timestamps import NoTimestampServer, Timestamps
from signing.trust import Trust


@dataclass(frozen=True)
class Raising:
    """To `level`, above B-B, by a server of time and what the office trusts."""

    level: str
    trust: Trust
    server: Timestamps | None

    def demand_ready(self) -> None:
        """Before anybody is asked to sign: that the server answers and, where proofs are needed, that it is trusted and
        stands. The signer's certificate is known only when the signed file is there. Raises NotAmong,
        NoTimestampServer, TimestampFault, NotTrusted, Revoked, RevocationUnknown, CertificateRefused."""
        with in_our_words():
            finished(self._ready(self._server()))

    def raised(self, pdf: bytes) -> bytes:
        """A PDF whose last signature is that of the signer. Raises what `demand_ready` raises, of the signer's
        certificate too, and CannotBeSigned."""
        with in_our_words():
            return finished(self._raised(pdf, self._server()))

    def _server(self) -> Timestamps:
        if self.server is None:
            raise NoTimestampServer(level=self.level)
        return self.server

    async def _ready(self, server: Timestamps) -> None:
        await server.async_dummy_response(DIGEST)
        if level(self.level).proof:
            async with gathering(self.trust) as gathered:
                paths: Any = server.validation_paths  # pyHanko gives it no types
                async for _ in paths(gathered):
                    pass

    async def _raised(self, pdf: bytes, server: Timestamps) -> bytes:
        wanted = level(self.level)
        async with gathering(self.trust) if wanted.proof else nullcontext() as gathered:
            if gathered:
                last = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[-1]
                between = SimpleCertificateStore()
                between.register_multiple(last.other_embedded_certs)
                await demand(last.signer_cert, between, gathered)
            pdf = await stamped(pdf, server)
            if gathered:
                pdf = await with_proofs(pdf, gathered)
            return await stamped(pdf, server, gathered) if wanted.archive else pdf
