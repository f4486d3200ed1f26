"""What is added behind a signature, each kind with the verdict that it must have: what an honest program adds is valid,
and whatever would show some reader another letter is not."""

from collections.abc import Callable
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name as name
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.signers.pdf_signer import PdfSigner

from bench.signed import Authorities
from signing.trust import Trust
from signing.verifying import verify
from tests.signing.revisions import (
    CATALOG,
    CONTENTS,
    EVIL,
    FREE,
    PAGE,
    added,
    annotated,
    appended,
    body,
    box,
    field,
    letter,
    look,
    streamed,
)
from tests.signing.said import NOW, codes

LONG = pytest.mark.full
Dict = generic.DictionaryObject


def script() -> Dict:
    return Dict({name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert(1)")})


BY_FORM: dict[str, Callable[[Any], object]] = {
    "an empty field over the page": lambda writer: field(writer, box(0, 0, 400, 400)),
    "by references to numbers": lambda writer: field(
        writer, generic.ArrayObject([*box(0, 0, 400), writer.add_object(generic.NumberObject(400))])
    ),
    "by what readers draw themselves": lambda writer: field(
        writer, box(0, 0, 400, 400), shows=False, MK=Dict({name("/BG"): box(1, 1, 1)})
    ),
    "a note that says it is a field": lambda writer: field(writer, box(0, 0, 0, 0), Subtype=name("/FreeText")),
    "a field that acts": lambda writer: field(writer, box(0, 0, 0, 0), shows=False, AA=Dict({name("/PV"): script()})),
    "a note": lambda writer: annotated(
        writer,
        writer.add_object(
            Dict(
                {
                    name("/Subtype"): name("/FreeText"),
                    name("/Rect"): box(0, 0, 99, 99),
                    name("/AP"): Dict({name("/N"): look(writer)}),
                }
            )
        ),
    ),
    "an attachment": lambda writer: writer.root.__setitem__(name("/Names"), Dict()) or writer.update_root(),
    "a form of another kind": lambda writer: (
        writer.root["/AcroForm"].__setitem__(name("/XFA"), look(writer)),
        writer.update_container(writer.root["/AcroForm"]),
    ),
}


@pytest.mark.parametrize("how", BY_FORM)
@pytest.mark.parametrize(
    "permission",
    [
        None,
        pytest.param(MDPPerm.NO_CHANGES, marks=LONG),
        MDPPerm.FILL_FORMS,
        pytest.param(MDPPerm.ANNOTATE, marks=LONG),
    ],
)
def test_nothing_lies_over_the_page_that_nobody_signed(
    office: Authorities, with_lists: Trust, how: str, permission: MDPPerm | None
) -> None:
    how_signed: dict[str, Any] = {"certify": True, "docmdp_permissions": permission} if permission else {}
    found = verify(added(office.sign(letter(), at=NOW, **how_signed), BY_FORM[how]), with_lists, NOW)
    assert (found.verdict, codes(found)) == ("invalid", {"changed-after"})


def test_a_time_server_signs_nothing_that_is_shown(office: Authorities, with_lists: Trust) -> None:
    """Anybody gets its stamp."""
    shown = added(office.sign(letter(), at=NOW), lambda writer: field(writer, box(0, 0, 400, 400)))
    value = office.renewed(shown, NOW)
    assert verify(value, with_lists, NOW).verdict == "invalid"


CATALOG_KEYS = (
    *("/OpenAction", "/AA", "/PageLabels", "/OCProperties", "/StructTreeRoot", "/Outlines", "/PageMode", "/Lang"),
    *("/ViewerPreferences", "/Collection", "/URI", "/Perms", "/Threads", "/AF", "/Requirements"),
)


@pytest.mark.parametrize("key", CATALOG_KEYS)
def test_the_catalog_stays_as_it_was_signed(office: Authorities, with_lists: Trust, key: str) -> None:
    signed = office.sign(letter(), at=NOW)
    catalog = body(signed, CATALOG)
    for value in (b"<< >>", b"/X", b"[ ]"):
        other = catalog[: catalog.rindex(b">>")] + key.encode() + b" " + value + b" >>"
        assert verify(appended(signed, {CATALOG: other}), with_lists, NOW).verdict == "invalid", value


@pytest.mark.parametrize(
    ("proofs", "verdict"),
    [
        (b"<< /Certs [ %d 0 R ] >>" % FREE, "valid"),
        (b"<< /VRI << /%b << /CRL [ %d 0 R ] >> >> >>" % (b"A" * 40, FREE), "valid"),
        (b"<< /Certs [ %d 0 R ] >>" % CONTENTS, "invalid"),
        (b"<< /Certs [ << >> ] >>", "invalid"),
        (b"<< /Open [ %d 0 R ] >>" % FREE, "invalid"),
        (b"<< /VRI << /A << /Page %d 0 R >> >> >>" % FREE, "invalid"),
    ],
)
def test_among_the_proofs_of_certificates_is_nothing_else(
    office: Authorities, with_lists: Trust, proofs: bytes, verdict: str
) -> None:
    signed = office.sign(letter(), at=NOW)
    catalog = body(signed, CATALOG)
    catalog = catalog[: catalog.rindex(b">>")] + b"/DSS %b >>" % proofs
    proof = office.authority.x509.dump()
    stream = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(proof), proof)
    other = {CONTENTS: EVIL} if b"[ %d 0" % CONTENTS in proofs else {FREE: stream}
    assert verify(appended(signed, {CATALOG: catalog, **other}), with_lists, NOW).verdict == verdict


def test_proofs_that_cannot_be_read_take_nothing_from_a_signature(office: Authorities, with_lists: Trust) -> None:
    signed = office.sign(letter(), at=NOW)
    catalog = body(signed, CATALOG)
    catalog = catalog[: catalog.rindex(b">>")] + b"/DSS << /Certs [ %d 0 R ] >> >>" % FREE
    found = verify(appended(signed, {CATALOG: catalog, FREE: EVIL}), with_lists, NOW)
    assert (found.verdict, codes(found)) == ("valid", {"proofs-unreadable"})


def with_two_notes() -> bytes:
    notes = {FREE + one: b"<< /Subtype /FreeText /Rect [0 0 99 99] /Contents (%d) >>" % one for one in range(2)}
    page = body(letter(), PAGE).replace(b"/Contents", b"/Annots [ %d 0 R %d 0 R ] /Contents" % (FREE, FREE + 1))
    return appended(letter(), {**notes, PAGE: page})


def test_what_lies_on_a_page_keeps_its_order(office: Authorities, with_lists: Trust) -> None:
    def turned(writer: Any) -> None:
        field(writer, box(0, 0, 0, 0), shows=False)
        page = writer.root["/Pages"]["/Kids"][0]
        first, second, *others = (page["/Annots"].raw_get(place) for place in range(len(page["/Annots"])))
        page[name("/Annots")] = generic.ArrayObject([second, first, *others])
        writer.update_container(page)

    signed = office.sign(with_two_notes(), at=NOW)
    honest = added(signed, lambda writer: field(writer, box(0, 0, 0, 0), shows=False))
    assert verify(honest, with_lists, NOW).verdict == "valid"
    assert verify(added(signed, turned), with_lists, NOW).verdict == "invalid"


def with_form() -> bytes:
    """A field for text, drawn by readers with a font of the form."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    text = b"<< /Subtype /Widget /FT /Tx /T (Jumlah) /V (satu juta) /Rect [72 72 172 92] >>"
    form = b"<< /Fields [ %d 0 R ] /DA (/Helv 9 Tf) /DR << /Font << /Helv %d 0 R >> >> >>" % (FREE, FREE + 1)
    catalog = body(letter(), CATALOG)
    catalog = catalog[: catalog.rindex(b">>")] + b"/AcroForm %d 0 R >>" % (FREE + 2)
    page = body(letter(), PAGE).replace(b"/Contents", b"/Annots [ %d 0 R ] /Contents" % FREE)
    return appended(letter(), {CATALOG: catalog, PAGE: page, FREE: text, FREE + 1: font, FREE + 2: form})


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (b"9 Tf", b"0 Tf", "invalid"),
        (b"/DA", b"/NeedAppearances true\n/DA", "invalid"),
        (b"/DA", b"/NeedAppearances false\n/DA", "valid"),
        (b"/Helv %d 0 R" % (FREE + 1), b"/Helv %d 0 R" % (FREE + 50), "invalid"),
        (b"/Font <<", b"/Font <<\n/ZaDb %d 0 R" % (FREE + 50), "valid"),
        (b"/SigFlags 3", b"/SigFlags 0", "invalid"),
    ],
)
def test_fields_are_not_drawn_otherwise(
    office: Authorities, with_lists: Trust, old: bytes, new: bytes, verdict: str
) -> None:
    signed = office.sign(with_form(), at=NOW)
    form = body(signed, FREE + 2)
    assert old in form
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"
    other = appended(signed, {FREE + 2: form.replace(old, new), FREE + 50: font})
    assert verify(other, with_lists, NOW).verdict == verdict


BY_HONEST: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda data: appended(data, {}),
    "what nobody speaks of": lambda data: appended(data, {FREE: EVIL}),
    "the same once more": lambda data: appended(data, {PAGE: body(data, PAGE)}),
    "a table in a stream": lambda data: streamed(data, b"", lambda _: []),
    "a field that shows nothing": lambda data: added(data, lambda writer: field(writer, box(0, 0, 0, 0), shows=False)),
    "a field for the next": lambda data: added(
        data, lambda writer: append_signature_field(writer, SigFieldSpec("Kedua", box=(300, 100, 500, 160)))
    ),
}


@pytest.mark.parametrize("how", BY_HONEST)
def test_what_honest_programs_add(signed_letter: bytes, with_lists: Trust, how: str) -> None:
    found = verify(BY_HONEST[how](signed_letter), with_lists, NOW)
    assert (found.verdict, codes(found), found.signatures[0].changes) == ("valid", set(), "permitted")


@pytest.mark.parametrize(
    "kind",
    [
        {},
        pytest.param({"packed": True}, marks=LONG),
        pytest.param({"linear": True}, marks=LONG),
        {"packed": True, "linear": True},
    ],
)
def test_signers_one_after_the_other_and_renewal(office: Authorities, with_lists: Trust, kind: dict[str, bool]) -> None:
    data = letter(**kind)
    for number, level in enumerate(("B-B", "B-LTA", "B-T")):
        data = office.sign(data, level, at=NOW, field_name=f"Ke{number}")
    found = verify(office.renewed(data, NOW), with_lists, NOW)
    assert (found.verdict, codes(found), len(found.signatures)) == ("valid", set(), 3)
    assert verify(added(data, lambda writer: field(writer, box(0, 0, 9, 9))), with_lists, NOW).verdict == "invalid"


def test_a_signature_on_what_may_not_be_signed(
    office: Authorities, with_lists: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PdfSigner, "_enforce_certification_constraints", lambda *_: None)
    closed = office.sign(letter(), at=NOW, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    found = verify(office.sign(closed, at=NOW, field_name="Kedua"), with_lists, NOW)
    assert [one.verdict for one in found.signatures] == ["invalid", "valid"]
    assert verify(office.renewed(closed, NOW), with_lists, NOW).verdict == "valid"
