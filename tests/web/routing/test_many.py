"""Several letters of an inbox or of a search handed on together by a form."""

import html
import re
from pathlib import Path
from urllib.parse import urlencode

from lontar.routing import inbox
from lontar.settings import load
from lontar.wiring import open_house
from office import demo
from office.access import installation
from tests.arrived import arrived
from tests.lontar.bare import bare, person
from tests.lontar.jobbing import carried
from tests.web.conftest import form, signed_in


def test_what_is_said_once_is_asked_of_each(tmp_path: Path) -> None:
    """What is wrong for all of them is said before anything is counted."""
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    some = bare(house, 2, unit="dpu")
    for id in some:
        arrived(house, installation("tests", "dpu"), id)
    head, address = signed_in(house, "kadis"), f"/jobs/new?{urlencode([('id', id) for id in some])}"
    assert re.search(r'name="recipients" value="staf"', head.get(address).text)
    boxes = form(head, address) | {"act": "dispose"}
    assert head.post(address, data=boxes | {"others": "NOBODY"}).status_code == 404
    answer = head.post(address, data=boxes | {"due": "2020-01-01", "recipients": "staf"})
    assert 'href="#dispose-due"' in answer.text
    answer = head.post(address, data=boxes | {"recipients": "staf", "instructions": "comment"})
    page = html.unescape(head.get(answer.location).text)
    assert "Hand on to Pengelola Jalan dan Jembatan: Comment and advise" in page
    assert "2 letters would be changed" in page
    head.post(f"{answer.location}/start", data=form(head, answer.location))
    carried(house)
    assert inbox.waiting(house, person(house, "staf")) == 2
    house.close()
