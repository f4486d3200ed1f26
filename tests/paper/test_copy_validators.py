"""What validators and readers of others find in copies of every sort: PDF/A by veraPDF, words by pdf.js, Poppler and
PDFium, hOCR by hocr-tools, ALTO by its schema.
"""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hocr_tools_lib.tools.hocr_check import Checker
from htrvx.schemas import Validator
from lxml import etree
from playwright.sync_api import Browser

from bench.copies import in_boxes
from paper.alto import NAMESPACE, alto
from paper.hocr import hocr
from paper.lines import Leaf
from tests.paper.copying import by_poppler, leaf, words
from tests.paper.specimens import LETTERS, SAID, SPECIMENS, Specimen
from tests.servers import pdfjs
from tests.servers.verapdf import Verdict, verdicts

IN_PLACE = 0.97
"""Share of words that PDFium has to find in their boxes."""
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Specimen]:
    return {name: make(Path(tmp_path_factory.mktemp("copy"))) for name, make in SPECIMENS.items()}


@pytest.fixture(scope="module")
def said_by_vera(copies: dict[str, Specimen], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """Of all copies by one process, which is slow to start; and of one that was spoilt."""
    spoilt = tmp_path_factory.mktemp("spoilt") / "copy.pdf"
    with pikepdf.open(copies["PNG"].path) as document:
        del document.Root.OutputIntents
        document.save(spoilt)
    found = verdicts([*(one.path for one in copies.values()), spoilt])
    return dict(zip([*copies, "spoilt"], found, strict=True))


@pytest.fixture(scope="module")
def read_by_pdf_js(browser: Browser, copies: dict[str, Specimen]) -> dict[str, list[str]]:
    """The text of each page."""
    return dict(zip(SAID, pdfjs.texts(browser, [copies[name].path for name in SAID]), strict=True))


@pytest.mark.servers
@pytest.mark.parametrize("name", SPECIMENS)
def test_verapdf_passes_every_copy(copies: dict[str, Specimen], said_by_vera: dict[str, Verdict], name: str) -> None:
    assert said_by_vera[name] == Verdict(True, copies[name].made.level, "")


@pytest.mark.servers
def test_verapdf_does_not_pass_all(said_by_vera: dict[str, Verdict]) -> None:
    assert not said_by_vera["spoilt"].passed
    assert "6.2.4.3" in said_by_vera["spoilt"].broken  # colours of a device that is not named


@pytest.mark.browser
@pytest.mark.parametrize("name", SAID)
def test_pdf_js_reads_the_words_in_order(
    copies: dict[str, Specimen], read_by_pdf_js: dict[str, list[str]], name: str
) -> None:
    said = [words([one]) for one in copies[name].leaves]
    assert [page.split() for page in read_by_pdf_js[name]] == said


@pytest.mark.parametrize("name", SAID)
def test_poppler_reads_the_words_in_order(copies: dict[str, Specimen], name: str) -> None:
    assert by_poppler(copies[name].path) == words(copies[name].leaves)


@pytest.mark.parametrize("name", SAID)
def test_pdfium_finds_the_words_in_their_boxes(copies: dict[str, Specimen], name: str) -> None:
    pairs = in_boxes(copies[name].path, copies[name].leaves)
    assert len(pairs) == len(words(copies[name].leaves))
    assert sum(word == inside for word, inside in pairs) >= IN_PLACE * len(pairs)


@pytest.mark.parametrize("name", LETTERS)
def test_the_text_of_a_page_takes_little_beside_its_picture(copies: dict[str, Specimen], name: str) -> None:
    """25 KB a page; a copy of one page has the font, the profile of colours and the description to itself."""
    copy = copies[name]
    assert copy.path.stat().st_size - copy.original.stat().st_size < 25_000


def written(leaves: list[Leaf], form: str, to: Path) -> Path:
    pieces = hocr(leaves, 'Surat <5> & "lampiran"', len(leaves)) if form == "hocr" else alto(leaves, 'a "b" <c>.jpg')
    to.write_text("".join(pieces), "utf-8")
    return to


def leaves_of(copies: dict[str, Specimen], name: str) -> list[Leaf]:
    return list(copies[name].leaves)


@pytest.mark.parametrize("name", [*LETTERS, "JPEG in colour"])
def test_hocr_passes_its_check(
    copies: dict[str, Specimen], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    Checker(written(leaves_of(copies, name), "hocr", tmp_path / "a.html")).check()
    told = capsys.readouterr().err.splitlines()
    assert len(told) > len(leaves_of(copies, name)[0].lines)
    assert [one for one in told if not one.startswith("ok ")] == []


@pytest.mark.parametrize("name", SAID)
def test_hocr_has_every_word_within_its_line_and_page(copies: dict[str, Specimen], tmp_path: Path, name: str) -> None:
    """It is XML too; its page says the size that all boxes lie in."""
    tree = etree.parse(written(leaves_of(copies, name), "hocr", tmp_path / "a.html"))
    found: list[str] = []
    for page, said in zip(of_class(tree, "ocr_page"), copies[name].leaves, strict=True):
        assert box(page) == (0, 0, said.width, said.height)
        for line in of_class(page, "ocr_line"):
            for word in of_class(line, "ocrx_word"):
                assert within(box(word), box(line))
                assert 0 <= int(word.get("title").rpartition("x_wconf ")[2]) <= 100
                found.append(word.text)
    assert found == words(copies[name].leaves)


def of_class(within: Any, name: str) -> list[Any]:
    return [one for one in within.iter() if one.get("class") == name]


def box(element: Any) -> tuple[int, ...]:
    return tuple(int(one) for one in element.get("title").partition("bbox ")[2].partition(";")[0].split())


def within(inner: tuple[int, ...], outer: tuple[int, ...]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


class Kept(etree.Resolver):
    """The schema of links, as the package has it."""

    def resolve(self, url: str, _: str, context: Any) -> Any:
        return self.resolve_filename(Validator.cache_xsd_path(url), context)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """ALTO 4.4: 4.3, which the package has, with the attributes of a page that came with it."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Kept())
    tree = etree.parse(Validator.cache_xsd_path("http://www.loc.gov/standards/alto/v4/alto-4-3.xsd"), parser)
    page = tree.find(".//{*}complexType[@name='PageType']")
    for name, kind in (("LANG", "xsd:language"), ("ROTATION", "xsd:float")):
        etree.SubElement(page, "{http://www.w3.org/2001/XMLSchema}attribute", name=name, type=kind, use="optional")
    return etree.XMLSchema(tree)


@pytest.mark.parametrize("name", SAID)
def test_alto_is_valid_and_says_the_words(
    copies: dict[str, Specimen], tmp_path: Path, schema: etree.XMLSchema, name: str
) -> None:
    tree = etree.parse(written(leaves_of(copies, name), "alto", tmp_path / "a.xml"))
    schema.assertValid(tree)
    said = [one.get("CONTENT") for one in tree.iter(f"{{{NAMESPACE}}}String")]
    assert said == words(copies[name].leaves)


def test_the_schema_does_not_pass_all(tmp_path: Path, schema: etree.XMLSchema) -> None:
    path = written([leaf((1240, 1754))], "alto", tmp_path / "a.xml")
    for right, wrong in ((' CONTENT="a"', ""), (' LANG="id"', ' LANG="not a language"'), ("PrintSpace", "Space")):
        assert not schema.validate(etree.fromstring(path.read_text("utf-8").replace(right, wrong).encode()))
