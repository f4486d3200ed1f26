"""A letter in the terms of the Dublin Core Metadata Initiative, as XML.

The terms are properties of http://purl.org/dc/terms/ (DCMI Metadata Terms, 2020-01-20), the form that of "Guidelines
for implementing Dublin Core in XML" (2003-04-02)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

TERMS = "http://purl.org/dc/terms/"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, 2.2: characters that cannot stand in a document, however they are written."""
DATE, LANGUAGE = "W3CDTF", "ISO639-3"
"""Schemes in which a value is written (Syntax Encoding Schemes of the same terms)."""
ONE = {
    "subject": "title",
    "sender": "creator",
    "letter_type": "type",
    "classification_code": "subject",
    "place": "spatial",
    "reference_number": "identifier",
}
"""Fields of a letter, and the term of each."""


def dublin_core(fields: Mapping[str, Any], more: Iterable[tuple[str, str]]) -> bytes:
    """`fields`: values of a letter by name; `more`: further terms with their values, in order."""
    rows = "".join(f"  {row}\n" for row in [*_fields(fields), *(_element(term, value) for term, value in more)])
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<metadata xmlns:dcterms="{TERMS}"'
    return f'{head} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{rows}</metadata>\n'.encode()


def w3cdtf(day: int) -> str:
    """A day yyyymmdd, whose month or day may be 0, as the date format of the W3C has it."""
    year, month, within = day // 10_000, day // 100 % 100, day % 100
    return f"{year:04}" + (f"-{month:02}" + (f"-{within:02}" if within else "") if month else "")


def _fields(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, term in ONE.items():
        if fields.get(name):
            yield _element(term, str(fields[name]))
    if fields.get("date"):
        yield _element("issued", w3cdtf(int(fields["date"])), DATE)
    for name, label in (("recipients", "Kepada"), ("copies", "Tembusan"), ("enclosures", "Lampiran")):
        if value := fields.get(name):
            said = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield _element("description", f"{label}: {said}")
    for one in fields.get("references") or ():
        yield _element("references", str(one))
    if fields.get("language"):
        yield _element("language", str(fields["language"]), LANGUAGE)


def _element(term: str, value: str, scheme: str = "") -> str:
    kind = f' xsi:type="dcterms:{scheme}"' if scheme else ""
    return f"<dcterms:{term}{kind}>{escape(NOT_XML.sub('�', value))}</dcterms:{term}>"
