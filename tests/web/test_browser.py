"""The whole job in a real Chromium: sign in, upload a scan, wait, search, see the mark on the image, download,
withdraw, restore. On the embedded engines as `lontar run` starts them, and on the production engines as
docker-compose.yml does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import files
from tests.production import engines, production
from tests.web import job
from tests.web.checks import listen
from tests.web.sites import BOTH_SIZES, SIZES, whole

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running `lontar run --demo`, which makes its samples meanwhile."""
    with whole(Path(tmp_path_factory.mktemp("site")), "--demo") as (address, said):
        yield address
    assert b"the next start goes on" in said


@pytest.fixture(scope="module")
def served(
    elasticsearch_url: str, mongodb_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Elasticsearch, MongoDB with GridFS, Celery on Redis; web, worker and follower are processes of their own."""
    settings = engines(elasticsearch_url, mongodb_url, redis_url, "job")
    with production(Path(tmp_path_factory.mktemp("production")), settings) as office:
        yield office.web.address
        assert office.workers.stop() == [0, 0]


def signed_in(browser: Browser, site: str, size: str) -> Page:
    """A page of the archivist."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", base_url=site)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Arsiparis").click()
    page.wait_for_url("**/")
    return page


def do_the_whole_job(browser: Browser, site: str, size: str, folder: Path) -> None:
    page, word = signed_in(browser, site, size), f"talud{size}"
    said = listen(page)
    scan = files.written(folder, f"{word}.png", files.scan(lines=(*files.LETTER, f"tentang {word} sungai")))
    letter = job.upload(page, scan)
    job.wait(page, letter)
    job.search(page, word)
    job.see_the_mark(page)
    job.download(page, letter, scan)
    job.withdraw(page, letter)
    job.search(page, word, found=False)
    job.restore(page, letter)
    job.search(page, word)
    assert said == []
    page.context.close()


@pytest.mark.parametrize("size", BOTH_SIZES)
def test_the_whole_job_on_one_machine(browser: Browser, embedded: str, size: str, tmp_path: Path) -> None:
    do_the_whole_job(browser, embedded, size, tmp_path)


@pytest.mark.parametrize("size", BOTH_SIZES)
def test_the_whole_job_on_the_production_engines(browser: Browser, served: str, size: str, tmp_path: Path) -> None:
    do_the_whole_job(browser, served, size, tmp_path)
