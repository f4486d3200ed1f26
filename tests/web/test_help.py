"""The help on searching: its examples are asked, in both languages, and each finds something."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from office.days import DAY, ZONE, day_at
from schemas.months import MONTHS
from schemas.stored import now
from search.leaves import ALIASES
from search.query import parse
from search.tree import FIELDS, Word
from signing.verdict import VERDICTS
from tests import files
from tests.web.test_search import signed_in
from web.i18n.words import LETTER_LANGUAGES
from web.search import help
from web.search.examples import GROUPS
from web.search.words import VALUES

LAST_MONTH = day_at(now(), ZoneInfo(ZONE)).replace(day=1) - DAY
ANSWER = ("KECAMATAN RAWABENING", f"Nomor : 140/31/KEC/{LAST_MONTH.year}", "Perihal : Tanggapan perbaikan",
          "Menindaklanjuti surat Nomor 005/127/DPU/2019", "kami sampaikan bahwa jembatan sudah dipakai",
          f"Rawabening, {LAST_MONTH.day} {MONTHS[LAST_MONTH.month].split()[0].title()} {LAST_MONTH.year}")  # fmt: skip
OTHER = ("DINAS PEKERJAAN UMUM", "Nomor : 621/8/DPU/2016", "Perihal : Perbaikan jalan desa dan jembatan",
         "Dengan hormat kami laporkan bahwa jalan dan jembatan di desa itu rusak", "Sukamaju, 7 Juni 2016")  # fmt: skip
ROOT = Path(__file__).parents[2]
EXAMPLES = [example for some in GROUPS.values() for example in some]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = Path(tmp_path_factory.mktemp("help"))
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    demo.found(house.store)
    letters = {"a.pdf": files.pdf(), "b.pdf": files.pdf(OTHER), "c.pdf": files.pdf(ANSWER)}
    for name, content in letters.items():
        path = files.written(folder, name, content)
        arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
    settle(house, 1)
    yield house
    house.close()


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_example_is_understood_and_finds_something(house: House, language: str) -> None:
    reader = signed_in(house, language=language)
    page = reader.get("/help/search").text
    asked = [unescape(one) for one in re.findall(r'<dt><a href="(/\?q=[^"]+)"', page)]
    assert len(asked) == len(EXAMPLES)
    assert 'href="/help/search"' in reader.get("/").text
    for address in asked:
        found = reader.get(address).text
        assert 'class="problems"' not in found, address
        assert 'class="title"' in found, address


def test_the_examples_ask_the_same_in_both_languages() -> None:
    for english, indonesian, _ in EXAMPLES:
        assert parse(english).tree == parse(indonesian).tree, english
        assert parse(english).problems == ()


def test_the_page_of_the_docs_has_the_same_examples() -> None:
    said = (ROOT / "docs" / "searching.md").read_text("utf-8")
    shown = re.findall(r"^\| `([^`]+)` \|[^|]*\|$", said, re.MULTILINE)
    assert shown == [one for one, _, _ in EXAMPLES] + [one for _, one, _ in EXAMPLES]
    assert set(re.findall(r"`(\w+):`", said)) == {*FIELDS, *ALIASES}


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_help_names_every_field_and_every_value_is_taken(house: House, language: str) -> None:
    page = signed_in(house, language=language).get("/help/search").text
    names = re.findall(r"<code>(\w+):</code>", page)
    assert {ALIASES.get(name, name) for name in names} == set(FIELDS)
    assert names[0] == ("subject" if language == "en" else "hal")
    for name, some in re.findall(r"<p><code>(\w+):</code>(.*?)</p>", page):
        found = [parse(f"{name}:{value}") for value in re.findall(r"<code>([^<]+)</code>", some)]
        assert len({one.tree for one in found}) == len(found) > 2
        known = {*VALUES, *help.CLASSES, *LETTER_LANGUAGES, *VERDICTS}
        assert all(isinstance(one.tree, Word) and one.tree.text in known for one in found)
