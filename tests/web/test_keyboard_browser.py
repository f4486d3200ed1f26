"""Every page's main job by keyboard alone, from the top of the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from office import demo
from tests import files
from tests.web.checks import listen
from tests.web.sites import LOOKS, Site, context_of

pytestmark = pytest.mark.browser
MOST = 120  # stops to any control


@pytest.fixture(scope="module")
def out(browser: Browser, archive: Site) -> Iterator[Page]:
    context = context_of(browser, archive, LOOKS["desk"], "")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def page(browser: Browser, archive: Site) -> Iterator[Page]:
    """The archivist's."""
    page = context_of(browser, archive, LOOKS["desk"], "arsiparis").new_page()
    said = listen(page)
    yield page
    assert said == []
    page.context.close()


@pytest.fixture(scope="module")
def admin(browser: Browser, archive: Site) -> Iterator[Page]:
    page = context_of(browser, archive, LOOKS["desk"], "admin").new_page()
    yield page
    page.context.close()


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Tab (or back) until the control has the focus."""
    for _ in range(MOST):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by Tab")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector)
    page.keyboard.press(key)


def sent(page: Page, selector: str) -> None:
    """The control pressed, and the page it leads to."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_sign_in_and_out(out: Page) -> None:
    out.goto("/sign-in")
    name = demo.PEOPLE["pemeriksa"][0]
    for _ in range(MOST):
        if out.evaluate("name => document.activeElement.innerText?.trim() === name", name):
            break
        out.keyboard.press("Tab")
    with out.expect_navigation():
        out.keyboard.press("Enter")
    expect(out.locator(".who a:not(.bell)")).to_have_text(name)
    sent(out, ".who button")
    expect(out).to_have_url("/sign-in")


def test_past_the_bar_with_the_first_key(page: Page) -> None:
    page.goto("/account")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_search_open_a_letter_and_come_back(page: Page, archive: Site) -> None:
    page.goto("/")
    tab_to(page, "#q")
    page.keyboard.type("jembatan")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    sent(page, ".hits a.title")
    expect(page.locator(".found").first).to_be_attached()
    sent(page, "main a[href^='/?q=jembatan']")
    expect(page.locator(".hits a.title")).to_have_count(2)


def test_make_a_batch(page: Page) -> None:
    page.goto("/batches")
    sent(page, "main .btn-primary")
    tab_to(page, "#name")
    page.keyboard.type("Boks papan ketik")
    press(page, "#language-nld", " ")
    sent(page, "main form .btn-primary")
    expect(page.locator("h1")).to_have_text("Boks papan ketik")
    expect(page.locator("main")).to_contain_text("Dutch")


def test_correct_a_field(page: Page, archive: Site) -> None:
    page.goto(f"/letters/{archive.ids['edit']}")
    sent(page, "a[href*='/confirm/']")
    tab_to(page, "#sender")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Ketua RT 03")
    sent(page, "#form-confirm [value=save]")
    expect(page.locator("#sender")).to_have_value("Ketua RT 03")
    sent(page, "form.undo button")
    expect(page.locator("#letter-fields")).not_to_contain_text("Ketua RT 03")


def test_try_a_reading_again(page: Page, archive: Site) -> None:
    page.goto("/reading")
    tab_to(page, f"#failed-{archive.ids['retry']} button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(f"#waiting-{archive.ids['retry']}")).to_be_visible()


def test_upload(page: Page, tmp_path: Path) -> None:
    page.goto("/intake")
    tab_to(page, "#direction")
    page.keyboard.type("Incoming")
    tab_to(page, "#files", "Shift+Tab")
    expect(page.locator("#files")).to_be_focused()  # what the browser's own chooser does then is not ours
    page.set_input_files("#files", files.written(tmp_path, "papan-ketik.pdf", files.pdf((f"Surat {tmp_path.name}",))))
    expect(page.locator(".arrived li:has-text('papan-ketik.pdf') .told a")).to_be_visible()
    sent(page, ".arrived li .told a")
    expect(page.locator("h1")).to_be_visible()


def test_make_and_end_tokens(page: Page) -> None:
    page.goto("/account/tokens")
    tab_to(page, "#name")
    page.keyboard.type("Pemindai lantai satu")
    sent(page, "form[action='/account/tokens'] button")
    expect(page.locator("code.token")).to_be_visible()
    sent(page, "main a.btn-primary")
    expect(page.locator("main li:has-text('Pemindai lantai satu')")).to_be_visible()
    sent(page, "form[action='/account/tokens/end'] button")
    expect(page.locator("main [role=status]")).to_be_visible()


def test_choose_the_language_and_the_appearance(browser: Browser, archive: Site) -> None:
    """As somebody whose pages no other test looks at: the account keeps the language."""
    page = context_of(browser, archive, LOOKS["desk"], "kades").new_page()
    page.goto("/account")
    tab_to(page, ".foot [name=language]")
    page.keyboard.type("Bahasa")
    tab_to(page, ".foot [name=theme]")
    page.keyboard.type("Light")
    sent(page, ".foot button")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dataset.bsTheme]") == ["id", "light"]
    tab_to(page, ".foot [name=language]")
    page.keyboard.type("English")
    sent(page, ".foot button")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.context.close()


def test_make_an_account(admin: Page) -> None:
    admin.goto("/admin/people")
    sent(admin, "main a.btn-primary")
    tab_to(admin, "#name")
    admin.keyboard.type("Budi Papan Ketik")
    tab_to(admin, "#login")
    admin.keyboard.type("papan@sukamaju.example")
    press(admin, "#role-clerk", "Space")
    sent(admin, "main form .btn-primary")
    expect(admin.locator("#secret")).to_be_visible()
    sent(admin, "main a.btn-primary")
    expect(admin.locator("#role-clerk")).to_be_checked()


@pytest.mark.parametrize("address", ["/admin/office", "/admin/letterhead"])
def test_save_a_form_of_the_administration(admin: Page, address: str) -> None:
    admin.goto(address)
    tab_to(admin, "#name, #lines")
    admin.keyboard.type("Kabupaten Sukamaju")
    sent(admin, "main form .btn-primary")
    expect(admin.locator("main .alert-success")).to_be_visible()


def test_add_a_unit(admin: Page) -> None:
    admin.goto("/admin/units")
    sent(admin, "main a.btn-primary")
    tab_to(admin, "#code")
    admin.keyboard.type("PAPAN")
    tab_to(admin, "#name")
    admin.keyboard.type("Bidang Papan Ketik")
    sent(admin, "main form .btn-primary")
    expect(admin.locator(".tree")).to_contain_text("PAPAN")
