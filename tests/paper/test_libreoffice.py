"""Documents printed by LibreOffice: what it may see and do, and what becomes of documents that it cannot print."""

import http.server
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from lontar.reading import printed
from paper import libreoffice, pdf
from paper.errors import NotPrinted, TookTooLong
from paper.frozen import MOST_UNPACKED, freeze, frozen
from paper.kinds import DOCX, ODT, kind_of
from paper.sandbox import Sandbox
from paper.settings import Settings
from tests import documents, files
from tests.soffice import StandIn, needs_libreoffice

AS_PDF = "paper.libreoffice:as_pdf"


@pytest.fixture
def stand_in(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return StandIn(tmp_path_factory.mktemp("bin"), monkeypatch)


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAM", "soffice")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Settings()) as sandbox:
        yield sandbox


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.rfile.readline().decode())
            self.close_connection = True

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def text_of(made: bytes, folder: Path) -> str:
    with pdf.opened(files.written(folder, "made.pdf", made)) as document, pdf.page_of(document, 1) as page:
        return pdf.letters(page, 10_000).text


def pictures_of(made: bytes, folder: Path) -> int:
    with pdf.opened(files.written(folder, "made.pdf", made)) as document, pdf.page_of(document, 1) as page:
        return len(pdf.pictures(page))


@pytest.mark.parametrize("kind", [DOCX, ODT])
def test_the_program_is_told_the_kind_and_has_a_profile_and_a_folder_that_end_with_it(
    kind: str, stand_in: StandIn, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, reader = {DOCX: (documents.docx, "MS Word 2007 XML"), ODT: (documents.odt, "writer8")}[kind]
    monkeypatch.setenv("LONTAR_SMTP", "smtp://rahasia")
    made = printed.as_pdf(sandbox, files.written(tmp_path, "surat", make("Isi")), kind)
    assert made == files.pdf(pages=2)
    (call,) = stand_in.calls
    assert f"--infilter={reader}" in call["args"]
    assert "LONTAR_SMTP" not in call["environ"]
    assert call["environ"]["HOME"] == call["folder"]
    assert not Path(call["folder"]).exists()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert f'"{name}" oor:op="fuse"><value>true<' in call["profile"]


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("", "not opened"),
        ("sys.exit(3)", "exit 3"),
        ("os.kill(os.getpid(), 11)", "exit -11"),
        ("(folder / 'document.pdf').write_bytes(b'%PDF-1.7 half')", "no whole PDF"),
        ("held = bytearray(400 << 20)", "exit 1"),
    ],
)
def test_a_program_that_fails_says_how_and_the_next_document_is_printed(
    does: str, why: str, stand_in: StandIn, tmp_path: Path
) -> None:
    path = files.written(tmp_path, "a.docx", documents.docx("Isi"))
    with Sandbox(Settings(sandbox_memory_mb=256)) as sandbox:
        stand_in.does(does)
        with pytest.raises(NotPrinted) as raised:
            printed.as_pdf(sandbox, path, DOCX)
        assert raised.value.params["why"] == why
        stand_in.prints(files.pdf())
        assert printed.as_pdf(sandbox, path, DOCX) == files.pdf()


