"""Searchable copies are measured on whatever a folder holds."""

from pathlib import Path

import pytest

from bench.copies import Copied, run, told
from tests import files


def test_files_are_told_apart_by_what_became_of_them(tmp_path: Path) -> None:
    files.written(tmp_path, "scan.png", files.scan())
    files.written(tmp_path, "rusak.pdf", files.pdf()[:300])
    files.written(tmp_path, "catatan.txt", b"no page")
    results = run(folder=tmp_path)["results"]
    assert results["PNG kept"] == results["all"]
    assert results["all"]["in_boxes"] == 100
    assert results["not copied: Damaged file"] == {"files": 1}


def test_a_folder_without_pages_is_named(tmp_path: Path) -> None:
    files.written(tmp_path, "catatan.txt", b"no page")
    with pytest.raises(FileNotFoundError, match="no images or PDFs"):
        run(folder=tmp_path)


def test_what_stays_as_it_is_has_nothing_beside_its_pictures() -> None:
    asis, said = Copied(3, 0.3, 90_000, 0, 0), Copied(1, 0.1, 10_000, 200, 199)
    assert told([asis]) == {"files": 1, "pages": 3, "s_page": 0.1}
    assert told([asis, said]) == {"files": 2, "pages": 4, "s_page": 0.1, "kb_page": 10.0, "in_boxes": 99.5}
