"""What is added behind a signature, each kind with the verdict that it must have: what an honest program adds is valid,
and whatever would show some reader another letter is not."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name as name
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.signers.pdf_signer import PdfSigner

from bench.signed import Authorities
from signing.trust import Trust, read_trust
from signing.verdict import Verdict
from signing.verifying import verify
from tests.signing.revisions import (
    CATALOG,
    CONTENTS,
    EVIL,
    PAGE,
    added,
    annotated,
    appended,
    body,
    box,
    field,
    letter,
    line,
    look,
    place_of,
    size_of,
    streamed,
)

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
LONG = pytest.mark.full
FREE, HOLE = 400, 99
"""Numbers of objects: one that nobody speaks of, and one that the page of `with_hole` speaks of without its being
there."""
Dict = generic.DictionaryObject


@pytest.fixture(scope="module")
def office() -> Authorities:
    return Authorities()


@pytest.fixture(scope="module")
def trust(office: Authorities, tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return read_trust(office.trust(tmp_path_factory.mktemp("trust"), NOW))


@pytest.fixture(scope="module", params=["B-B", pytest.param("B-LTA", marks=LONG)])
def signed(office: Authorities, request: pytest.FixtureRequest) -> bytes:
    return office.sign(letter(), request.param, at=NOW)


def codes(found: Verdict) -> set[str]:
    return {why.code for why in (*found.reasons, *found.warnings)}


def script() -> Dict:
    return Dict({name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert(1)")})


def packed_twice(data: bytes, numbers: tuple[int, int], index: int) -> bytes:
    """The page, packed with another that shows other contents: as the first or the second of a stream."""
    page = body(data, PAGE)
    other = page.replace(b"/Contents %d 0 R" % CONTENTS, b"/Contents %d 0 R" % FREE)
    head = b"%d 0 %d %d " % (numbers[0], numbers[1], len(page) + 1)
    packed = head + page + b" " + other
    about = b"/Type /ObjStm /N 2 /First %d /Length %d" % (len(head), len(packed))
    stream = b"401 0 obj\n<< %b >>\nstream\n%b\nendstream\nendobj\n" % (about, packed)
    return streamed(data, stream, lambda place: [(PAGE, 2, 401, index), (401, 1, place, 0)])


def hybrid(data: bytes) -> bytes:
    """A table that names a second one, in which the contents of the page are others."""
    first = appended(data, {FREE: EVIL})
    place = first.rindex(b"%d 0 obj" % FREE)
    stream = b"%c%b%b" % (1, place.to_bytes(4), bytes(2))
    about = b"/Type /XRef /Size 501 /W [1 4 2] /Index [%d 1] /Length %d" % (CONTENTS, len(stream))
    table = b"<< %b >>\nstream\n%b\nendstream" % (about, stream)
    second = len(data.rstrip(b"\n")) + 1 + len(b"%d 0 obj\n%b\nendobj\n" % (CONTENTS, EVIL))
    return appended(data, {CONTENTS: EVIL, 500: table}, lambda _: [], b"/XRefStm %d" % second)


BY_TABLE: dict[str, Callable[[bytes], bytes]] = {
    "other contents": lambda data: appended(data, {CONTENTS: EVIL}),
    "another generation": lambda data: appended(data, {CONTENTS: EVIL}, generation=1),
    "a generation too high": lambda data: appended(data, {CONTENTS: EVIL}, generation=70_000),
    "listed twice": lambda data: appended(
        data,
        {CONTENTS: EVIL},
        lambda at: [(CONTENTS, line(at[CONTENTS])), (CONTENTS, line(data.index(b"%d 0 obj" % CONTENTS)))],
    ),
    "an entry of no kind": lambda data: appended(
        data, {CONTENTS: EVIL}, lambda at: [(CONTENTS, line(at[CONTENTS], kind=b"m"))]
    ),
    "listed nowhere": lambda data: appended(data, {CONTENTS: EVIL}, lambda _: []),
    "listed nowhere, by a comment": lambda data: appended(
        data, {FREE: b"<< >>\nendobj\n%d 0 %%\nobj %b" % (CONTENTS, EVIL)}
    ),
    "at the place of another": lambda data: appended(
        data, {CONTENTS: EVIL}, lambda at: [(FREE, line(at[CONTENTS]))], size=FREE + 1
    ),
    "freed": lambda data: appended(data, {}, lambda _: [(CONTENTS, line(0, 1, b"f"))]),
    "freed without a generation": lambda data: appended(data, {}, lambda _: [(CONTENTS, line(0, 0, b"f"))]),
    "freed for good": lambda data: appended(data, {}, lambda _: [(CONTENTS, line(0, 65535, b"f"))]),
    "freed for too long": lambda data: appended(data, {}, lambda _: [(CONTENTS, line(0, 99_999, b"f"))]),
    "of fewer objects": lambda data: appended(data, {}, size=CONTENTS),
    "beside its place": lambda data: appended(data, {}, off=1),
    "before its place": lambda data: appended(data, {}, off=-3),
    "without what was signed": lambda data: appended(data, {}, previous=place_of(letter())),
    "a loop": lambda data: appended(data, {}, previous=len(data) + 1),
    "locked": lambda data: appended(data, {}, trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 >>"),
    "an older end": lambda data: data + b"startxref\n%d\n%%%%EOF\n" % place_of(letter()),
    "hybrid": hybrid,
    "streamed": lambda data: streamed(
        data, b"%d 0 obj\n%b\nendobj\n" % (CONTENTS, EVIL), lambda at: [(CONTENTS, 1, at, 0)]
    ),
    "streamed, of no kind": lambda data: streamed(data, b"", lambda _: [(CONTENTS, 3, 0, 0)]),
    "packed twice": lambda data: packed_twice(data, (PAGE, PAGE), 1),
    "packed under a wrong index": lambda data: packed_twice(data, (PAGE, FREE), 1),
    "packed, another page": lambda data: packed_twice(data, (FREE, PAGE), 1),
}


@pytest.mark.parametrize("how", BY_TABLE)
def test_no_table_shows_any_reader_another_letter(signed: bytes, trust: Trust, how: str) -> None:
    found = verify(BY_TABLE[how](signed), trust, NOW)
    assert found.verdict != "valid", codes(found)
    assert all(one.verdict != "valid" or "objects-after-end" in codes(found) for one in found.signatures)


def test_a_hole_left_for_what_comes_later(office: Authorities, trust: Trust) -> None:
    """The page that was signed speaks of contents that are not there yet."""
    page = body(letter(), PAGE).replace(b"%d 0 R" % CONTENTS, b"[ %d 0 R %d 0 R ]" % (CONTENTS, HOLE))
    for objects in ({PAGE: page}, {PAGE: page, HOLE + 1: b"<< >>"}):
        signed = office.sign(appended(letter(), objects), at=NOW)
        assert verify(signed, trust, NOW).verdict == "valid"
        found = verify(appended(signed, {HOLE: EVIL}), trust, NOW)
        assert (found.verdict, codes(found)) == ("invalid", {"changed-after"})


def test_more_objects_than_the_signed_file_says_that_it_has(office: Authorities, trust: Trust) -> None:
    """What has a number above that is taken for new, though it was signed."""
    signed = office.sign(appended(letter(), {FREE: b"<< >>"}), at=NOW)
    less = signed.replace(b"/Size %d" % size_of(signed), b"/Size 300")
    cut = verify(appended(less, {FREE: b"<< /Changed true >>"}), trust, NOW)
    assert cut.verdict != "valid"


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
    office: Authorities, trust: Trust, how: str, permission: MDPPerm | None
) -> None:
    how_signed: dict[str, Any] = {"certify": True, "docmdp_permissions": permission} if permission else {}
    found = verify(added(office.sign(letter(), at=NOW, **how_signed), BY_FORM[how]), trust, NOW)
    assert (found.verdict, codes(found)) == ("invalid", {"changed-after"})


def test_a_time_server_signs_nothing_that_is_shown(office: Authorities, trust: Trust) -> None:
    """Anybody gets its stamp."""
    shown = added(office.sign(letter(), at=NOW), lambda writer: field(writer, box(0, 0, 400, 400)))
    value = office.renewed(shown, NOW)
    assert verify(value, trust, NOW).verdict == "invalid"


CATALOG_KEYS = (
    *("/OpenAction", "/AA", "/PageLabels", "/OCProperties", "/StructTreeRoot", "/Outlines", "/PageMode", "/Lang"),
    *("/ViewerPreferences", "/Collection", "/URI", "/Perms", "/Threads", "/AF", "/Requirements"),
)


@pytest.mark.parametrize("key", CATALOG_KEYS)
def test_the_catalog_stays_as_it_was_signed(office: Authorities, trust: Trust, key: str) -> None:
    signed = office.sign(letter(), at=NOW)
    catalog = body(signed, CATALOG)
    for value in (b"<< >>", b"/X", b"[ ]"):
        other = catalog[: catalog.rindex(b">>")] + key.encode() + b" " + value + b" >>"
        assert verify(appended(signed, {CATALOG: other}), trust, NOW).verdict == "invalid", value


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
    office: Authorities, trust: Trust, proofs: bytes, verdict: str
) -> None:
    signed = office.sign(letter(), at=NOW)
    catalog = body(signed, CATALOG)
    catalog = catalog[: catalog.rindex(b">>")] + b"/DSS %b >>" % proofs
    proof = office.authority.x509.dump()
    stream = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(proof), proof)
    other = {CONTENTS: EVIL} if b"[ %d 0" % CONTENTS in proofs else {FREE: stream}
    assert verify(appended(signed, {CATALOG: catalog, **other}), trust, NOW).verdict == verdict


def test_proofs_that_cannot_be_read_take_nothing_from_a_signature(office: Authorities, trust: Trust) -> None:
    signed = office.sign(letter(), at=NOW)
    catalog = body(signed, CATALOG)
    catalog = catalog[: catalog.rindex(b">>")] + b"/DSS << /Certs [ %d 0 R ] >> >>" % FREE
    found = verify(appended(signed, {CATALOG: catalog, FREE: EVIL}), trust, NOW)
    assert (found.verdict, codes(found)) == ("valid", {"proofs-unreadable"})


def with_two_notes() -> bytes:
    notes = {FREE + one: b"<< /Subtype /FreeText /Rect [0 0 99 99] /Contents (%d) >>" % one for one in range(2)}
    page = body(letter(), PAGE).replace(b"/Contents", b"/Annots [ %d 0 R %d 0 R ] /Contents" % (FREE, FREE + 1))
    return appended(letter(), {**notes, PAGE: page})


def test_what_lies_on_a_page_keeps_its_order(office: Authorities, trust: Trust) -> None:
    def turned(writer: Any) -> None:
        field(writer, box(0, 0, 0, 0), shows=False)
        page = writer.root["/Pages"]["/Kids"][0]
        first, second, *others = (page["/Annots"].raw_get(place) for place in range(len(page["/Annots"])))
        page[name("/Annots")] = generic.ArrayObject([second, first, *others])
        writer.update_container(page)

    signed = office.sign(with_two_notes(), at=NOW)
    honest = added(signed, lambda writer: field(writer, box(0, 0, 0, 0), shows=False))
    assert verify(honest, trust, NOW).verdict == "valid"
    assert verify(added(signed, turned), trust, NOW).verdict == "invalid"


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
    office: Authorities, trust: Trust, old: bytes, new: bytes, verdict: str
) -> None:
    signed = office.sign(with_form(), at=NOW)
    form = body(signed, FREE + 2)
    assert old in form
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"
    other = appended(signed, {FREE + 2: form.replace(old, new), FREE + 50: font})
    assert verify(other, trust, NOW).verdict == verdict


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
def test_what_honest_programs_add(signed: bytes, trust: Trust, how: str) -> None:
    found = verify(BY_HONEST[how](signed), trust, NOW)
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
def test_signers_one_after_the_other_and_renewal(office: Authorities, trust: Trust, kind: dict[str, bool]) -> None:
    data = letter(**kind)
    for number, level in enumerate(("B-B", "B-LTA", "B-T")):
        data = office.sign(data, level, at=NOW, field_name=f"Ke{number}")
    found = verify(office.renewed(data, NOW), trust, NOW)
    assert (found.verdict, codes(found), len(found.signatures)) == ("valid", set(), 3)
    assert verify(added(data, lambda writer: field(writer, box(0, 0, 9, 9))), trust, NOW).verdict == "invalid"


def test_a_signature_on_what_may_not_be_signed(
    office: Authorities, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PdfSigner, "_enforce_certification_constraints", lambda *_: None)
    closed = office.sign(letter(), at=NOW, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    found = verify(office.sign(closed, at=NOW, field_name="Kedua"), trust, NOW)
    assert [one.verdict for one in found.signatures] == ["invalid", "valid"]
    assert verify(office.renewed(closed, NOW), trust, NOW).verdict == "valid"
