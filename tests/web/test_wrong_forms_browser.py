"""Every form that can be wrong: the summary has the focus and leads to the field, and what was typed still stands."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.web.sites import LOOKS, Desk

pytestmark = pytest.mark.browser
PRIMARY = "main form .btn-primary"


@dataclass(frozen=True)
class Wrong:
    """`typed` by selector; those of passwords do not come back. `field` is the id of the one that is wrong."""

    name: str
    address: str
    field: str
    typed: dict[str, str]
    who: str = "admin"
    sends: str = PRIMARY
    lost: tuple[str, ...] = field(default=())


WRONG = (
    Wrong(
        "sign-in", "/sign-in", "email", {"#email": "siapa@sukamaju.example", "#password": "bukan ini"}, "",
        "section > form .btn-primary", ("#password",),
    ),
    Wrong(
        "password", "/account/password", "new_password_confirm",
        {"#new_password": "sepuluh huruf", "#new_password_confirm": "lain sekali"}, "arsiparis",
        lost=("#new_password", "#new_password_confirm"),
    ),
    Wrong("intake", "/intake", "files", {}, "arsiparis", "[data-plain]"),
    Wrong("batch", "/batches/new", "name", {"#name": "Boks 12"}, "arsiparis"),
    Wrong("job", "/jobs/new?all=1", "withdraw-reason", {"#withdraw-reason": "  "}, "arsiparis",
          "#act-withdraw .btn-primary"),
    Wrong("tag-name", "/tags/edit?tag=ditandai", "instead", {"#instead": "  "}, "arsiparis",
          "main form .btn-primary"),
    Wrong("casefile", "/casefiles/new", "title", {"#title": "  ", "#number": "005/7"}, "arsiparis"),
    Wrong("withdraw", "/letters/{edit}?tab=fields", "reason", {"#reason": "  "}, "arsiparis",
          "form[action*='/withdraw'] button"),
    Wrong("note", "/letters/{edit}?tab=fields", "note", {"#note": "  "}, "arsiparis",
          "form[action*='/notes'] button"),
    Wrong("tags", "/letters/{edit}?tab=fields", "tags", {"#tags": "x" * 61}, "arsiparis",
          "form[action*='/tags'] button"),
    Wrong("person", "/admin/people/new", "login", {"#name": "Budi", "#login": "bukan surel"}),
    Wrong("login-in-use", "/admin/people/new", "login", {"#name": "Budi", "#login": "admin@sukamaju.example"}),
    Wrong("unit", "/admin/units/new", "code", {"#code": "dua kata", "#name": "Bidang Baru"}),
    Wrong("code-in-use", "/admin/units/new", "code", {"#code": "DPU", "#name": "Dinas Kembar"}),
    Wrong("office", "/admin/office", "name", {"#name": "  "}),
    Wrong("letterhead", "/admin/letterhead", "lines", {"#lines": "\n".join("abcdefgh")}),
    Wrong("mail", "/admin/mail", "smtp_port",
          {"#smtp_host": "surat.example", "#smtp_port": "99999", "#mail_from": "arsip@sukamaju.example"}),
    Wrong("deadlines", "/admin/deadlines", "due_urgent", {"#due_urgent": "0", "#due_ordinary": "7"}),
    Wrong("units-table", "/admin/units", "text", {"#text": "code,name,parent\nX,,DPU"}),
    Wrong("positions-table", "/admin/positions", "text", {"#text": "code,unit,title,head,superior\nX,,,,"},
          sends="main form[enctype] .btn-primary"),
    Wrong("people-table", "/admin/holdings", "text", {"#text": "name,login,roles,unit\nX,,,"}),
    Wrong("position", "/admin/positions/new", "superior", {"#title": "Kaur", "#code": "KAUR", "#superior": "NIRWANA"}),
    Wrong("delegation", "/delegations", "position", {"#position": "NIRWANA", "#person": "staf@sukamaju.example"},
          "kades"),
    Wrong("vocabulary-table", "/admin/vocabularies/urgency", "text", {"#text": "code,indonesian,english\nx,,"}),
)  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=[one.name for one in WRONG])
def test_a_wrong_form_says_what_to_do_and_loses_nothing(desk: Desk, wrong: Wrong) -> None:
    page, said = desk.page(wrong.who, LOOKS["phone"])
    page.goto(wrong.address.format(**desk.site.ids))
    page.evaluate("""() => { document.querySelectorAll("details").forEach((one) => { one.open = true; });
        document.querySelectorAll("form").forEach((one) => { one.noValidate = true; }); }""")
    plain(page)
    for selector, text in wrong.typed.items():
        page.fill(selector, text)
    with page.expect_navigation():
        page.locator(wrong.sends).first.click()
    assert page.title().startswith("Kesalahan: ")
    expect(page.get_by_role("alert")).to_be_focused()
    for selector, text in wrong.typed.items():
        assert page.input_value(selector) == ("" if selector in wrong.lost else text), selector
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{wrong.field}")).to_be_focused()
    assert [one for one in said if "Failed to load resource" not in one] == []


def plain(page: Page) -> None:
    """Without the module that sends files as soon as they are chosen, the intake page has its button."""
    page.eval_on_selector_all(
        "[data-plain]",
        """found => found.forEach((one) => {
        one.hidden = false;
        one.form.addEventListener("submit", (event) => event.stopImmediatePropagation(), true); })""",
    )
