"""Damage: every kind leaves a page that a person can read, and every kind comes."""

import re
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from ingest.reading import read_page
from paper.kinds import JPEG, PDF, TIFF, kind_of
from paper.page_image import FIRST_VIEW, FIRST_VIEW_BYTES, page_image
from samples.damage import devices, paper
from samples.damage.choice import KINDS, PHONE, chosen
from samples.damage.page import Kind, Page
from samples.kinds import TYPED_NAMES
from tests.samples.conftest import Made

PHONES = {kind.__name__ for kind in PHONE}


def written() -> Page:
    """An A4 page at about 150 dpi with lines of words."""
    page = np.full((1754, 1240, 3), 252, np.uint8)
    for row in range(150, 1500, 44):
        cv2.putText(page, "surat keterangan jembatan gantung", (120, row), cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 2)
    return page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_damage_changes_a_page_and_keeps_it_a_page(kind: Kind) -> None:
    """Three bytes a pixel, about as tall to its width (or on its side), ink darker than paper; itself left alone."""
    page = written()
    before = page.copy()
    hurt = kind(page, np.random.default_rng(1))
    assert (page == before).all()
    assert hurt.dtype == np.uint8
    assert hurt.ndim == 3
    height, width = sorted(hurt.shape[:2], reverse=True)
    assert 1.38 < height / width < 1.45
    assert hurt.shape != page.shape or (hurt != page).mean() > 0.0002
    assert np.percentile(hurt, 80) - hurt.min() > 90


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_same_chance_does_the_same_damage(kind: Kind) -> None:
    one, other = (kind(written(), np.random.default_rng(5)) for _ in range(2))
    assert zlib.crc32(one.tobytes()) == zlib.crc32(other.tobytes())


def test_every_kind_of_damage_comes() -> None:
    seen = {kind for seed in range(300) for kind in chosen(np.random.default_rng(seed), typed=seed % 4 == 0)}
    assert seen == set(KINDS)


def test_scans_come_in_the_kinds_of_files_that_scanners_write(scans: list[Made]) -> None:
    assert {kind_of(one.path) for one in scans} == {JPEG, TIFF, PDF}
    assert any(kind_of(one.path) == TIFF and one.truth["pages"] > 1 for one in scans)
    assert all(one.truth["damage"] for one in scans)


def test_scans_keep_the_colour_of_paper_and_ink(scans: list[Made]) -> None:
    """More than half are in colour; old paper is yellow."""
    colours = []
    for made in [one for one in scans if kind_of(one.path) == JPEG]:
        with Image.open(made.path) as picture:
            colours.append(picture.mode)
            paper = np.median(np.asarray(picture.convert("RGB")).reshape(-1, 3), axis=0)
        damage = made.truth["damage"]
        if "yellowed" in damage and colours[-1] == "RGB" and not PHONES.intersection(damage):
            assert paper[0] > paper[2], made.path.name
    assert colours.count("RGB") > len(colours) / 2


def test_the_first_view_of_the_noisiest_page_is_small(scans: list[Made], tmp_path: Path) -> None:
    """Grain does not compress; still the first look at a letter is at most 150 KB."""
    noisiest = tmp_path / "noisiest.jpg"
    page = cv2.resize(written(), (1654, 2339))
    for seed, kind in enumerate((paper.uneven, paper.yellowed, paper.wrinkled, paper.shown_through, devices.noisy)):
        page = kind(page, np.random.default_rng(seed))
    Image.fromarray(page).save(noisiest, quality=88)
    for path in (noisiest, *(one.path for one in scans if one.truth["damage"][-1] in ("noisy", *PHONES))):
        assert len(page_image(path, str(kind_of(path)), 1, width=FIRST_VIEW).data) <= FIRST_VIEW_BYTES, path.name


def test_a_typed_old_letter_and_a_new_one_can_be_read(scans: list[Made]) -> None:
    old = next(one for one in scans if one.truth["layout"] in TYPED_NAMES and kind_of(one.path) == JPEG)
    new = next(one for one in scans if one.truth["layout"] not in TYPED_NAMES and kind_of(one.path) == JPEG)
    for made in (old, new):
        words = set(re.findall(r"\w{3,}", " ".join(made.truth["body"]).lower()))
        read = set(re.findall(r"\w{3,}", read_page(made.path, JPEG, 1).text.lower()))
        assert len(words & read) >= 0.8 * len(words), made.path.name
