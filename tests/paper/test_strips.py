"""Strips of JPEG in a TIFF become one JPEG that shows the same, pixel by pixel."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from paper.strips import BEGIN, END, joined
from tests import files, pages
from tests.paper.copying import copied, streams

TABLES = 347


def grained(mode: str, size: tuple[int, int]) -> Image.Image:
    """A page with something in every place."""
    pixels = np.asarray(pages.page("RGB", size)).astype(int)
    grain = np.random.default_rng(1).integers(0, 60, pixels.shape)
    return Image.fromarray(np.clip(pixels - grain, 0, 255).astype(np.uint8)).convert(mode)


def strips_of(tiff: bytes) -> tuple[list[bytes], bytes, tuple[int, int]]:
    """Strips, the tables beside them, and the size."""
    with Image.open(io.BytesIO(tiff)) as image:
        tags = image.tag_v2  # type: ignore[attr-defined]
        found = [tiff[start : start + size] for start, size in zip(tags[273], tags[279], strict=True)]
        return found, tags.get(TABLES, b""), image.size


@pytest.mark.parametrize("size", [(240, 320), (241, 317), (800, 1100)])
@pytest.mark.parametrize("mode", ["L", "YCbCr"])
@pytest.mark.parametrize("rows", [None, 5000])
def test_the_joined_strips_show_the_same(mode: str, size: tuple[int, int], rows: int | None) -> None:
    """Of one strip too; sides that no unit of coding divides; more strips than there are restart markers."""
    tiff = pages.file("TIFF", grained(mode, size), compression="jpeg", **({"tiffinfo": {278: rows}} if rows else {}))
    strips, shared, _ = strips_of(tiff)
    assert len(strips) == 1 if rows else len(strips) > 1
    one = joined(strips, shared, size)
    assert one is not None
    with Image.open(io.BytesIO(one)) as ours, Image.open(io.BytesIO(tiff)) as theirs:
        assert ours.format == "JPEG"
        assert np.array_equal(np.asarray(ours.convert("RGB")), np.asarray(theirs.convert("RGB")))


@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
def test_colours_may_be_coded_more_coarsely_than_brightness(subsampling: str) -> None:
    """As scanners do: colour is made finer across the ends of strips then, so that it differs there by a shade."""
    page = grained("RGB", (241, 317))
    pieces = [page.crop((0, top, 241, min(317, top + 32))) for top in range(0, 317, 32)]
    strips = [pages.file("JPEG", piece, quality=90, subsampling=subsampling) for piece in pieces]
    one = joined(strips, b"", page.size)
    assert one is not None
    with Image.open(io.BytesIO(one)) as ours:
        shown = np.asarray(ours.convert("L")).astype(int)
    pasted = Image.new("RGB", page.size)
    for number, strip in enumerate(strips):
        with Image.open(io.BytesIO(strip)) as piece:
            pasted.paste(piece, (0, 32 * number))
    apart = np.abs(shown - np.asarray(pasted.convert("L")))
    assert apart.max() <= 2
    assert apart.mean() < 0.1


def test_a_copy_of_such_a_page_has_its_coded_data(tmp_path: Path) -> None:
    tiff = pages.file("TIFF", grained("YCbCr", pages.SIZE), compression="jpeg")
    assert copied(files.written(tmp_path, "scan.tif", tiff), tmp_path / "copy.pdf").how == ("JPEG kept",)
    ((coding, data),) = streams(tmp_path / "copy.pdf")
    assert (coding, data) == ("/DCTDecode", joined(*strips_of(tiff)))
    assert all(strip[-200:-2] in data for strip in strips_of(tiff)[0])


STRIPS, SHARED, SIZE = strips_of(pages.file("TIFF", grained("YCbCr", pages.SIZE), compression="jpeg"))


def test_what_is_no_page_of_strips_is_not_joined() -> None:
    last = len(STRIPS) - 1
    progressive = pages.file("JPEG", grained("RGB", SIZE), progressive=True)
    own = pages.file("JPEG", grained("RGB", SIZE), restart_marker_rows=1)
    assert joined([], SHARED, SIZE) is None
    assert joined(STRIPS[:last], SHARED, SIZE) is None  # rows are missing
    assert joined([STRIPS[last], *STRIPS[:last]], SHARED, SIZE) is None  # a short strip before others
    assert joined([progressive], b"", SIZE) is None
    assert joined([own], b"", SIZE) is None  # has restarts of its own
    assert joined([pages.file("JPEG", grained("RGB", SIZE))], b"", SIZE) is not None


@given(st.integers(0, len(STRIPS[0]) - 1), st.binary(max_size=4))
def test_a_damaged_strip_is_joined_or_refused_but_never_raises(at: int, other: bytes) -> None:
    damaged = STRIPS[0][:at] + other + STRIPS[0][at + len(other) :]
    for strip in (damaged, STRIPS[0][:at]):
        one = joined([strip, *STRIPS[1:]], SHARED, SIZE)
        assert one is None or one.endswith(END)


@given(st.binary(max_size=40))
def test_tables_of_anything_are_taken_or_refused_but_never_raise(shared: bytes) -> None:
    for tables in (shared, BEGIN + shared):
        one = joined(STRIPS, tables, SIZE)
        assert one is None or one.endswith(END)
    assert joined(STRIPS, b"no tables", SIZE) is None
