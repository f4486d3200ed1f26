"""Untrusted files are parsed in the sandbox only: the process that keeps letters never even loads a parser."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import documents, files, pages
from tests.serving import ROOT

PARSERS = (
    "PIL.PngImagePlugin", "PIL.TiffImagePlugin", "pillow_heif", "pypdfium2", "pdfplumber", "pdfminer", "cv2",
    "pytesseract", "tesserocr", "pikepdf", "fontTools", "xml.sax.expatreader",
    "paper.pdf", "paper.raster", "paper.page_image",
    "ingest.documents", "ingest.reading",
)  # fmt: skip
SCRIPT = """
import json, sys
from pathlib import Path
from ingest import archive, html_text, mail, unfold
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import open_house
from office.access import installation
from schemas.letter import Letter
from store.directory import DirectoryOriginals
import web.app

def refuse(*_, **__):
    raise AssertionError("parsed outside of the sandbox")

folder, parsers = Path(sys.argv[1]), sys.argv[2:]
unfold.unpacked = unfold.members_of = mail._message = archive.unpacked = archive.members_of = html_text.plain = refuse
house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
for path in sorted((folder / "files").iterdir()):
    arrived = arrive(house, path, path.name, installation("tests"))
    assert all(one.status == "registered" for one in arrived), arrived
settle(house, 1)
stages = {row["files"][0]["name"]: row["stage"] for row in house.store.every(Letter)}
print(json.dumps([stages, [name for name in parsers if name in sys.modules]]))
house.close()
"""


def test_a_file_of_every_kind_is_taken_and_read_without_a_parser_in_this_process(tmp_path: Path) -> None:
    message = documents.mail(body=None)
    message.set_content("<p>Isi</p>", subtype="html")
    message.add_attachment(files.pdf(), maintype="application", subtype="pdf", filename="lampiran.pdf")
    every = {
        "surat.pdf": files.pdf(),
        "pindaian.tif": files.scan("TIFF"),
        "foto.heic": pages.heic(),
        "naskah.docx": documents.docx("Isi surat"),
        "naskah.odt": documents.odt("Isi surat"),
        "surat.eml": bytes(message),
        "paket.zip": files.packed({"dalam.pdf": files.pdf(("Isi paket",))}),
    }
    (tmp_path / "files").mkdir()
    for name, content in every.items():
        files.written(tmp_path / "files", name, content)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), *PARSERS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    stages, loaded = json.loads(done.stdout)
    assert stages == dict.fromkeys({*every, "dalam.pdf"} - {"paket.zip"}, "understood")
    assert loaded == []


@pytest.mark.parametrize("engine", ["auto", "tesserocr"])
def test_languages_are_asked_for_without_loading_an_engine(tmp_path: Path, engine: str) -> None:
    script = """
import sys
from lontar.console import Console
Console().tell_languages()
print([name for name in ("numpy", "pytesseract", "tesserocr") if name in sys.modules])
"""
    chosen = os.environ | {"LONTAR_HOME": str(tmp_path), "LONTAR_ENGINE": engine, "LONTAR_LANGUAGES": "xyz"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=chosen, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n"
    assert "no model for xyz" in done.stderr