def test_a_program_that_does_not_end_is_ended_with_its_folder(
    stand_in: StandIn, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files.written(tmp_path, "a.docx", documents.docx("Isi"))
    stand_in.does("time.sleep(1000)")
    with pytest.raises(TookTooLong):
        sandbox.call(AS_PDF, libreoffice.command(), path, DOCX, seconds=3.0)
    assert all(not Path(call["folder"]).exists() for call in stand_in.calls)
    monkeypatch.setattr(printed, "SECONDS", 0.01)
    with pytest.raises(NotPrinted, match="took too long"):
        printed.as_pdf(sandbox, path, DOCX)


def test_dates_and_file_names_stay_as_they_were_saved() -> None:
    word = b'<w:instrText xml:space="preserve"> DATE \\@ "d MMMM" </w:instrText><w:fldSimple w:instr=" FILENAME ">'
    quoted = b'<w:instrText xml:space="preserve"> QUOTE \\@ "d MMMM" </w:instrText><w:fldSimple w:instr=" QUOTE ">'
    assert frozen(word) == quoted
    assert frozen(b'<text:date text:fixed="false" a="b">3 Mei</text:date>') == (
        b'<text:date text:fixed="true" a="b">3 Mei</text:date>'
    )
    assert frozen(b"<text:time/>") == b'<text:time text:fixed="true"/>'
    for same in (b"<w:instrText> PAGE </w:instrText>", b"<w:t>DATE</w:t>", b"<text:date-string/>", b"\xff\xfe<\0"):
        assert frozen(same) == same


def test_a_copy_holds_every_part_and_a_broken_or_swollen_archive_has_none(tmp_path: Path) -> None:
    parts = documents.docx_parts("Isi") | {"word/media/image1.png": b'<text:date a="no XML">'}
    freeze(files.written(tmp_path, "a.docx", files.packed(parts)), tmp_path / "copy")
    with zipfile.ZipFile(tmp_path / "copy") as copy:
        assert {name: copy.read(name) for name in copy.namelist()} == parts
    swollen = files.packed({"word/document.xml": bytes(MOST_UNPACKED + 1)})
    for content in (files.packed(parts)[:-50], swollen):
        with pytest.raises(NotPrinted):
            freeze(files.written(tmp_path, "b.docx", content), tmp_path / "other")


@needs_libreoffice
@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("make", [documents.docx, documents.odt])
def test_libreoffice_prints_the_text_of_a_document(
    make: Callable[..., bytes], sandbox: Sandbox, tmp_path: Path
) -> None:
    # Its name says the other kind: what it is read as comes from its content.
    path = files.written(tmp_path, "surat.odt", make("Isi tentang talud", footnote="catatan"))
    made = printed.as_pdf(sandbox, path, str(kind_of(path)))
    text = text_of(made, tmp_path)
    assert [word for word in ("Isi tentang talud", "catatan") if word not in text] == []


@needs_libreoffice
@pytest.mark.usefixtures("real")
def test_libreoffice_prints_the_date_that_was_saved(sandbox: Sandbox, tmp_path: Path) -> None:
    body = '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>3 Februari 2001</w:t></w:r></w:fldSimple></w:p>'
    made = printed.as_pdf(sandbox, files.written(tmp_path, "a.docx", documents.word(body)), DOCX)
    assert text_of(made, tmp_path).strip() == "3 Februari 2001"


@needs_libreoffice
@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("link", ["docx", "odt"])
def test_libreoffice_fetches_nothing_that_a_document_links_to(link: str, sandbox: Sandbox, tmp_path: Path) -> None:
    Image.new("RGB", (60, 60), "red").save(tmp_path / "rahasia.png")
    make, kind = {"docx": (documents.linked_docx, DOCX), "odt": (documents.linked_odt, ODT)}[link]
    with listening() as (address, asked):
        remote = printed.as_pdf(sandbox, files.written(tmp_path, "a", make(f"{address}/gambar.png")), kind)
        assert asked == []
    local = printed.as_pdf(sandbox, files.written(tmp_path, "b", make((tmp_path / "rahasia.png").as_uri())), kind)
    for made in (remote, local):
        assert "Isi surat" in text_of(made, tmp_path)
        assert pictures_of(made, tmp_path) == 0


@needs_libreoffice
@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (documents.odt("Isi", locked=True), ODT),
        (files.packed(documents.docx_parts("Isi") | {"word/document.xml": b"<w:document xmlns:w='x'><w:body>"}), DOCX),
    ],
    ids=["locked", "cut off"],
)
def test_libreoffice_prints_nothing_of_what_it_cannot_open(
    content: bytes, kind: str, sandbox: Sandbox, tmp_path: Path
) -> None:
    with pytest.raises(NotPrinted, match="not opened"):
        printed.as_pdf(sandbox, files.written(tmp_path, "a", content), kind)
