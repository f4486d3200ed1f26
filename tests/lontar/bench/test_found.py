"""The measurement over a folder of real files names what was not read and what its words do not find."""

from pathlib import Path

from bench.found import run, told
from tests import files


def test_files_are_found_by_the_words_beside_them(tmp_path: Path) -> None:
    files.written(tmp_path, "surat.pdf", files.pdf())
    (tmp_path / "surat.txt").write_text("Perbaikan jembatan gantung")
    files.written(tmp_path, "lain.pdf", files.pdf(("Undangan rapat",)))
    (tmp_path / "lain.txt").write_text("Kesehatan")
    files.written(tmp_path, "potong.pdf", files.pdf()[:300])
    found = {Path(one.file).name: one for one in run(tmp_path)}
    assert found["surat.pdf"].plain == 3
    assert found["lain.pdf"].alike == 0
    assert "damaged" in found["potong.pdf"].error
    first, second, last = told(list(found.values()))
    assert "potong.pdf" in first
    assert "lain.pdf: Kesehatan" in second
    assert last.startswith("2 of 3 files read; of 4 words 75.0 %")
