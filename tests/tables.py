"""Tables as offices keep them, made on the spot: agenda books as workbooks, a sheet of OpenDocument, an export of
paperless-ngx in the shape of its document_exporter."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from tests.files import packed

INCOMING = ("No", "Tgl terima", "No agenda", "Pengirim", ("Surat", "Tgl"), ("Surat", "Nomor"), "Isi ringkas", "Ket.")
"""The book of incoming letters; a pair is a column below a heading of two."""
Cell = Any
SPACES = "urn:oasis:names:tc:opendocument:xmlns"


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """Sheets of plain rows."""
    out = io.BytesIO()
    with Workbook(out) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, days)
                    elif cell not in (None, ""):
                        sheet.write(row, column, cell)
    return out.getvalue()


def agenda(rows: Sequence[Sequence[Cell]], *, year: int = 1971, foot: str = "Mengetahui, Kepala Bagian Umum") -> bytes:
    """The incoming book of a year as it is kept: titles above, a heading of two rows with merged cells, a row that
    counts the columns, and a signature below."""
    out = io.BytesIO()
    with Workbook(out) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(f"Surat Masuk {year}")
        sheet.merge_range(0, 0, 0, 7, "BUKU AGENDA SURAT MASUK")
        sheet.merge_range(1, 0, 1, 7, f"TAHUN {year}")
        for column, name in enumerate(INCOMING):
            if isinstance(name, str):
                sheet.merge_range(3, column, 4, column, name)
            else:
                sheet.write(4, column, name[1])
        sheet.merge_range(3, 4, 3, 5, "Surat")
        for column in range(len(INCOMING)):
            sheet.write(5, column, column + 1)
        for row, cells in enumerate(rows, 6):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, days)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(row, column, cell, None, 417)
                elif cell not in (None, ""):
                    sheet.write(row, column, cell)
        sheet.write(8 + len(rows), 6, foot)
    return out.getvalue()


def lines(number: int) -> list[tuple[Cell, ...]]:
    """So many rows of the incoming book, each with its own number."""
    return [
        (n, date(1971, 1 + n % 12, 2), float(n), "Dinas P.U.", "12 Djanuari 1971", f"{n}/Um/1971", f"Hal ke {n}", "")
        for n in range(1, number + 1)
    ]


def ods(rows: Sequence[Sequence[str]], sheet: str = "Buku") -> bytes:
    """A spreadsheet of OpenDocument with one sheet of texts."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(cell.format(escape(one)) for one in row)}</table:table-row>" for row in rows
    )
    spaces = " ".join(f'xmlns:{name}="{SPACES}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="{sheet}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})


def paperless(files: Mapping[str, bytes], *, split: bool = False) -> dict[str, bytes]:
    """The files of an export of paperless-ngx, by path, with a document for each of `files`: rows as Django serialises
    them, each original under its exported name, beside thumbnails, people and rights that nobody wants here."""
    documents, notes, custom = [], [], []
    for pk, name in enumerate(files, 1):
        documents.append({
            "model": "documents.document",
            "pk": pk,
            "fields": {
                "owner": 3, "correspondent": 1, "storage_path": None, "title": f"Surat {pk}", "document_type": 2,
                "content": "text that paperless read", "mime_type": "application/pdf", "tags": [5, 6],
                "checksum": "0" * 32, "page_count": 1, "created": f"1971-01-{pk:02}", "modified": "2024-01-01",
                "storage_type": "unencrypted", "added": "2024-01-01T00:00:00Z", "filename": f"000{pk}.pdf",
                "archive_filename": None, "original_filename": f"scan{pk}.pdf", "archive_serial_number": 400 + pk,
                "deleted_at": None, "restored_at": None, "transaction_id": None,
            },
            "__exported_file_name__": name,
            "__exported_thumbnail_name__": f"{name}-thumbnail.webp",
        })  # fmt: skip
        notes.append({"model": "documents.note", "pk": pk, "fields": {
            "note": f"Catatan {pk}", "created": "2024-01-01T00:00:00Z", "document": pk, "user": 3,
        }})  # fmt: skip
        custom.append({"model": "documents.customfieldinstance", "pk": pk, "fields": {
            "created": "2024-01-01", "document": pk, "field": 9, "value_text": None, "value_select": "ab12",
        }})  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"model": "documents.correspondent", "pk": 1, "fields": {"name": "Dinas P.U.", "match": "", "owner": None}},
        {"model": "documents.documenttype", "pk": 2, "fields": {"name": "Surat Dinas"}},
        {"model": "documents.tag", "pk": 5, "fields": {"name": "banjir", "color": "#a6cee3"}},
        {"model": "documents.tag", "pk": 6, "fields": {"name": "jembatan"}},
        {"model": "auth.user", "pk": 3, "fields": {"username": "ani", "password": "pbkdf2..."}},
        {"model": "documents.customfield", "pk": 9, "fields": {
            "name": "Boks", "data_type": "select",
            "extra_data": {"select_options": [{"id": "ab12", "label": "Boks 12"}]},
        }},
    ]  # fmt: skip
    found = dict(files)
    found |= {f"{name}-thumbnail.webp": b"RIFF" for name in files}
    found["metadata.json"] = json.dumps({"version": "2.13.0"}).encode()
    if split:
        for document, *more in zip(documents, notes, custom, strict=True):
            found[f"{document['__exported_file_name__']}-manifest.json"] = json.dumps([document, *more]).encode()
    else:
        rows += [*documents, *notes, *custom]
    return found | {"manifest.json": json.dumps(rows, indent=2).encode()}


def laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """Files by their paths in a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
