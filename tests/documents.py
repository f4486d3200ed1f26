"""Documents for tests, made on the spot: .docx and .odt with all that text can stand in, and mail."""

from email.message import EmailMessage
from xml.sax.saxutils import escape

from tests.files import packed

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ODT = "application/vnd.oasis.opendocument.text"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def docx(*paragraphs: str, cells: tuple[tuple[str, ...], ...] = (), header: str = "", footnote: str = "") -> bytes:
    """A Word document of paragraphs, a table, a page header and a footnote to the last paragraph."""
    return packed(docx_parts(*paragraphs, cells=cells, header=header, footnote=footnote))


def docx_parts(
    *paragraphs: str, cells: tuple[tuple[str, ...], ...] = (), header: str = "", footnote: str = ""
) -> dict[str, bytes]:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>' if footnote else ""
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    body = body[: -len("</w:p>")] + note + "</w:p>"
    if cells:
        rows = "".join(
            "<w:tr>"
            + "".join(f"<w:tc><w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p></w:tc>" for one in row)
            + "</w:tr>"
            for row in cells
        )
        body += f"<w:tbl>{rows}</w:tbl>"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>' if header else ""
    spaces = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
    parts = {
        "word/document.xml": f"<w:document {spaces}><w:body>{body}{section}</w:body></w:document>",
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{PARTS}.document.main+xml"/></Types>',
        "_rels/.rels": _relations(("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            *([("rId1", "header", "header1.xml")] if header else []),
            *([("rId2", "footnotes", "footnotes.xml")] if footnote else []),
        ),
    }
    if header:
        parts["word/header1.xml"] = f"<w:hdr {spaces}><w:p><w:r><w:t>{escape(header)}</w:t></w:r></w:p></w:hdr>"
    if footnote:
        text = f'<w:footnote w:id="2"><w:p><w:r><w:t>{escape(footnote)}</w:t></w:r></w:p></w:footnote>'
        parts["word/footnotes.xml"] = f"<w:footnotes {spaces}>{text}</w:footnotes>"
    return {name: b'<?xml version="1.0" encoding="UTF-8"?>' + text.encode() for name, text in parts.items()}


SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word(body: str, name: str = "document.xml", **others: str) -> bytes:
    """A Word document of this WordprocessingML; others by kind of part: header1, header2, footer1, footnotes ..."""
    parts = docx_parts("x")
    del parts["word/document.xml"]
    kinds = [(f"rId{number}", part.rstrip("0123456789"), f"{part}.xml") for number, part in enumerate(others, 1)]
    for part, inner in others.items():
        parts[f"word/{part}.xml"] = f"<w:{part} {SPACES}>{inner}</w:{part}>".encode()
    parts[f"word/{name}"] = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
    parts["_rels/.rels"] = _relations(("rId1", "officeDocument", f"word/{name}")).encode()
    parts[f"word/_rels/{name}.rels"] = _relations(*kinds).encode()
    return packed(parts)


def paragraph(text: str, *, inside: str = "") -> str:
    """One of WordprocessingML; `inside` is more of it."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{inside}</w:p>'


def open_text(body: str, header: str = "", footer: str = "") -> bytes:
    """An OpenDocument text of this XML."""
    names = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    names += f' xmlns:draw="{OPEN}:drawing:1.0" xmlns:svg="{OPEN}:svg-compatible:1.0"'
    content = f"<office:document-content {names}><office:body><office:text>{body}"
    shown = f"<style:header>{header}</style:header><style:footer>{footer}</style:footer>"
    master = (
        f'<office:master-styles><style:master-page style:name="S">{shown}</style:master-page></office:master-styles>'
    )
    hidden = "<office:styles><text:p>tidak tampak</text:p></office:styles>"
    return packed(
        {
            "mimetype": ODT.encode(),
            "content.xml": f"{content}</office:text></office:body></office:document-content>".encode(),
            "styles.xml": f"<office:document-styles {names}>{hidden}{master}</office:document-styles>".encode(),
        }
    )


def relations_to(target: str) -> bytes:
    """Relations to a footnotes part of this name."""
    return _relations(("rId1", "footnotes", target)).encode()


def _relations(*lines: tuple[str, str, str]) -> str:
    inner = "".join(f'<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{to}"/>' for id, kind, to in lines)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def odt(
    *paragraphs: str,
    cells: tuple[tuple[str, ...], ...] = (),
    header: str = "",
    footnote: str = "",
    locked: bool = False,
) -> bytes:
    """An OpenDocument text of paragraphs, a table, a page header and a footnote to the last paragraph."""
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        f"<text:p>{escape(footnote)}</text:p></text:note-body></text:note>"
        if footnote
        else ""
    )
    body = "".join(f"<text:p>{escape(one)}</text:p>" for one in paragraphs)
    body = body[: -len("</text:p>")] + note + "</text:p>"
    if cells:
        rows = "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{escape(one)}</text:p></table:table-cell>" for one in row)
            + "</table:table-row>"
            for row in cells
        )
        body += f'<table:table table:name="T"><table:table-column/>{rows}</table:table>'
    names = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    head = f"<style:header><text:p>{escape(header)}</text:p></style:header>" if header else ""
    masters = (
        f'<office:master-styles><style:master-page style:name="S">{head}</style:master-page></office:master-styles>'
    )
    encrypted = f'<manifest:encryption-data xmlns:x="{OPEN}:x"/>' if locked else ""
    entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>' + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml">{encrypted}'
        "</manifest:file-entry>"
        for name in ("content.xml", "styles.xml")
    )
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    return packed(
        {
            "mimetype": ODT.encode(),
            "content.xml": b"\x8f\x01" * 200 if locked else f"{content}</office:document-content>".encode(),
            "styles.xml": f"<office:document-styles {names}>{masters}</office:document-styles>".encode(),
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0">{entries}'
            "</manifest:manifest>".encode(),
        }
    )


def linked_docx(url: str) -> bytes:
    """A Word document with a picture, and a template, that are not in it but at an address."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    spaces = f'xmlns:a="{drawing}/main" xmlns:wp="{drawing}/wordprocessingDrawing" xmlns:pic="{drawing}/picture"'
    picture = (
        f'<w:r><w:drawing><wp:inline {spaces}><wp:extent cx="990000" cy="990000"/><wp:docPr id="1" name="P"/>'
        f'<a:graphic><a:graphicData uri="{drawing}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="P"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId1"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    body = paragraph("Isi surat", inside=picture)
    relations = _relations(("rId1", "image", url), ("rId2", "attachedTemplate", url))
    return packed(
        docx_parts("x")
        | {
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode(),
            "word/_rels/document.xml.rels": relations.replace('"/>', '" TargetMode="External"/>').encode(),
        }
    )


def linked_odt(url: str) -> bytes:
    """An OpenDocument text with a picture and a section that are not in it but at an address."""
    names = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "text"))
    names += f' xmlns:draw="{OPEN}:drawing:1.0" xmlns:svg="{OPEN}:svg-compatible:1.0"'
    names += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    body = (
        '<text:p>Isi surat <draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{url}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        f'</draw:frame></text:p><text:section text:name="S"><text:section-source xlink:href="{url}"/>'
        "<text:p>tersimpan</text:p></text:section>"
    )
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
    return packed(
        {
            "mimetype": ODT.encode(),
            "content.xml": f"{content}</office:document-content>".encode(),
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0">{entry}'
            "</manifest:manifest>".encode(),
        }
    )


def locked_office() -> bytes:
    """The outside of a .docx with a password: a compound file whose directory names an encrypted package."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1528) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def mail(subject: str = "Banjir", body: str | None = "Isi surat.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", subject
    message["Date"] = "Mon, 04 Mar 2019 08:00:00 +0700"
    if body is not None:
        message.set_content(body)
    return message
