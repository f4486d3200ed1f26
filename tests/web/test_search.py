"""The search page without a browser: every state, every link, and the way to a letter and back."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from tests.demo import demo_house
from tests.web import doubtful, many
from tests.web.conftest import form
from tests.web.searching import client, house, id_in, ids, links, signed_in, status, titles
from web.search.asked import LIMIT

__all__ = ["client", "house", "ids"]


def test_an_archive_without_letters_offers_each_person_what_they_can_do(tmp_path: Path) -> None:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    page = signed_in(house).get("/").text
    assert "There are no letters here yet." in page
    assert 'class="btn btn-primary" href="/intake"' in page
    assert 'class="btn btn-primary" href="/admin/people/new"' in signed_in(house, "admin").get("/").text
    onlooker = signed_in(house, "pemeriksa").get("/").text
    assert "There are no letters here yet." in onlooker
    assert 'btn-primary" href' not in onlooker
    house.close()


def test_a_hit_tells_number_date_subject_sender_state_and_where(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembatan+nomor+12").text
    hit = re.search(rf'<li id="hit-{ids[12]}">.*?</li>', page, re.DOTALL)
    assert hit
    assert "005/12/DPU/1981 · 13 March 1981 · Outgoing" in hit[0]
    assert "Perbaikan <mark>jembatan</mark> nomor <mark>12</mark></a></h2>" in hit[0]
    assert re.search(r'class="snippet">.*<mark>jembatan</mark>', hit[0])


def test_a_word_on_a_later_page_names_the_page_and_leads_there(client: FlaskClient, ids: list[str]) -> None:
    page = client.get(f"/?q={many.DEEP}").text
    (address,) = set(links(page, "href=[^>]*page=3"))
    assert id_in(address) == ids[7]
    assert many.DEEP in client.get(address).text
    assert ">p. 3</a>" in page


@pytest.mark.parametrize(
    ("query", "letter", "said"),
    [
        (many.TAGGED, 3, "tag – <mark>mendesak</mark>"),
        ("telepon", 4, "note – sudah dibalas lewat <mark>telepon</mark>"),
        ('name:"surat 5"', 5, "name of the file – <mark>surat</mark>-<mark>5</mark>.pdf"),
        ("nomor:005/9", 9, "number – <mark>005</mark>/<mark>9</mark>/DPU/1980"),
    ],
)
def test_what_no_snippet_shows_is_given_as_the_reason(
    client: FlaskClient, ids: list[str], query: str, letter: int, said: str
) -> None:
    page = client.get("/", query_string={"q": query}).text
    assert [id_in(one) for one in titles(page)] == [ids[letter]]
    assert f'<p class="reason">Found in: {said}' in page


def test_a_word_in_the_text_needs_no_reason(client: FlaskClient, ids: list[str]) -> None:
    assert 'class="reason"' not in client.get("/?q=jembatan").text


def test_chosen_filters_stand_as_chips_that_take_them_away(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembatan&year=1980&year=1981&year=1985&direction=incoming").text
    assert "Filters (3)" in page
    assert "Year: 1980–1981 <" in page
    chips = re.search(r'<ul class="chips".*?</ul>', page, re.DOTALL)
    assert chips
    taken = [unescape(one) for one in re.findall(r'href="([^"]+)"', chips[0])]
    assert taken == [
        "/?q=jembatan&year=1985&direction=incoming",
        "/?q=jembatan&year=1980&year=1981&direction=incoming",
        "/?q=jembatan&year=1980&year=1981&year=1985",
        "/?q=jembatan",
    ]
    assert status(page) == "7 letters"


def test_filters_are_a_form_of_checkboxes_with_counts(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembatan&direction=incoming").text
    assert re.search(
        r'type="checkbox" form="search" name="direction" value="incoming" checked> <span>Incoming</span> <small>22<',
        page,
    )
    assert re.search(r'name="direction" value="outgoing"> <span>Outgoing</span> <small>23<', page)
    assert '<button class="btn btn-primary" form="search">Apply</button>' in page
    assert "<summary>4 others</summary>" in page  # nine years, five of them shown
    assert [
        client.get(f"/?q=jembatan&direction={one}").text.count('class="title"') for one in ("incoming", "outgoing")
    ] == [20, 20]


def test_years_are_drawn_and_each_bar_leads_to_its_letters(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembatan").text
    assert page.count('<rect class="over"') == 9
    assert "<title>1980: 5 letters</title>" in page
    bar = "/?q=jembatan&amp;year=1980"
    assert f'<a href="{bar}" tabindex="-1">' in page
    narrowed = client.get(unescape(bar)).text
    assert status(narrowed) == "5 letters"
    assert '<a href="/?q=jembatan" tabindex="-1" class="chosen">' in narrowed


def test_a_sort_is_chosen_by_a_link_and_stays_when_filters_change(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembatan&sort=oldest").text
    assert 'href="/?q=jembatan&amp;sort=oldest" aria-current="true"' in page
    assert '<input type="hidden" name="sort" value="oldest">' in page
    bars = re.findall(r'<a href="([^"]+)" tabindex="-1"', page)
    assert all("sort=oldest" in one for one in (*bars, *titles(page)))


def test_nothing_found_says_what_would_be(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jalan&year=1979&direction=incoming&type=Undangan").text
    assert "No letter with these words passes the filters." in page
    assert 'href="/?q=jalan">Search without filters (15)</a>' in page
    assert 'href="/?q=jalan&amp;year=1979&amp;direction=incoming">Search without: Type (1)</a>' in page
    page = client.get("/?q=jalan&year=1980&type=Undangan").text
    assert re.search(r'btn-primary" href="[^"]+">Search without', page), "the filters are to blame, not the spelling"
    page = client.get("/?q=jembatan+AND+zzzzzz").text
    assert "No letter has these words." in page
    assert 'href="/?q=jembatan">Search without: zzzzzz (45)</a>' in page


def test_words_near_a_misspelt_one_are_shown_and_it_is_said(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jumbatun&year=1980&direction=incoming").text
    assert status(page) == "3 letters"
    assert "No letter that passes the filters has this word." in page
    assert "Shown with “jembatan” for “jumbatun”." in page
    assert "jumbatun: taken for “jembatan”" in page
    assert 'Did you mean: <a href="/?q=jembatan&amp;year=1980&amp;direction=incoming">jembatan</a> (3)' in page
    (exactly,) = links(page, "href=[^>]*q=%22jumbatun%22")
    assert "No letter with these words passes the filters." in client.get(exactly).text
    (first, *_) = titles(page)
    assert "No hit in the text" not in client.get(first).text


def test_letters_with_most_of_the_words_are_only_shown(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembatan+zzzzzz").text
    assert status(page) == "1–20 of 45 letters"
    assert "These have at least 1 of 2, the best first." in page
    assert page.count("Without: zzzzzz") == 1 + LIMIT
    assert '<a href="/?q=jembatan">Search without: zzzzzz</a> (45)' in page
    assert "Do something to the chosen" in page
    assert "Do something to all" not in page
    assert "/export.csv" not in page
    assert "0 letters" in client.get("/jobs/new?q=jembatan+zzzzzz&all=1").text
    following = links(page, 'rel="next"')
    assert status(client.get(following[0]).text) == "21–40 of 45 letters"
    assert "the best first" not in client.get("/?q=jembatan+zzzzzz&sort=oldest").text


def test_words_as_typed_are_no_other_form_of_them(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembotan&sort=newest").text
    assert status(page) == "1–20 of 45 letters"
    assert "jembotan: read as “jembatan”" in page
    address = titles(page)[0].replace("&amp;", "&")
    assert "read as" not in client.get("/?q=jembatan").text
    page = client.get("/?q=jembotan&exact=1").text
    assert 'name="exact" value="1" checked' in page
    assert "No letter has these words." in page
    assert 'href="/?q=jembotan">In all forms of the words (45)</a>' in page
    assert "exact=1" in titles(client.get("/?q=jembatan&exact=1").text)[0]
    assert "No hit in the text" not in client.get(address).text
    assert "No hit in the text" in client.get(address.replace("q=jembotan", "q=jembotan&exact=1")).text


def test_what_would_be_found_holds_only_what_the_person_may_read(house: House, ids: list[str]) -> None:
    page = signed_in(house, "kades").get("/?q=jumbatun&year=1980").text
    assert "No letter with these words passes the filters." in page
    assert "jembatan" not in page
    assert "Did you mean" not in page
    assert "Search without" not in page


def test_a_broken_query_still_finds_and_is_pointed_at(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=jembatan+(jalan").text
    assert "This parenthesis is not closed. <code>jembatan <mark>(</mark>jalan</code>" in page
    assert 'aria-describedby="problems"' in page
    assert status(page) == "15 letters"


def test_a_heavy_question_has_no_counts_and_says_so(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/?q=*mbatan+OR+*ntung&unit=SETDA").text
    assert "what was found is not counted" in page
    assert 'id="filters"' not in page
    assert "Filters in use" in page
    light = client.get("/?q=jembatan&unit=SETDA").text
    assert "is not counted" not in light
    assert 'id="filters"' in light


def test_a_long_broken_query_is_shown_around_the_place_only(client: FlaskClient, ids: list[str]) -> None:
    page = client.get(f"/?q={'jembatan+' * 30}()+date:{'x' * 90}{'+jalan' * 30}+()").text
    shown = re.findall(r"<li>[^<]+<code>(.*?)</code>", page)
    assert shown[0] == "…n jembatan jembatan <mark>(</mark>) date:xxxxxxxxxxxxx…"
    assert shown[1] == f"…an jembatan () date:<mark>{'x' * 39}…</mark> jalan jalan jalan j…"
    assert "And 1 more." in page


def test_only_an_empty_page_takes_the_focus(client: FlaskClient, ids: list[str]) -> None:
    assert " autofocus" in client.get("/").text
    assert " autofocus" not in client.get("/?q=jembatan").text
    assert " autofocus" not in client.get("/?year=1980").text


def test_single_keys_are_switched_off_in_the_account(house: House, ids: list[str]) -> None:
    client = signed_in(house, "agendaris")
    assert '<dialog id="keys"' in client.get("/").text
    client.post("/account/keys", data={"csrf_token": form(client, "/account")["csrf_token"]})
    assert '<dialog id="keys"' not in client.get("/").text
    assert re.search(r'name="keys">', client.get("/account").text)
    client.post("/account/keys", data={"csrf_token": form(client, "/account")["csrf_token"], "keys": "on"})
    assert '<dialog id="keys"' in client.get("/").text


def test_a_misread_word_is_found_by_what_the_dictionary_takes_it_for(tmp_path: Path) -> None:
    with demo_house(tmp_path) as house:
        kept = doubtful.kept(house)
        settle(house, 1)
        client = signed_in(house)
        page = client.get("/?q=rusak").text
        assert "Found in: suggestion for a misread word – msak → <mark>rusak</mark>" in page
        assert "<mark>msak</mark>" in page
        text = client.get(f"/letters/{kept.id}?q=rusak&tab=text").text
        assert re.search(r'<mark id="h1" class="current">(<span[^>]*>)?msak', text)
