"""Bags: names that every system takes, XML that parses whatever a letter says, a ZIP written by pieces."""

import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import bagit
from hypothesis import given
from hypothesis import strategies as st

from archive.bag import DEVICES, LONGEST, Bag, portable
from archive.dublin_core import NOT_XML, TERMS, dublin_core, w3cdtf

AT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
PROPERTIES = frozenset(
    re.findall(
        r"\w+",
        """
        abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience available
        bibliographicCitation conformsTo contributor coverage created creator date dateAccepted
        dateCopyrighted dateSubmitted description educationLevel extent format hasFormat hasPart hasVersion
        identifier instructionalMethod isFormatOf isPartOf isReferencedBy isReplacedBy isRequiredBy issued
        isVersionOf language license mediator medium modified provenance publisher references relation
        replaces requires rights rightsHolder source spatial subject tableOfContents temporal title type
        valid
        """,
    )
)
"""The properties of http://purl.org/dc/terms/ (DCMI Metadata Terms, 2020-01-20)."""


def zipped(files: dict[str, bytes]) -> bytes:
    bag = Bag("tas", AT)
    pieces = [piece for path, content in files.items() for piece in bag.put(path, [content])]
    return b"".join([*pieces, *bag.end([("Source-Organization", "Kabupaten\nSukamaju")])])


def unpacked(content: bytes, folder: Path) -> bagit.Bag:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return bagit.Bag(str(folder / "tas"))


def test_a_bag_is_one_to_the_library_of_congress(tmp_path: Path) -> None:
    bag = unpacked(zipped({"1/surat.pdf": b"isi", "1/kosong.txt": b""}), tmp_path)
    bag.validate()
    assert bag.info["Payload-Oxum"] == "3.2"
    assert bag.info["Source-Organization"] == "Kabupaten Sukamaju"
    assert sorted(bag.algorithms) == ["sha256", "sha512"]


def test_a_flipped_byte_and_a_file_too_many_are_found(tmp_path: Path) -> None:
    bag = unpacked(zipped({"1/surat.pdf": b"isi", "2/surat.pdf": b"lain"}), tmp_path)
    (tmp_path / "tas/data/1/surat.pdf").write_bytes(b"isj")
    assert not bag.is_valid()
    (tmp_path / "tas/data/1/surat.pdf").write_bytes(b"isi")
    assert bag.is_valid()
    (tmp_path / "tas/data/1/lagi.pdf").write_bytes(b"")
    assert not bag.is_valid()


@given(st.text(max_size=200))
def test_every_name_becomes_one_that_every_system_takes(name: str) -> None:
    safe = portable(name)
    assert safe.isascii()
    assert 0 < len(safe) <= LONGEST + 1
    assert not set(safe) & set('/\\:*?"<>| %\r\n\0')
    assert not safe.startswith(".")
    assert not safe.endswith((".", " "))
    assert not DEVICES.fullmatch(safe)
    assert portable(safe) == safe


def test_names_keep_what_they_can() -> None:
    assert portable("Surat Édaran Nº 5.pdf") == "Surat_Edaran_No_5.pdf"
    assert portable("CON.pdf") == "_CON.pdf"
    assert portable("../../etc/passwd") == "etc_passwd"
    assert portable("a" * 300 + ".pdf").endswith("a.pdf")


anything = st.text(st.characters(exclude_categories=()), min_size=1)


@given(st.dictionaries(st.sampled_from(["subject", "sender", "reference_number", "place"]), anything), anything)
def test_dublin_core_parses_whatever_a_letter_says(fields: dict[str, str], more: str) -> None:
    root = ElementTree.fromstring(dublin_core(fields, [("source", more)]))
    found = [element.text or "" for element in root]
    assert found[-1] == ElementTree.fromstring(f"<a>{_escaped(more)}</a>").text
    assert len(found) == len([one for one in fields.values() if one]) + 1


def _escaped(said: str) -> str:
    return NOT_XML.sub("�", said).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_dublin_core_has_terms_of_the_initiative_alone() -> None:
    fields = {
        "subject": "Perbaikan jembatan", "sender": "Dinas PU", "recipients": ["Camat", "Kades"], "date": 20190305,
        "language": "ind", "references": ["005/1"], "enclosures": 2, "letter_type": "Surat Dinas",
        "classification_code": "005", "place": "Sukamaju", "reference_number": "005/127",
    }  # fmt: skip
    root = ElementTree.fromstring(dublin_core(fields, [("accessRights", "B")]))
    terms = [element.tag.removeprefix(f"{{{TERMS}}}") for element in root]
    assert set(terms) <= PROPERTIES
    assert root.find(f"{{{TERMS}}}issued").text == "2019-03-05"  # type: ignore[union-attr]
    assert [w3cdtf(day) for day in (20190305, 20190300, 20190000)] == ["2019-03-05", "2019-03", "2019"]


def test_a_zip_grows_on_the_disk_and_not_in_memory() -> None:
    def sizes(count: int) -> int:
        bag = Bag("tas", AT)

        def pieces() -> Iterator[bytes]:
            for number in range(count):
                yield from bag.put(f"{number:05}/surat.pdf", [b"x" * 1000])
            yield from bag.end([])

        tracemalloc.start()
        written = sum(map(len, pieces()))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert written > count * 1000
        return peak

    sizes(10)
    assert sizes(2000) < sizes(200) + 500_000
