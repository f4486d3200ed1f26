"""Signatures made a second on one core, of level B-B: ours, and pyHanko as it comes, with the same key file and letter.

The letter is one page of `lontar samples`, 20 to 60 KB; a key file is opened once, as for several letters in one go.
"""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from samples.make import made_one_by_one
from signing.authority import Key, issued, key_file
from signing.loops import finished
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.signer import Wish

KEYS: dict[str, Callable[[], Key]] = {
    "rsa2048": partial(rsa.generate_private_key, 65537, 2048),
    "p256": partial(ec.generate_private_key, ec.SECP256R1()),
}
PASSPHRASE = "bench"  # noqa: S105 - it opens a key that is made here and thrown away
SEED = 8


def made(count: int = 60) -> dict[str, dict[str, float]]:
    """By case, such as sign_rsa2048_bb and sign_rsa2048_bb_stock: `per_second` of processor time, over `signatures`."""
    pdf = _letter()
    found = {}
    for name, key in KEYS.items():
        file = key_file(issued("Bench", key=key()), PASSPHRASE)
        signer = LocalSigner(opened(file, PASSPHRASE))
        stock = SimpleSigner.load_pkcs12_data(file, [], PASSPHRASE.encode())
        case = f"sign_{name}_bb"
        found[case] = _told(lambda one=signer: one.sign(pdf, Wish()), count)  # type: ignore[misc]
        found[f"{case}_stock"] = _told(lambda one=stock: _by_stock(one, pdf), count)  # type: ignore[misc]
    return found


def _letter() -> bytes:
    with TemporaryDirectory(prefix="lontar-bench-") as place:
        paths = (path for path in made_one_by_one(Path(place), 20, SEED) if path.suffix == ".pdf")
        return next(paths).read_bytes()


def _by_stock(signer: SimpleSigner, pdf: bytes) -> bytes:
    said = PdfSignatureMetadata("Signature1", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return bytes(finished(PdfSigner(said, signer).async_sign_pdf(writer)).getvalue())


def _told(sign: Callable[[], bytes], count: int) -> dict[str, float]:
    sign()  # what is loaded once is not counted
    began = process_time()
    for _ in range(count):
        sign()
    return {"per_second": round(count / (process_time() - began), 1), "signatures": count}
