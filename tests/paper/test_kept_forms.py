"""What veraPDF says of the minutes and the list of a disposal: PDF/A-2a and PDF/UA-1."""

from pathlib import Path
from typing import Any

import pytest

from paper.forms import kept_form
from tests.servers.verapdf import Verdict, verdicts

ROW = {
    "number": "005/1", "code": "005", "title": "Undangan “rapat” & acara", "first": 20160105, "last": 20161230,
    "letters": 12, "pages": 40, "years": 2, "result": "musnah", "why": "",
}  # fmt: skip
DATA: dict[str, Any] = {
    "head": {"lines": ["Kabupaten Sukamaju", "Sekretariat Daerah"], "crest": None},
    "title": "Berita acara pemusnahan arsip, usul nomor 3",
    "kind": "destroy",
    "number": 3,
    "unit": "Sekretariat Daerah",
    "day": 20261201,
    "words": "Selasa tanggal satu bulan Desember tahun dua ribu dua puluh enam",
    "by": "Arsiparis",
    "reason": "Masa simpan habis",
    "approvals": [("Sekretaris Daerah", "Setuju"), ("Kepala ANRI", "Surat nomor B-1")],
    "files": 60,
    "letters": 720,
    "pages": 2400,
    "software": "Lontar",
    "rows": [ROW | {"why": "ditolak" if at % 7 == 0 else ""} for at in range(60)],
    "hashes": [{"number": "005/1", "letter": f"L{at:024}", "sha256": ["a" * 64, "b" * 64]} for at in range(60)],
}
KINDS = ("destroy", "keep", "appraise")


@pytest.mark.servers
def test_verapdf_passes_minutes_and_list(tmp_path: Path) -> None:
    files = []
    for kind in KINDS:
        for name in ("disposal", "disposal-list"):
            said = DATA | {"kind": kind} | ({} if kind == "destroy" else {"hashes": [], "approvals": []})
            files.append(tmp_path / f"{name}-{kind}.pdf")
            files[-1].write_bytes(kept_form(name, said))
    assert verdicts(files) == [Verdict(True, "2a+ua1", "")] * len(files)
