"""The visible stamp: what it says, the code on the page, and what it does to PDF/A and PDF/UA."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from paper import qr
from schemas.errors import WrongUse
from signing.field import with_field
from signing.pades import LocalSigner
from signing.signer import CannotBeSigned, NoField, Place, Wish
from signing.stamp import picture, stamp
from tests.servers.verapdf import Verdict, verdicts
from tests.signing.codes import codes
from tests.signing.letters import PLACE, letter
from tests.signing.pki import Pki
from tests.signing.seen_by_others import statuses

ADDRESS = "https://arsip.sukamaju.example/verify/Ab3dEf6hIj9k"
LONG = "Plt. Kepala Dinas Kependudukan dan Pencatatan Sipil Kabupaten Sukamaju"
STAMP = stamp("Dr. Sri Contoh, S.H., M.Si.", LONG, date(2026, 11, 30), ADDRESS)
FIELD = "Signature1"
BOTH = Verdict(True, "2a+ua1", "")

Signers = Callable[[str], LocalSigner]


def tagged() -> bytes:
    return with_field(letter(), PLACE, FIELD, STAMP.label)


def test_the_code_is_read_from_the_page_as_it_is_drawn(pki: Pki, signer: Signers, tmp_path: Path) -> None:
    signed = signer("signer").sign(tagged(), Wish(stamp=STAMP))
    assert codes(signed, tmp_path, PLACE) == [ADDRESS]
    assert codes(tagged(), tmp_path, PLACE) == []
    (status,) = statuses(signed, pki)
    assert status.bottom_line


def test_a_stamp_fills_a_field_of_another_size(signer: Signers, tmp_path: Path) -> None:
    large = Place(-1, (60.0, 60.0, 360.0, 165.0))
    signed = signer("signer").sign(with_field(letter(), large, FIELD, STAMP.label), Wish(stamp=STAMP))
    assert codes(signed, tmp_path, Place(1, large.box)) == [ADDRESS]


def test_a_second_stamp_needs_no_field_made_before(pki: Pki, signer: Signers, tmp_path: Path) -> None:
    once = signer("signer").sign(tagged(), Wish(stamp=STAMP))
    other = Place(1, (60.0, 80.0, 260.0, 150.0))
    twice = signer("second").sign(once, Wish(stamp=STAMP, place=other))
    assert codes(twice, tmp_path, other) == [ADDRESS]
    assert [one.bottom_line for one in statuses(twice, pki)] == [True, True]


def test_every_font_of_a_stamp_is_embedded() -> None:
    with pikepdf.open(BytesIO(STAMP.pdf)) as document:
        fonts = [font.DescendantFonts[0].FontDescriptor for font in document.pages[0].Resources.Font.values()]
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in fonts)


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_in_both_languages_and_a_picture(language: str) -> None:
    found = stamp("Sri Contoh", "", date(2026, 8, 17), ADDRESS, language=language, size=(160, 60))
    assert (
        found.label
        == {"id": "Tanda tangan elektronik Sri Contoh", "en": "Electronic signature of Sri Contoh"}[language]
    )
    seen = np.asarray(Image.open(BytesIO(picture(found))).convert("L"))
    assert qr.texts(seen) == [ADDRESS]


def test_without_an_address_it_has_no_code(signer: Signers, tmp_path: Path) -> None:
    found = stamp("Sri Contoh", "Kepala Dinas", date(2026, 8, 17), "")
    seen = np.asarray(Image.open(BytesIO(picture(found))).convert("L"))
    assert qr.texts(seen) == []
    assert (seen[:, : seen.shape[0] // 2] < 100).any(), "what it says has the room of the code"
    signed = signer("signer").sign(tagged(), Wish(stamp=found))
    assert codes(signed, tmp_path, PLACE) == []


def test_text_never_runs_as_markup() -> None:
    assert stamp('#read("/etc/passwd") *a* $x$ <b> @c', "`#eval`", date(2026, 1, 1), ADDRESS).pdf


def test_no_code_is_made_that_could_not_be_read() -> None:
    with pytest.raises(WrongUse):
        stamp("A", "", date(2026, 1, 1), "https://arsip.example/" + "x" * 100)
    with pytest.raises(WrongUse):
        stamp("A", "", date(2026, 1, 1), ADDRESS, size=(90, 40))


def test_a_field_is_put_only_where_it_can_be(signer: Signers) -> None:
    for place, name in ((Place(2, PLACE.box), FIELD), (Place(0, PLACE.box), FIELD)):
        with pytest.raises(NoField):
            with_field(letter(), place, name, "x")
    with pytest.raises(NoField):
        with_field(tagged(), PLACE, FIELD, "x")
    with pytest.raises(CannotBeSigned, match="signed already"):
        with_field(signer("signer").sign(letter(), Wish()), PLACE, "Other", "x")
    with pytest.raises(CannotBeSigned):
        with_field(b"Yth.", PLACE, FIELD, "x")


@pytest.mark.servers
def test_verapdf_passes_before_and_after(signer: Signers, tmp_path: Path) -> None:
    one = signer("signer")
    files = {
        "typeset": letter(),
        "with a field": tagged(),
        "invisible": one.sign(letter(), Wish()),
        "stamped": one.sign(tagged(), Wish(stamp=STAMP)),
        "stamped without a code": one.sign(tagged(), Wish(stamp=stamp("Sri Contoh", LONG, date(2026, 8, 17), ""))),
        "archived": one.sign(tagged(), Wish(level="B-LTA", stamp=STAMP, lock=True)),
        "field made while signing": one.sign(letter(), Wish(stamp=STAMP, place=PLACE)),
        "not tagged": one.sign(one.sign(letter(), Wish()), Wish(stamp=STAMP, place=PLACE)),
    }
    paths = [tmp_path / f"{name}.pdf" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    found = dict(zip(files, verdicts(paths), strict=True))
    spoilt = found.pop("not tagged")
    assert found == dict.fromkeys(found, BOTH)
    assert not spoilt.passed, "a visible field that was not tagged breaks PDF/UA, and veraPDF sees it"
