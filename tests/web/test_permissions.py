"""Who may read a letter, on a page and for programs: for administrators and auditors, of letters they may read."""

import pytest

from lontar.wiring import House
from schemas.letter import Letter
from tests.lontar.bare import bare, person
from tests.web.conftest import SignIn


@pytest.fixture
def letter(house: House) -> str:
    return next(row["_id"] for row in house.store.every(Letter, fields=("unit",)) if row["unit"] == "setda")


def test_an_auditor_sees_who_may_read_it_and_why(sign_in: SignIn, house: House, letter: str) -> None:
    page = sign_in("pemeriksa").get(f"/permissions?letter={letter}").text
    assert "works in" in page
    said = sign_in("pemeriksa").get(f"/api/v1/letters/{letter}/readers").json["readers"]
    names = {one["person"] for one in said}
    assert person(house, "arsiparis").person in names
    assert all(one["ways"] for one in said)


def test_what_they_may_not_read_does_not_exist_for_them(sign_in: SignIn, house: House) -> None:
    (hidden,) = bare(house, 1, unit="secret", grants=["person:nobody"])
    client = sign_in("pemeriksa")
    page = client.get(f"/permissions?letter={hidden}").text
    assert "may read it" not in page.partition("<h2")[2].partition("Who may do what")[0]
    assert client.get("/permissions?letter=none").text.count('role="alert"') == page.count('role="alert"')
    assert client.get(f"/api/v1/letters/{hidden}/readers").status_code == 404


def test_it_is_not_for_everybody(sign_in: SignIn, letter: str) -> None:
    for login in ("staf", "arsiparis"):
        client = sign_in(login)
        for address in ("/permissions", "/permissions.csv", f"/api/v1/letters/{letter}/readers"):
            assert client.get(address).status_code in (403, 404)


def test_the_matrix_is_a_table_too(sign_in: SignIn) -> None:
    answer = sign_in("pemeriksa").get("/permissions.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "archivist" in answer.text.splitlines()[0]
