"""The page image: hits, steps through the pages, thumbnails, what is offered in which size."""

import re
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient

from lontar.wiring import House
from schemas.page import Page
from store.changes import Changes
from tests.web.letters.letter_page import step


def test_every_part_of_a_letter_is_a_link(archivist: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['scan.png']}"
    page = archivist.get(f"{address}?q=jembatan").text
    tabs = re.findall(r'class="to-(\w+)"[^>]* href="([^"]+)"( aria-current="page")?', page)
    assert [name for name, _, _ in tabs] == ["page", "text", "fields", "history"]
    assert [name for name, _, here in tabs if here] == ["page"]
    for name, link, _ in tabs:
        other = archivist.get(link.replace("&amp;", "&")).text
        assert re.search(rf'class="to-{name}"[^>]* href="{re.escape(link)}" aria-current="page"', other)
        assert parse_qs(urlsplit(link).query)["q"] == ["jembatan"]


def test_a_letter_opens_at_its_first_hit_and_steps_lead_through_all_pages(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    page = archivist.get(f"/letters/{ids['empat.pdf']}?q=rusak&n=17&sort=newest").text
    seen = []
    while True:
        hit = re.search(r"Hit (\d) of 4", page)
        shown = re.search(r'alt="Page (\d) of 4"', page)
        assert hit
        assert shown
        assert page.count('class="found current"') == 1
        seen.append((int(hit[1]), int(shown[1])))
        link = step(page, "n")
        if link is None:
            break
        assert link.endswith(f"#m{len(seen) + 1}")
        assert {"n": ["17"], "sort": ["newest"]}.items() <= parse_qs(urlsplit(link).query).items()
        page = archivist.get(link).text
    assert seen == [(1, 1), (2, 2), (3, 3), (4, 4)]
    assert step(page, "p")


def test_from_a_page_without_a_hit_the_steps_lead_to_the_nearest_ones(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    page = archivist.get(f"/letters/{ids['empat.pdf']}?q=rusak&page=3").text
    assert "4 hits, 1 on this page" in page
    assert "hit=2" in str(step(page, "p"))
    assert "hit=3" in str(step(page, "n"))
    assert step(page, "[")
    assert step(page, "]")


def test_on_a_crowded_page_fifty_hits_are_marked_and_stepping_marks_the_next(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    address = f"/letters/{ids['ramai.pdf']}?q=surat"
    page = archivist.get(address).text
    assert page.count('<g id="m') == 50
    assert "50 of 120 hits on this page are marked" in page
    page = archivist.get(f"{address}&hit=51").text
    assert '<g id="m51" class="found current">' in page
    assert 'id="m1"' not in page


def test_a_long_letter_shows_a_window_of_thumbnails(archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = archivist.get(f"/letters/{ids['panjang.pdf']}?page=20").text
    thumbs = re.findall(r'w=160" alt="" width="120" height="160"( loading="lazy")?', page)
    assert len(thumbs) == 15
    assert 'value="20"> <span>of 40</span>' in page


def test_the_image_is_offered_small_and_full_only_for_zooming(archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = archivist.get(f"/letters/{ids['scan.png']}").text
    offered = re.search(r'srcset="([^"]+)" sizes', page)
    assert offered
    for one in offered[1].replace("&amp;", "&").split(", "):
        address, width = one.split(" ")
        assert "w=" in address
        assert int(width.removesuffix("w")) <= 1200
        assert len(archivist.get(address).data) <= 150_000
    assert f'data-full="/letters/{ids["scan.png"]}/files/1/pages/1"' in page


def test_a_page_turned_otherwise_has_another_address(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = house.store.load(Page, Page.key(ids["panjang.pdf"], 1, 40))
    page.rotation = 180
    house.store.commit(Changes.of(page))
    shown = archivist.get(f"/letters/{ids['panjang.pdf']}?page=40").text
    assert "/files/1/pages/40?w=800&amp;r=180" in shown
    upright = archivist.get(f"/letters/{ids['panjang.pdf']}/files/1/pages/39?w=400")
    turned = archivist.get(f"/letters/{ids['panjang.pdf']}/files/1/pages/40?w=400&r=180")
    assert upright.data != turned.data
    assert upright.headers["ETag"] != turned.headers["ETag"]


def rects(page: str, hit: int) -> int:
    """How many boxes a hit has on the page image."""
    found = re.search(rf'<g id="m{hit}" [^>]*>(.*?)</g>', page)
    return found[1].count("<rect") if found else 0


def test_a_phrase_has_one_mark_in_each_line(archivist: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['empat.pdf']}"
    assert rects(archivist.get(address, query_string={"q": '"perbaikan jembatan gantung"'}).text, 1) == 1
    assert rects(archivist.get(address, query_string={"q": '"itu rusak dan akan kami"'}).text, 1) == 2


def test_a_phrase_that_goes_on_over_the_page_is_marked_on_both(archivist: FlaskClient, ids: dict[str, str]) -> None:
    asked = {"q": '"5 maret 2019 pemerintah kabupaten"'}
    page = archivist.get(f"/letters/{ids['empat.pdf']}", query_string=asked).text
    assert "Hit 1 of 3" in page
    assert rects(page, 1) == 1
    page = archivist.get(f"/letters/{ids['empat.pdf']}", query_string=asked | {"page": "2"}).text
    assert (rects(page, 1), rects(page, 2)) == (1, 1)
    assert "3 hits, 2 on this page" in page


def test_a_search_within_the_letter_keeps_the_list(archivist: FlaskClient, ids: dict[str, str]) -> None:
    asked = {"q": "jembatan", "at": "1", "sort": "newest", "in": "maret"}
    page = archivist.get(f"/letters/{ids['empat.pdf']}", query_string=asked).text
    assert 'name="in" value="maret"' in page
    assert "Hit 1 of 4" in page
    link = step(page, "n")
    assert {"q": ["jembatan"], "in": ["maret"], "at": ["1"]}.items() <= parse_qs(urlsplit(str(link)).query).items()
    assert str(step(page, "u")).startswith("/?q=jembatan&sort=newest")
    within = re.search(r'<form class="within.*?</form>', page, re.DOTALL)
    assert within
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', within[0]))
    assert hidden == {"q": "jembatan", "at": "1", "sort": "newest"}


def test_it_is_told_on_which_pages_words_stand_that_no_page_has_together(
    archivist: FlaskClient, ids: dict[str, str]
) -> None:
    page = archivist.get(f"/letters/{ids['surat.eml']}", query_string={"q": "banjir jembatan"}).text
    told = re.search(r'<p class="within-pages">(.*?)</p>', page)
    assert told
    assert re.sub(r"<[^>]+>", "", told[1]) == "banjir: p. 1 · jembatan: p. 2, p. 3"
    assert "within-pages" not in archivist.get(f"/letters/{ids['empat.pdf']}?q=rusak+jembatan").text
