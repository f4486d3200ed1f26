"""Sample letters: the same for the same seed, true to their ground truth, readable when damaged."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from ingest import fields, text_layer
from ingest.reading import read_page
from paper.kinds import JPEG, PDF
from samples.content import old_spelling
from samples.damage import KINDS
from samples.make import make


def test_the_same_seed_writes_the_same_letters(tmp_path: Path) -> None:
    first = make(tmp_path / "a", 4, 7)
    again = make(tmp_path / "b", 4, 7)
    other = make(tmp_path / "c", 4, 8)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert [path.read_bytes() for path in first] != [path.read_bytes() for path in other]


def test_the_truth_stands_on_the_page(tmp_path: Path) -> None:
    seen = set()
    for path in make(tmp_path, 30, 3):
        truth = json.loads((tmp_path / "truth" / f"{path.stem}.json").read_text("utf-8"))
        layer = text_layer.read_layer(path, 1)
        text = " ".join(layer.text.split())
        assert layer.good, layer.reason
        assert truth["fields"]["reference_number"].replace(" ", "") in text.replace(" ", "")
        if "subject" in truth["fields"]:
            assert truth["fields"]["subject"] in text
        seen.add((truth["fields"]["language"], truth["fields"].get("letter_type")))
    assert len(seen) >= 4


def test_a_scan_can_be_read(tmp_path: Path) -> None:
    path = make(tmp_path, 2, 5, scans=True)[1]
    assert path.suffix == ".jpg"
    truth = json.loads((tmp_path / "truth" / f"{path.stem}.json").read_text("utf-8"))
    words = {word.strip(".,").lower() for word in " ".join(truth["body"]).split()}
    read = {word.strip(".,").lower() for word in read_page(path, JPEG, 1).text.split()}
    assert len(words & read) >= 0.8 * len(words)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_damage_changes_a_page_and_keeps_it_a_page(kind: object) -> None:
    page = np.full((900, 640), 255, np.uint8)
    cv2.putText(page, "Surat", (100, 200), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 4)
    hurt = kind(page, np.random.default_rng(1))  # type: ignore[operator]
    assert hurt.dtype == np.uint8
    assert hurt.shape != page.shape or (hurt != page).any()
    assert hurt.min() < 200


def test_old_spelling() -> None:
    assert old_spelling("jalan untuk Cianjur yang nyata") == "djalan oentoek Tjiandjoer jang njata"


def test_fields_of_digital_letters_are_found_and_none_is_invented(tmp_path: Path) -> None:
    """Number and date of nine in ten; a subject only where there is one."""
    right = {"reference_number": 0, "date": 0}
    paths = make(tmp_path, 30, 11)
    for path in paths:
        truth = json.loads((tmp_path / "truth" / f"{path.stem}.json").read_text("utf-8"))["fields"]
        found = fields.understand([(1, read_page(path, PDF, 1))])
        for name in right:
            right[name] += name in found and found[name].value == truth[name]
        assert ("subject" in truth) or ("subject" not in found)
    assert all(number >= 0.9 * len(paths) for number in right.values()), right
