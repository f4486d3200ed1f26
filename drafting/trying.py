"""Whether a file can be a template of the office: tried with content of every field, and with none."""

import re
from typing import Any

from drafting.block import Block
from drafting.description import read
from drafting.errors import FaultyTemplate
from drafting.template import NAMES, Field, Template
from drafting.typesetting import Head, Typeset, typeset

LARGEST = 100_000
"""Bytes of a template: the longest that Lontar ships has 4,000."""
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_NAME = 40
PACKAGE = re.compile(r'"\s*@')
TRIED_HEAD = Head(("PEMERINTAH KABUPATEN CONTOH", "DINAS CONTOH", "Jalan Contoh Nomor 1"))
TRIED_BLOCK = Block("KEPALA DINAS CONTOH", "Nama Pejabat", rank="Pembina", number="19700101 199501 1 001")
TRIED_ISSUE: dict[str, Any] = {
    "number": "B/000/1/CONTOH/2026",
    "day": 20260102,
    "stamp": "https://surat.example/verify/a",
}
PROSE = "Contoh isi dengan *huruf tebal*:\n\n1. pertama;\n2. kedua.\n\n| Kolom | Isi |\n| --- | --- |\n| a | b |"


def tried(name: str, content: bytes) -> Template:
    """The template that a file is, once it has made a letter and a draft within the limits of templates.

    Raises FaultyTemplate, TemplateStopped, NoFont."""
    demand_name(name)
    if len(content) > LARGEST:
        raise FaultyTemplate(what=name, why=f"it has {len(content)} bytes, at most {LARGEST} are taken", field="file")
    template = read(name, content, own=True)
    if PACKAGE.search(content.decode()):
        raise FaultyTemplate(what=name, why="it imports a package (@...); it may import letter.typ alone", field="file")
    sample(template)
    typeset(template, {}, TRIED_HEAD, None)
    return template


def demand_name(name: str) -> None:
    """Raises FaultyTemplate for what cannot be the name of a template of the office."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        why = f"a name has small letters and digits, apart by -, at most {LONGEST_NAME}"
        raise FaultyTemplate(what=name, why=why, field="name")
    if name in NAMES:
        raise FaultyTemplate(what=name, why="a template that Lontar ships has this name", field="name")


def sample(template: Template) -> Typeset:
    """A letter with content in every field. Raises as `typeset` does."""
    content = {field.name: _filled(field) for field in template.fields}
    return typeset(template, content, TRIED_HEAD, TRIED_BLOCK, **TRIED_ISSUE)


def _filled(field: Field) -> Any:
    label = field.indonesian[: field.most]
    match field.kind:
        case "day":
            return 20260105
        case "list":
            return [label, label]
        case "table":
            return [{column.name: column.indonesian[: field.most] for column in field.columns} for _ in range(2)]
        case "text":
            return PROSE if len(PROSE) <= field.most else label
    return label
