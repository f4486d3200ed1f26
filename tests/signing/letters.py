"""Letters to be signed in tests, good ones and others."""

from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pikepdf
import typst
from pikepdf import Array, Dictionary, Encryption, Name, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from paper.typeset import FONTS
from signing.loops import finished
from signing.pkcs12 import opened
from signing.signer import Place
from tests.signing.own import own_key

PLACE = Place(1, (330.0, 80.0, 530.0, 150.0))
"""Where a stamp goes on the letter."""


@cache
def letter() -> bytes:
    """A letter of one page: PDF/A-2a and PDF/UA-1, as those that an office sends."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(files(name) / "files") for name in FONTS])
    source = Path(__file__).with_name("letter.typ")
    made = typst.compile(str(source), format="pdf", pdf_standards=["a-2a", "ua-1"], font_paths=fonts)
    assert isinstance(made, bytes)
    return made


@cache
def made(kind: str) -> bytes:
    """The letter, with something about it that matters for signing."""
    return MAKERS[kind]()


def _with_fields() -> bytes:
    """Three empty fields, of which signing the first closes the second."""
    writer = IncrementalPdfFileWriter(BytesIO(letter()))
    closes = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=["Second"])
    append_signature_field(writer, SigFieldSpec("First", field_mdp_spec=closes))
    append_signature_field(writer, SigFieldSpec("Second"))
    append_signature_field(writer, SigFieldSpec("Third"))
    return _written(writer)


def _certified(permission: MDPPerm) -> bytes:
    said = PdfSignatureMetadata(field_name="Seal", certify=True, docmdp_permissions=permission, md_algorithm="sha256")
    key = opened(own_key(), "x")
    writer = IncrementalPdfFileWriter(BytesIO(letter()))
    return bytes(finished(PdfSigner(said, key.signer).async_sign_pdf(writer)).getvalue())


def _by_pikepdf(kind: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(letter())) as document:
        if kind == "crowd":
            value = document.make_indirect(Dictionary(Type=Name.Sig))
            filled = [
                document.make_indirect(Dictionary(FT=Name.Sig, T=String(f"S{n}"), V=value)) for n in range(10_000)
            ]
            document.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array(filled))
        document.save(out, encryption=Encryption(owner="a", user="b") if kind == "encrypted" else None)
    return out.getvalue()


def _hybrid() -> bytes:
    """As word processors wrote them: object 5 is in the second table alone."""
    parts = [
        b"%PDF-1.7\n",
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n",
        b"5 0 obj\n<</Seen/ByOne>>\nendobj\n",
    ]
    at = [sum(map(len, parts[:number])) for number in range(len(parts) + 1)]
    entry = b"\x01" + at[4].to_bytes(2, "big") + b"\x00"
    head = b"4 0 obj\n<</Type/XRef/W[1 2 1]/Index[5 1]/Size 6/Length %d>>\nstream\n" % len(entry)
    body = b"".join(parts) + head + entry + b"\nendstream\nendobj\n"
    lines = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % at[number] for number in (1, 2, 3))]
    table = b"xref\n0 4\n" + b"".join(lines) + b"trailer\n<</Size 6/Root 1 0 R/XRefStm %d>>\n" % at[5]
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "locks-other": _with_fields,
    "certified-1": partial(_certified, MDPPerm.NO_CHANGES),
    "certified-2": partial(_certified, MDPPerm.FILL_FORMS),
    "encrypted": partial(_by_pikepdf, "encrypted"),
    "crowd": partial(_by_pikepdf, "crowd"),
    "hybrid": _hybrid,
    "junk": lambda: letter() + b"\nhttp://elsewhere.example\n",
    "cut": lambda: letter()[:2000],
    "empty": bytes,
    "no-pdf": lambda: b"Yth. Kepala Dinas",
}
