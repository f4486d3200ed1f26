"""Times of day say their zone: that of the person's unit, by the name that people call it by."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from flask import g

from lontar.wiring import House
from tests.web.conftest import SignIn
from web.app import create_app
from web.i18n.words import here, moment

NOON = datetime(2026, 11, 22, 12, 5)  # noqa: DTZ001 - as the store returns it


@pytest.mark.parametrize(
    ("zone", "language", "said", "stands"),
    [
        ("Asia/Jakarta", "id", "22 November 2026 19.05 WIB", "2026-11-22T19:05:00+07:00"),
        ("Asia/Makassar", "en", "22 November 2026 20:05 WITA", "2026-11-22T20:05:00+08:00"),
        ("Asia/Jayapura", "id", "22 November 2026 21.05 WIT", "2026-11-22T21:05:00+09:00"),
        ("Europe/Amsterdam", "en", "22 November 2026 13:05 CET", "2026-11-22T13:05:00+01:00"),
    ],
)
def test_a_moment_has_its_zone(house: House, zone: str, language: str, said: str, stands: str) -> None:
    with create_app(house, testing=True).test_request_context(headers={"Accept-Language": language}):
        g.unit_zone = ZoneInfo(zone)
        assert moment(NOON) == said
        assert here(NOON).isoformat() == stands


def test_the_history_says_its_times_to_people_and_to_machines(letters: dict[str, str], sign_in: SignIn) -> None:
    page = sign_in("arsiparis").get(f"/letters/{letters['surat.pdf']}?tab=history").text
    times = re.findall(r'<time datetime="([^"]+)">([^<]+)</time>', page)
    assert times
    for stands, said in times:
        at = datetime.fromisoformat(stands)
        assert (f"{at:%H:%M} WIB", at.tzname()) == (said, "UTC+07:00")
