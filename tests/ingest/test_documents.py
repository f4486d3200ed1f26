"""The text of .docx and .odt: all that a reader of the paper sees, once, in order; and documents made to do harm."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.compose import MOST_TEXT
from ingest.documents import text_of
from ingest.errors import BrokenText, TooMuchText
from ingest.reading import read_page
from paper.errors import Locked, OutOfMemory
from paper.kinds import DOCX, ODT, kind_of
from paper.sandbox import Sandbox
from paper.settings import Settings
from tests import documents, files
from tests.documents import paragraph as p

SOON = 60.0


def lines(folder: Path, content: bytes) -> list[str]:
    path = files.written(folder, "surat", content)
    kind = kind_of(path)
    assert kind in (DOCX, ODT)
    return [line for line in text_of(path, kind).splitlines() if line]


@pytest.mark.parametrize("make", [documents.docx, documents.odt])
def test_header_paragraphs_table_and_footnote_come_in_this_order(tmp_path: Path, make: Callable[..., bytes]) -> None:
    content = make(
        "Dengan hormat,",
        "Demikian.",
        cells=(("Nomor", ": 005/1"), ("Hal", ": Banjir")),
        header="DINAS",
        footnote="1 kg",
    )
    found = lines(tmp_path, content)
    assert [line for line in found if line != "1 kg"] == [
        "DINAS",
        "Dengan hormat,",
        "Demikian.",
        "Nomor : 005/1",
        "Hal : Banjir",
    ]
    assert "1 kg" in found


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def t(text: str) -> str:
    """A run of text."""
    return run(f'<w:t xml:space="preserve">{text}</w:t>')


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def box(inner: str) -> str:
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    new, old = f"<wps:txbx>{content}</wps:txbx>", f"<v:textbox>{content}</v:textbox>"
    choice = f"<mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return run(f"<mc:AlternateContent>{choice}</mc:AlternateContent>")


DELETED = run("<w:delText>Selasa</w:delText>")
SIGNS = run("<w:t>Hal</w:t><w:tab/><w:t>: a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>")
WORD: dict[str, tuple[str, list[str]]] = {
    "what was put in is there, what was taken away is not": (
        f"<w:p>{t('Rapat ')}<w:ins>{t('hari Senin')}</w:ins><w:del>{DELETED}</w:del></w:p>",
        ["Rapat hari Senin"],
    ),
    "moved text is where it was moved to": (
        f"<w:p><w:moveFrom>{t('dari sini')}</w:moveFrom></w:p><w:p><w:moveTo>{t('ke sini')}</w:moveTo></w:p>",
        ["ke sini"],
    ),
    "a text box is there once, behind its paragraph": (
        f"<w:p>{t('awal')}{box(p('kotak'))}{t(' akhir')}</w:p>{p('lanjut')}",
        ["awal akhir", "kotak", "lanjut"],
    ),
    "a text box in the older form only": (
        f"<w:p><v:textbox><w:txbxContent>{p('kotak')}</w:txbxContent></v:textbox></w:p>",
        ["kotak"],
    ),
    "tabs, breaks and hyphens": (f"<w:p>{SIGNS}{t('d')}</w:p>", ["Hal : a", "b-cd"]),
    "a link is its words": (f"<w:p><w:hyperlink r:id='rId9'>{t('tautan')}</w:hyperlink></w:p>", ["tautan"]),
    "a field is its result": (
        f"<w:p>{run('<w:instrText> DATE </w:instrText>')}{t('5 Maret 2019')}</w:p>",
        ["5 Maret 2019"],
    ),
    "a content control is looked through": (f"<w:sdt><w:sdtContent>{p('isian')}</w:sdtContent></w:sdt>", ["isian"]),
    "a smart tag is looked through": (f"<w:p><w:smartTag>{t('Camat')}</w:smartTag></w:p>", ["Camat"]),
    "a merged cell is there once": (table((f"<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('lebar')}",)), ["lebar"]),
    "cells of one line are a line": (table((p("Nomor"), p(":"), p("005/1"))), ["Nomor : 005/1"]),
    "cells of several lines come one after the other": (
        table((p("Nomor: 1") + p("Hal: 2"), p("5 Maret") + p("Kepada"))),
        ["Nomor: 1", "Hal: 2", "5 Maret", "Kepada"],
    ),
    "a table in a table": (
        table((p("kiri"), p("kanan") + table((p("x"), p("y"))))),
        ["kiri", "kanan", "x y"],
    ),
    "signs of XML are signs": (p("<b> & --"), ["<b> & --"]),
}


@pytest.mark.parametrize("name", WORD)
def test_word(tmp_path: Path, name: str) -> None:
    body, expected = WORD[name]
    assert lines(tmp_path, documents.word(body)) == expected


def test_headers_come_first_and_once_notes_and_footers_last(tmp_path: Path) -> None:
    content = documents.word(
        p("Isi"),
        header1=p("BIASA"),
        header2=p("BIASA"),
        header3=p("HALAMAN PERTAMA"),
        footer1=p("Jalan Raya 1"),
        endnotes=f"<w:endnote>{p('akhir')}</w:endnote>",
        footnotes=f"<w:footnote w:type='separator'><w:p/></w:footnote><w:footnote>{p('catatan')}</w:footnote>",
    )
    assert lines(tmp_path, content) == ["BIASA", "HALAMAN PERTAMA", "Isi", "catatan", "akhir", "Jalan Raya 1"]


def test_a_body_of_another_name_and_the_strict_form_are_read(tmp_path: Path) -> None:
    assert lines(tmp_path, documents.word(p("Isi"), "document2.xml")) == ["Isi"]
    strict = documents.docx_parts("Ketat")
    body = strict["word/document.xml"].replace(
        documents.WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert lines(tmp_path, files.packed(strict | {"word/document.xml": body})) == ["Ketat"]


def o(text: str) -> str:
    """A paragraph of OpenDocument."""
    return f"<text:p>{text}</text:p>"


def frame(inner: str) -> str:
    named = "<svg:title>Lambang</svg:title><svg:desc>Lambang daerah</svg:desc>"
    return f"<draw:frame>{named}<draw:text-box>{inner}</draw:text-box></draw:frame>"


REGION = f"<text:changed-region><text:deletion>{o('dibuang')}</text:deletion></text:changed-region>"
NOTE = f"<text:note-citation>1</text:note-citation><text:note-body>{o('catatan')}</text:note-body>"
ITEMS = "".join(f"<text:list-item>{o(item)}</text:list-item>" for item in ("satu", "dua"))
OPEN: dict[str, tuple[str, list[str]]] = {
    "a heading": ("<text:h>JUDUL</text:h>", ["JUDUL"]),
    "spaces, tabs and breaks": (o("Hal<text:tab/>:<text:s text:c='3'/>a<text:line-break/>b"), ["Hal : a", "b"]),
    "spans and links are looked through": (o("a<text:span>b<text:a>c</text:a></text:span>d"), ["abcd"]),
    "what was taken away is not there": (
        f"<text:tracked-changes>{REGION}</text:tracked-changes>{o('tetap')}",
        ["tetap"],
    ),
    "a frame comes behind its paragraph, without its title": (
        o(f"awal{frame(o('kotak'))} akhir"),
        ["awal akhir", "kotak"],
    ),
    "remarks of a reader are no text": (o(f"a<office:annotation>{o('keliru?')}</office:annotation>b"), ["ab"]),
    "a footnote": (o(f"a<text:note>{NOTE}</text:note>b"), ["ab", "catatan"]),
    "a list": (f"<text:list>{ITEMS}</text:list>", ["satu", "dua"]),
    "the date as a field": (o("<text:date>5 Maret 2019</text:date>"), ["5 Maret 2019"]),
}


@pytest.mark.parametrize("name", OPEN)
def test_opendocument(tmp_path: Path, name: str) -> None:
    body, expected = OPEN[name]
    found = lines(tmp_path, documents.open_text(body, "<text:p>KEPALA</text:p>", "<text:p>kaki</text:p>"))
    assert found == ["KEPALA", *expected, "kaki"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'


def with_entities(content: bytes, part: str, root: str, entities: str, reference: str) -> bytes:
    """A document whose part declares entities and uses one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    declared = f"<!DOCTYPE {root} [{entities}]><{root} ".encode()
    changed = parts[part].replace(f"<{root} ".encode(), declared).replace(b"Isi", reference.encode())
    return files.packed(parts | {part: changed})


