"""The history of a letter."""

import ast
import re
from datetime import timedelta

from flask.testing import FlaskClient

from drafting.template import SHARED
from lontar import edits
from lontar.wiring import House
from office.access import ACTIONS, installation
from schemas.delegation import Delegation
from schemas.letter import Letter
from schemas.stored import now
from store.changes import Changes, Happened
from tests.lontar.bare import person as bare_person
from tests.test_house import ROOMS, ROOT
from tests.web.letters.letter_page import act


def test_the_history_says_who_changed_what_from_what_to_what(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["panjang.pdf"]
    act(archivist, id, "confirm", subject="Pertama")
    act(archivist, id, "confirm", subject="Kedua")
    page = archivist.get(f"/letters/{id}?tab=history").text
    assert "<strong>Arsiparis</strong>: Subject: “Pertama” became “Kedua”" in page
    assert "<strong>Lontar</strong>: read: 40 pages" in page
    assert "<strong>command line (tests)</strong>: arrived as panjang.pdf" in page
    assert "entered in the register of" in page
    sequence = re.search(r'name="event" value="(\d+)"', page)
    assert sequence
    act(archivist, id, "undo", "?tab=history", event=sequence[1])
    assert house.store.load(Letter, id).value("subject") == "Pertama"


def test_a_long_history_goes_on_over_pages(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    id, me = ids["naskah.docx"], installation("tests")
    for number in range(60):
        edits.tag(house, me, id, [str(number)])
    page = archivist.get(f"/letters/{id}?tab=history").text
    older = re.search(r'href="([^"]+before=\d+)"', page)
    assert older
    assert "arrived as naskah.docx" not in page
    assert "arrived as naskah.docx" in archivist.get(older[1].replace("&amp;", "&")).text


def test_every_verb_of_a_letter_has_its_words(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    from web.app import create_app
    from web.letters.clauses import verbs

    sources = [path for room in ROOMS if room != "samples" for path in (ROOT / room).rglob("*.py")]
    constants = (node.value for path in sources for node in ast.walk(ast.parse(path.read_text()))
                 if isinstance(node, ast.Constant) and isinstance(node.value, str))  # fmt: skip
    used = {one for one in constants if re.fullmatch(r"letter\.[a-z-]+", one)} - {*ACTIONS, SHARED}
    used -= {"letter.json", "letter.destroyed"}  # a file of evidence; and of a destroyed one nobody reads a history
    assert len(used) >= 12
    with create_app(house, testing=True).test_request_context():
        assert used <= set(verbs())
    said = archivist.get(f"/letters/{ids['panjang.pdf']}?tab=history").text
    assert not re.search(r"letter\.[a-z]", re.sub(r'(href|src)="[^"]*"', "", said))


def test_what_a_delegate_did_says_for_which_position(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    """Their own position stands there too, when they acted in it; an event of their own has none."""
    staff, kadis = bare_person(house, "staf").person, bare_person(house, "kadis").person
    since = now() - timedelta(hours=1)
    lent = Delegation(form="Plh.", position="kepala-dpu", person=staff, since=since, until=since + timedelta(days=1))
    thing = f"letters/{ids['naskah.docx']}"
    done = [
        Happened("letter.exported", thing, staff, behalf="kepala-dpu"),
        Happened("letter.exported", thing, kadis, behalf="kepala-dpu"),
        Happened("letter.exported", thing, staff),
    ]
    house.store.commit(Changes.of(lent, events=done))
    page = archivist.get(f"/{thing}?tab=history").text
    assert "<strong>Staf Dinas PU (Plh. Kepala Dinas)</strong>: exported" in page
    assert "<strong>Kepala Dinas PU (Kepala Dinas)</strong>: exported" in page
    assert "<strong>Staf Dinas PU</strong>: exported" in page
