"""An export of paperless-ngx (document_exporter) as a table: its folder or its ZIP, whole or with split manifests.

Its manifest is a list of Django's serialised rows, each with model, pk and fields; a document has the name of its
exported original under __exported_file_name__. With --split-manifest each document stands in a NAME-manifest.json of
its own, with its notes and custom fields; in a folder json/ with --use-folder-prefix. Numbers of people, rights and
rules, and the text that paperless read, are left: the originals are read here anew.
"""

import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lontar.importing.errors import NotAnExport

MANIFEST, SPLIT = "manifest.json", "-manifest.json"
MOST_BYTES = 512 << 20
"""Of all manifests: some 150 MiB for 100,000 documents without their text."""
MOST_DOCUMENTS = 100_000
FILE = "__exported_file_name__"
HEADINGS = (
    "Document",
    "Title",
    "Created",
    "Correspondent",
    "Document type",
    "Tags",
    "Archive serial number",
    "Notes",
    "Original file name",
    "File name",
)
COLUMNS = {
    "Document": "key",
    "Title": "subject",
    "Created": "date",
    "Correspondent": "sender",
    "Document type": "letter_type",
    "Tags": "tags",
    "Archive serial number": "note",
    "Notes": "note",
    "File name": "file",
}
"""What its columns are, unless a person says otherwise."""
Row = dict[str, Any]


def read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Headings, and the documents as rows, numbered from 1. Raises NotAnExport."""
    try:
        rows = [row for text in _manifests(path) for row in _rows(text)]
    except (OSError, zipfile.BadZipFile, ValueError, RecursionError) as error:
        raise NotAnExport(file=path.name, why=str(error) or type(error).__name__) from error
    by_model: dict[str, dict[Any, Row]] = defaultdict(dict)
    for row in rows:
        by_model[row["model"]][row["pk"]] = row["fields"] | {FILE: row.get(FILE)}
    documents = by_model["documents.document"]
    if not documents:
        raise NotAnExport(file=path.name, why="it holds no document")
    if len(documents) > MOST_DOCUMENTS:
        raise NotAnExport(file=path.name, why=f"it holds more than {MOST_DOCUMENTS} documents")
    more = {pk: str(one.get("name") or pk) for pk, one in sorted(by_model["documents.customfield"].items())}
    table = _Table(by_model, more)
    known = sorted(documents.items(), key=lambda pair: int(pair[0]) if str(pair[0]).isdecimal() else 0)
    standing = [(pk, one) for pk, one in known if not one.get("deleted_at")]
    return [*HEADINGS, *table.custom], [(at, table.row(pk, one)) for at, (pk, one) in enumerate(standing, 1)]


def _manifests(path: Path) -> Iterator[bytes]:
    left = MOST_BYTES
    if path.is_dir():
        for one in sorted([path / MANIFEST, *path.rglob(f"*{SPLIT}")]):
            if one.is_symlink() or not one.resolve().is_relative_to(path.resolve()):
                continue
            left -= one.stat().st_size
            _demand(left)
            yield one.read_bytes()
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name == MANIFEST or name.endswith(SPLIT):
                left -= archive.getinfo(name).file_size
                _demand(left)
                yield archive.read(name)


def _demand(left: int) -> None:
    if left < 0:
        raise ValueError("its manifests are too large")


def _rows(text: bytes) -> Iterator[Row]:
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError("its manifest is no list")
    for row in found:
        if not (isinstance(row, dict) and isinstance(row.get("fields"), dict) and "model" in row):
            raise ValueError("its manifest holds something else than rows")
        if isinstance(row.get("pk"), int | str):
            yield row


class _Table:
    """Documents as rows of text."""

    def __init__(self, by_model: dict[str, dict[Any, Row]], custom: dict[Any, str]) -> None:
        self._by_model = by_model
        self._fields = custom
        names: list[str] = []
        for name in custom.values():
            names.append(f"{name} (paperless)" if name in HEADINGS or name in names else name)
        self.custom = names
        self._notes = self._of_document("documents.note")
        self._values = self._of_document("documents.customfieldinstance")

    def row(self, pk: Any, one: Row) -> list[str]:
        notes = [str(note.get("note") or "").strip() for note in self._notes.get(pk, ())]
        serial = one.get("archive_serial_number")
        values = {value.get("field"): self._value(value) for value in self._values.get(pk, ())}
        return [
            str(pk),
            _text(one.get("title")),
            str(one.get("created") or "")[:10],
            self._name("documents.correspondent", one.get("correspondent")),
            self._name("documents.documenttype", one.get("document_type")),
            "; ".join(self._name("documents.tag", tag) for tag in one.get("tags") or ()),
            str(serial) if serial is not None else "",
            "\n".join(note for note in notes if note),
            _text(one.get("original_filename")),
            _text(one.get(FILE)),
            *(values.get(field, "") for field in self._fields),
        ]

    def _of_document(self, model: str) -> dict[Any, list[Row]]:
        found: dict[Any, list[Row]] = defaultdict(list)
        for _, one in sorted(self._by_model[model].items(), key=lambda pair: str(pair[0])):
            found[one.get("document")].append(one)
        return found

    def _name(self, model: str, pk: Any) -> str:
        return _text((self._by_model[model].get(pk) or {}).get("name")) if pk is not None else ""

    def _value(self, value: Row) -> str:
        """The one of its value_... members that holds something; of a choice its label."""
        found = next((held for name, held in value.items() if name.startswith("value_") and held is not None), "")
        data = (self._by_model["documents.customfield"].get(value.get("field")) or {}).get("extra_data") or {}
        for choice in data.get("select_options") or ():
            if isinstance(choice, dict) and choice.get("id") == found:
                return _text(choice.get("label"))
        if isinstance(found, list):
            return "; ".join(str(one) for one in found)
        return _text(found)


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if value not in (None, "") else ""
