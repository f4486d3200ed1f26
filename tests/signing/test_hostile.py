"""Signed files that were tampered with, and files made to break whoever looks at them."""

import io
import random
import re
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from bench.signed import Authorities
from lontar.settings import load
from lontar.verifying.checked import GRACE_SECONDS, verifier
from signing.trust import Trust
from signing.verdict import VERDICTS
from signing.verify_settings import VerifySettings
from signing.verifying import verify
from tests.files import pdf
from tests.signing.said import NOW, codes

TEXT_FIELD = "Jumlah"


@pytest.fixture(scope="module")
def signed(office: Authorities) -> bytes:
    return office.sign(_with_form(pdf()), "B-LT", at=NOW)


def _with_form(data: bytes) -> bytes:
    """With a field to be filled in, as a form has."""
    with pikepdf.open(io.BytesIO(data)) as document:
        look = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 100, 20])
        box = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=TEXT_FIELD,
            V="satu juta",
            Rect=[72, 72, 172, 92],
            AP=pikepdf.Dictionary(N=document.make_indirect(look)),
        )
        one = document.make_indirect(box)
        document.pages[0].Annots = pikepdf.Array([one])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([one]))
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def changed(data: bytes, how: str) -> bytes:
    """A revision more, in which something is done to the page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    if how == "page":
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 0 rg 72 700 400 40 re f"))
        writer.update_container(page)
    elif how == "field":
        box = page["/Annots"][0]
        box["/V"] = generic.pdf_string("satu miliar")
        look = generic.StreamObject(
            {generic.pdf_name("/Type"): generic.pdf_name("/XObject")}, stream_data=b"0 0 100 20 re f"
        )
        box["/AP"]["/N"] = writer.add_object(look)
        writer.update_container(box)
    elif how == "note":
        note = generic.DictionaryObject({generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText")})
        page["/Annots"].append(writer.add_object(note))
        writer.update_container(page["/Annots"])
    elif how == "title":
        writer.set_info(generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("Surat lain")}))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_file_before_anything_was_done_to_it_is_valid(signed: bytes, with_lists: Trust) -> None:
    assert (verify(signed, with_lists, NOW).verdict, codes(verify(signed, with_lists, NOW))) == ("valid", set())


@pytest.mark.parametrize("how", ["page", "field", "note"])
def test_what_was_changed_after_signing_is_named(signed: bytes, with_lists: Trust, how: str) -> None:
    found = verify(changed(signed, how), with_lists, NOW)
    assert (found.verdict, "changed-after" in codes(found)) == ("invalid", True)
    assert found.signatures[0].changes == "suspicious"


def test_a_page_swapped_after_the_archive_timestamp(office: Authorities, with_lists: Trust) -> None:
    found = verify(changed(office.sign(pdf(), "B-LTA", at=NOW), "page"), with_lists, NOW)
    assert (found.verdict, "changed-after" in codes(found)) == ("invalid", True)


def test_an_archive_timestamp_that_was_damaged(office: Authorities, with_lists: Trust) -> None:
    """What it covers beside the signature is the proof of its certificates: the signature stands on its own time."""
    whole = office.sign(pdf(), "B-LTA", at=NOW)
    ends = [found.start() for found in re.finditer(b"%%EOF", whole)]
    places = [found.start() - 30 for found in re.finditer(b"endstream", whole) if ends[1] < found.start() < ends[2]]
    verdicts = []
    for place in places:
        broken = bytearray(whole)
        broken[place] ^= 1
        found = verify(bytes(broken), with_lists, NOW)
        assert "archive-unproven" in codes(found), place
        verdicts.append((found.verdict, found.signatures[0].level))
    assert ("valid", "B-LT") in verdicts
    assert ("valid", "B-LTA") not in verdicts


def test_a_rogue_signer_behind_a_changed_page(office: Authorities, signed: bytes, with_lists: Trust) -> None:
    rogue = Authorities().sign(changed(signed, "page"), "B-B", at=NOW, field_name="Rogue")
    found = verify(rogue, with_lists, NOW)
    assert (found.verdict, [one.verdict for one in found.signatures]) == ("invalid", ["invalid", "unverifiable"])


def test_what_belongs_to_no_page_is_a_warning(signed: bytes, with_lists: Trust) -> None:
    junk = verify(signed + b"\n<< /hidden (yes) >>\n", with_lists, NOW)
    assert (junk.verdict, codes(junk)) == ("valid", {"bytes-after-end"})
    title = verify(changed(signed, "title"), with_lists, NOW)
    assert (title.verdict, codes(title)) == ("valid", {"description-changed"})


@pytest.mark.parametrize("tail", [b"", b"trailer\n<</Root 1 0 R>>\n", b"startxref\n%(start)d\n%%%%EOF\n"])
def test_contents_behind_the_end_which_no_table_lists(signed: bytes, with_lists: Trust, tail: bytes) -> None:
    """A reader that repairs files would show them."""
    start = int(signed[signed.rindex(b"startxref") + 9 :].split()[0])
    page = b"\n4 0 obj\n<</Length 26>>\nstream\n0 0 0 rg 72 700 400 40 re f\nendstream\nendobj\n"
    found = verify(signed + page + (tail % {b"start": start} if b"%(" in tail else tail), with_lists, NOW)
    assert (found.verdict, "objects-after-end" in codes(found)) == ("invalid", True)


def test_one_bit_of_what_is_signed(signed: bytes, with_lists: Trust) -> None:
    """Everything but the container of the signature is covered; in that, a change of letters to capitals is none."""
    start = signed.index(b"/ByteRange")
    first = signed.index(b"<", signed.index(b"/Contents", start - 200_000 if start > 200_000 else 0))
    chance = random.Random(20261130)
    for _ in range(30):
        place = chance.randrange(first)
        broken = bytearray(signed)
        broken[place] ^= 1 << chance.randrange(8)
        found = verify(bytes(broken), with_lists, NOW)
        assert found.verdict != "valid", place


@pytest.mark.parametrize("seed", range(2))
def test_bytes_at_random_have_a_verdict(signed: bytes, with_lists: Trust, seed: int) -> None:
    chance = random.Random(seed)
    heads = (b"", b"%PDF-1.7\n", b"%PDF-1.7\n/ByteRange [0 1 2 3]\n", signed[: chance.randrange(len(signed))])
    for head in heads:
        assert verify(head + chance.randbytes(5_000), with_lists, NOW).verdict in (
            "unsigned",
            "unverifiable",
            "invalid",
        )
    for _ in range(20):
        torn = bytearray(signed)
        for _ in range(30):
            torn[chance.randrange(len(torn))] = chance.randrange(256)
        assert verify(bytes(torn), with_lists, NOW).verdict in VERDICTS


def test_a_file_cut_off(signed: bytes, with_lists: Trust) -> None:
    for length in (0, 1, 100, len(signed) // 2, len(signed) - 100):
        assert verify(signed[:length], with_lists, NOW).verdict != "valid", length


def test_a_range_that_leaves_more_out_than_the_signature(signed: bytes, with_lists: Trust) -> None:
    """Room beside the signature, in which anything could be written later."""
    start = signed.index(b"/ByteRange")
    old = signed[start : signed.index(b"]", start) + 1]
    numbers = [int(part) for part in old[old.index(b"[") + 1 : -1].split()]
    numbers[1] -= 1
    new = b"/ByteRange [%d %d %d %d]" % tuple(numbers)
    found = verify(signed.replace(old, new.ljust(len(old))), with_lists, NOW)
    assert (found.verdict, "coverage" in codes(found)) == ("invalid", True)


def test_a_file_locked_with_a_password(with_lists: Trust) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(user="rahasia", owner="rahasia"))
    found = verify(out.getvalue() + b"%/ByteRange\n", with_lists, NOW)
    assert (found.verdict, codes(found)) == ("unverifiable", {"locked"})


def test_caps_hold_before_anything_is_taken_apart(signed: bytes, with_lists: Trust) -> None:
    many = pdf() + b"/ByteRange [0 1 2 3]\n" * 10_000
    assert codes(verify(many, with_lists, NOW)) == {"too-many-signatures"}
    assert codes(verify(signed + b"startxref\n0\n%%EOF\n" * 10_000, with_lists, NOW)) == {"too-many-revisions"}
    small = VerifySettings(verify_mb=0)
    assert codes(verify(signed, with_lists, NOW, small)) == {"too-large"}


def test_ten_thousand_fields_over_one_signature(signed: bytes, with_lists: Trust) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed), strict=False)
    form = writer.root["/AcroForm"]
    field = next(one.get_object() for one in form["/Fields"] if one.get_object()["/FT"] == "/Sig")
    for number in range(10_000):
        copy = generic.DictionaryObject({key: value for key, value in field.items() if key != "/T"})
        copy[generic.pdf_name("/V")] = field.raw_get("/V")
        copy[generic.pdf_name("/T")] = generic.pdf_string(f"Copy{number}")
        form["/Fields"].append(writer.add_object(copy))
    writer.update_container(form["/Fields"])
    out = io.BytesIO()
    writer.write(out)
    found = verify(out.getvalue(), with_lists, NOW)
    assert (found.verdict, codes(found)) == ("unverifiable", {"too-many-signatures"})


def test_a_file_has_so_much_of_the_processor(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(signed)
    with verifier(load({}, tmp_path)) as sandbox:
        limits = VerifySettings(verify_seconds=0.2)
        found = sandbox.call("tests.signing.spinning:verified", path, NOW, limits, seconds=GRACE_SECONDS)
    assert (found.verdict, codes(found)) == ("unverifiable", {"not-checked"})


def test_traces_of_a_signature_that_no_reader_shows(with_lists: Trust) -> None:
    found = verify(pdf() + b"%/ByteRange\n", with_lists, NOW)
    assert (found.verdict, "hidden-signature" in codes(found)) == ("unsigned", True)
    assert codes(verify(b"PK\3\4 no PDF at all", with_lists, NOW)) == {"not-a-pdf"}
