"""Signing in at a sign-in service that others wrote (oidc-provider-mock), in a real Chromium and by a client."""

import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from lontar.settings import load
from lontar.wiring import open_house
from office import demo
from tests.serving import free_port
from tests.waiting import AGAIN
from tests.web import sites
from tests.web.checks import check_page, listen
from tests.web.sites import BOTH_SIZES, LOOKS, SIZES
from web.app import create_app

PEOPLE = {"ani": "arsiparis@sukamaju.example", "tamu": "tamu@sukamaju.example"}
"""The archivist, and somebody without an account, by their addresses."""


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """In a process of its own, which may warn of what it is built on."""
    port = free_port()
    people = [
        f"--user-claims={json.dumps({'sub': sub, 'email': email, 'email_verified': True})}"
        for sub, email in PEOPLE.items()
    ]
    command = [sys.executable, "-m", "oidc_provider_mock", f"--port={port}", "--require-nonce", *people]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while process.poll() is None and not _answers(port):
        AGAIN.wait(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


def settings_of(issuer: str) -> dict[str, str]:
    return {"LONTAR_OIDC_ISSUER": issuer, "LONTAR_OIDC_CLIENT_ID": "lontar", "LONTAR_OIDC_CLIENT_SECRET": "rahasia"}


@pytest.fixture(scope="module")
def site(issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sites.Site]:
    with sites.served(Path(tmp_path_factory.mktemp("sso")), sites.founded, **settings_of(issuer)) as site:
        yield site


@pytest.mark.browser
@pytest.mark.parametrize("size", BOTH_SIZES)
def test_one_signs_in_there_and_is_here(browser: Browser, site: sites.Site, size: str) -> None:
    page = sites.context_of(browser, site, LOOKS[size], "").new_page()
    said = listen(page)
    page.goto("/sign-in?next=/tags")
    check_page(page, "sign-in-sso")
    assert said == []
    page.locator("a[href^='/sign-in/sso']").click()
    page.get_by_role("button", name="ani").click()
    expect(page).to_have_url(f"{site.address}/tags")
    page.goto("/account")
    expect(page.locator("main")).to_contain_text("arsiparis@sukamaju.example")
    page.context.close()


@pytest.mark.browser
def test_whoever_has_no_account_reads_why(browser: Browser, site: sites.Site) -> None:
    page = sites.opened(browser, site, SIZES["phone"], who="")
    listen(page)
    page.goto("/sign-in")
    page.locator("a[href^='/sign-in/sso']").click()
    page.get_by_role("button", name="tamu").click()
    expect(page.locator("main")).to_contain_text("nobody here has an account")
    check_page(page, "sso-no-account", ".quiet .btn")
    page.locator(".quiet .btn").click()
    expect(page).to_have_url(f"{site.address}/sign-in")
    page.context.close()


def test_a_client_is_let_in_by_what_the_service_answers(issuer: str, tmp_path: Path) -> None:
    house = open_house(load({"LONTAR_HOME": str(tmp_path)} | settings_of(issuer), tmp_path))
    demo.found(house.store)
    client = create_app(house, testing=True).test_client()
    left = client.get("/sign-in/sso?next=/tags").location
    back = urlsplit(answered(issuer, left, {"sub": "ani"}))
    came: Any = client.get(f"{back.path}?{back.query}")
    assert (came.status_code, came.location) == (302, "/tags")
    assert "arsiparis@sukamaju.example" in client.get("/account").text
    house.close()


def answered(issuer: str, address: str, form: dict[str, str]) -> str:
    """Where the service sends a browser that posts its form."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(urlsplit(issuer).netloc)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"{parts.path}?{parts.query}", urlencode(form), kind)
    with connection.getresponse() as answer:
        location = answer.getheader("location")
    connection.close()
    assert location
    return location