PLACES = {
    "docx": (lambda: documents.docx("Isi surat"), "word/document.xml", "w:document"),
    "odt": (lambda: documents.odt("Isi surat"), "content.xml", "office:document-content"),
}


@pytest.mark.parametrize("place", PLACES)
def test_an_external_entity_is_not_followed(tmp_path: Path, place: str) -> None:
    make, part, root = PLACES[place]
    found = lines(tmp_path, with_entities(make(), part, root, OUTSIDE, "[&x;]"))
    assert found == ["[] surat"]


@pytest.mark.parametrize("place", PLACES)
def test_entities_that_multiply_are_a_damaged_document(tmp_path: Path, place: str) -> None:
    make, part, root = PLACES[place]
    path = files.written(tmp_path, "a", with_entities(make(), part, root, '<!ENTITY l0 "ha">' + LAUGHS, "&l11;"))
    with pytest.raises(BrokenText):
        text_of(path, str(kind_of(path)))


@pytest.mark.parametrize("place", PLACES)
def test_a_document_that_unpacks_to_gigabytes_takes_no_more_than_its_share(tmp_path: Path, place: str) -> None:
    make, part, _ = PLACES[place]
    with zipfile.ZipFile(io.BytesIO(make())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, after = parts[part].split(b"Isi")
    path = tmp_path / "bom"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.keys() - {part}:
            out.writestr(name, parts[name])
        with out.open(part, "w") as stream:
            stream.write(before)
            for _ in range(250):
                stream.write(b"a" * (1 << 20))
            stream.write(after)
    with Sandbox(Settings(sandbox_memory_mb=200), ("ingest.reading",)) as sandbox:
        with pytest.raises(OutOfMemory):
            sandbox.call("ingest.documents:text_of", path, kind_of(path), seconds=SOON)
        good = files.written(tmp_path, "baik", make())
        assert sandbox.call("ingest.documents:text_of", good, kind_of(good), seconds=SOON) == "Isi surat"


def test_300_000_open_elements_are_no_matter(tmp_path: Path) -> None:
    body = "<w:sdt>" * 300_000 + p("dalam") + "</w:sdt>" * 300_000
    assert lines(tmp_path, documents.word(body)) == ["dalam"]


def test_more_text_than_a_letter_can_have_is_refused_and_not_cut(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.docx", documents.word(p("kata " * (MOST_TEXT // 5 + 1))))
    with pytest.raises(TooMuchText, match="2000000"):
        read_page(path, DOCX, 1)


BROKEN: dict[str, Callable[[], bytes]] = {
    "XML that ends too early": lambda: files.packed(
        documents.docx_parts("Isi") | {"word/document.xml": b"<w:document xmlns:w='x'><w:body><w:p>"}
    ),
    "a part that is missing": lambda: files.packed(
        documents.docx_parts("Isi", footnote="x") | {"word/_rels/document.xml.rels": documents.relations_to("gone.xml")}
    ),
    "relations that are no XML": lambda: files.packed(documents.docx_parts("Isi") | {"_rels/.rels": b"\x00"}),
    "a body that is no text": lambda: files.packed(
        documents.docx_parts("Isi") | {"word/document.xml": b"\xff\xfe\x00\xd8"}
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_document_is_told_as_such(tmp_path: Path, name: str) -> None:
    path = files.written(tmp_path, "a", BROKEN[name]())
    with pytest.raises(BrokenText):
        text_of(path, str(kind_of(path)))


@pytest.mark.parametrize(
    "make", [lambda: documents.docx("Isi " * 300), lambda: documents.odt("Isi " * 300)], ids=["docx", "odt"]
)
def test_a_document_damaged_anywhere_is_read_or_told_as_such(tmp_path: Path, make: Callable[[], bytes]) -> None:
    whole = make()
    for place in range(30, len(whole), 23):
        content = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        path = files.written(tmp_path, "a", content)
        kind = kind_of(path)
        if kind in (DOCX, ODT):
            try:
                text_of(path, kind)
            except (BrokenText, Locked):
                continue


def test_a_locked_document_says_so(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.odt", documents.odt("Isi", locked=True))
    assert kind_of(path) == ODT
    with pytest.raises(Locked):
        text_of(path, ODT)
