"""Every page that exists, each with its main action and who looks at it. A new page joins by a line here.

`{scan}`, `{pdf}`, `{pages}`, `{mail}`, `{broken}`, `{asked}`, `{answer}`, `{doubtful}`, `{person}`, `{unit}`,
`{batch}`, `{job_asked}` and others of the site in an address are ids (tests/web/sites.py, tests/web/doubtful.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, cycle

from playwright.sync_api import Page

from tests.web import verifying
from tests.web.factored import HAS_IT, SETS_UP
from tests.web.many import TAGGED

Act = Callable[[Page], None]
NUMBERS = count(1)


@dataclass(frozen=True)
class Place:
    """`main`: the main action, to be in the first screen. `does` brings the opened page into the state that is meant.
    `status`: what the server answers; `who`: a sample person, "" for somebody signed out; `apart`: what narrow screens
    have on a page of its own."""

    name: str
    address: str
    main: str
    who: str = "arsiparis"
    does: Act | None = None
    status: int = 200
    apart: str = ""

    @property
    def is_even(self) -> bool:
        """By its name, so that a new page moves no other one."""
        return sum(self.name.encode()) % 2 == 0

    @property
    def is_state(self) -> bool:
        """Whether it is a page that has another place, in a state that somebody brought it into."""
        return self.does is not None or self.status != 200


def made_token(page: Page) -> None:
    """The page that shows a token once."""
    page.fill("#name", f"Pemindai {next(NUMBERS)}")
    press("form[action='/account/tokens']:has(#name) button")(page)


def press(selector: str, open: str = "details details") -> Act:
    """Sends a form as it stands, past what the browser itself would refuse; `open`: the details that it stands in."""

    def act(page: Page) -> None:
        page.eval_on_selector_all(open, "some => some.forEach((one) => { one.open = true; })")
        page.eval_on_selector_all("form", "forms => forms.forEach((one) => { one.noValidate = true; })")
        with page.expect_navigation():
            page.locator(selector).first.click()

    return act


def follow(selector: str) -> Act:
    """The page that a link leads to."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.locator(selector).first.click()

    return act


def wrong_year(page: Page) -> None:
    page.locator("#year").fill("lusa")
    press("form[action$='/columns'] button")(page)


def typed(page: Page, text: str) -> None:
    """Letters in the search field, until something is proposed."""
    page.locator("#q").press_sequentially(text)
    page.locator(".proposals li").first.wait_for()


def like(page: Page) -> None:
    """The letters like the first one of a list."""
    follow(".hits .title")(page)
    page.goto(f"/?like={page.url.partition('/letters/')[2].partition('?')[0]}")


def inside(page: Page) -> None:
    """A search within the first letter of a list."""
    follow(".hits .title")(page)
    page.locator("#within").fill("desa rusak")
    press(".within button")(page)


def table(text: str) -> Act:
    """A table to be checked."""

    def act(page: Page) -> None:
        page.locator("#text").fill(text)
        press("main form[enctype] .btn-primary")(page)

    return act


def schedule(text: str) -> Act:
    """A retention schedule to be checked; its form is folded."""

    def act(page: Page) -> None:
        page.locator("main details summary").first.click()
        table(text)(page)

    return act


def backwards(page: Page) -> None:
    """Days in the wrong order."""
    page.evaluate("document.querySelector('main details').open = true")
    page.locator("#first").fill("2026-02-03")
    page.locator("#last").fill("2026-02-01")
    press("main details .btn-primary")(page)


def lend(page: Page) -> None:
    """Somebody named who acts for the asking person, unless somebody does already."""
    if page.locator("main .rows").count() == 0:
        page.locator("#position").fill("K-perkebunan")
        page.locator("#person").fill("penyuluh@sukamaju.example")
        page.locator("#until").fill("2199-12-31")
        press("main form .btn-primary")(page)


def save(page: Page, name: str = "") -> None:
    """The search that is shown, by a name that nothing has yet, or this one."""
    follow(".taking .save")(page)
    page.locator("#name").fill(name or f"Jembatan {next(NUMBERS)}")
    press("main form .btn-primary")(page)


def save_again(page: Page) -> None:
    """A search by a name that another one has."""
    before, name = page.url, f"Jalan {next(NUMBERS)}"
    save(page, name)
    page.goto(before)
    save(page, name)


def too_much(page: Page) -> None:
    """More text than a form may hold."""
    page.eval_on_selector("form.foot-choices [name=back]", "field => { field.value = 'x'.repeat(3 << 20); }")
    press("form.foot-choices button")(page)


def no_days(page: Page) -> None:
    """A deadline of no day at all."""
    page.locator("#due_urgent").fill("0")
    press("main form .btn-primary")(page)


def half_quiet(page: Page) -> None:
    """Quiet hours that begin and never end."""
    page.locator("#quiet_from").fill("21:00")
    press("main form .btn-primary")(page)


def old_sign_out(page: Page) -> None:
    """From a page that is older than the sign-in."""
    page.eval_on_selector("form.who [name=csrf_token]", "field => { field.value = 'old'; }")
    press("form.who button")(page)


HOME = ".quiet .btn"
OPEN = (
    Place("sign-in", "/sign-in", ".people button", ""),
    Place("sign-in-wrong", "/sign-in", "[role=alert]", "", press("section > form button")),
    Place("forgot", "/reset", "main .alert", ""),
    Place("too-much-out", "/sign-in", HOME, "", too_much, 413),
)
ERRORS = (
    Place("missing", "/nowhere", HOME, status=404),
    Place("forbidden", "/admin", HOME, status=404),
    Place("incident", "/letters/malformed", HOME, status=500),
    Place("too-much", "/account", HOME, does=too_much, status=413),
)
IMPORTS = (
    Place("imports", "/archive/import", "main form .btn-primary"),
    Place("imports-empty", "/archive/import", "main form .btn-primary", "penyuluh"),
    Place("imports-wrong", "/archive/import", "[role=alert]", does=press("main form .btn-primary"), status=400),
    Place("import-new", "/archive/import/{import_new}", "form .btn-primary"),
    Place("import-tried", "/archive/import/{import_tried}", ".acts .btn-primary"),
    Place("import-refused", "/archive/import/{import_new}", "[role=alert]", does=wrong_year, status=400),
    Place("import-all", "/archive/import/{import_tried}?show=all", ".acts .btn-primary"),
    Place("import-going", "/archive/import/{import_going}", ".acts .btn"),
    Place("import-made", "/archive/import/{import_made}", ".acts .btn"),
    Place("import-out", "/archive/import/{import_out}", ".acts .btn"),
    Place("letter-awaiting", "/letters/{awaiting}", "#awaiting", apart="aside"),
    Place("letter-awaiting-wrong", "/letters/{awaiting}", "[role=alert]", does=press("#awaiting .btn-primary"),
          status=400, apart="aside"),
    Place("awaiting", "/?q=state:awaiting", ".hits .title"),
    Place("confirm-awaiting", "/confirm/{awaiting}", ".line.current .form-control",
          apart=".paper, .line:not(.current)"),
)  # fmt: skip
"""Of the archive of tests/web/tabled.py."""
AWAY = (
    Place("list-away", "/", HOME, status=503),
    Place("hits-away", "/?q=jembatan", HOME, status=503),
    Place("intake-away", "/intake", "#files"),
)
"""Of a home whose search server is away."""
ARCHIVE = (
    Place("list", "/", "#q"),
    Place("hits", "/?q=jembatan", "#q"),
    Place("letter", "/letters/{scan}?q=jembatan", "#letter-tabs a", apart="aside"),
    Place("letter-text", "/letters/{scan}?q=jembatan&tab=text", "#letter-tabs a", apart="aside"),
    Place("letter-fields", "/letters/{scan}?tab=fields", "#letter-fields dt"),
    Place("letter-history", "/letters/{scan}?tab=history", ".history li", apart="aside"),
    Place("letter-beside", "/letters/{scan}?q=jembatan&beside=1&field=sender", "#letter-tabs a", apart="aside"),
    Place("letter-pages", "/letters/{pages}?q=lembar&page=2", ".pager [data-key='n']", apart="aside, .thumbs"),
    Place("letter-mail", "/letters/{mail}", "#letter-tabs a", apart="aside, .thumbs"),
    Place("letter-failed", "/letters/{broken}", "#letter-state button", apart="aside"),
    Place("letter-waiting", "/letters/{waiting}", "#letter-status", "pemeriksa", apart="aside"),
    Place("letter-thread", "/letters/{answer}?tab=fields", "#letter-fields dt"),
    Place("letter-twice", "/letters/{asked}?tab=fields", "#letter-fields dt"),
    Place("letter-reference", "/letters/{answer}/reference?number=600/55/KEC.RWB/2019", ".choices button"),
    Place("letter-arrange", "/letters/{pages}/arrange", ".arrange [value=earlier]"),
    Place("search-help", "/help/search", "main a"),
    Place("search-sentence", "/?q=surat+dari+dinas+tentang+jembatan+sejak+1960", "#q"),
    Place("intake", "/intake", "#files"),
    Place("archive", "/archive", ".rows a"),
    Place("permissions", "/permissions", "#letter", "pemeriksa"),
    Place("permissions-letter", "/permissions?letter={pdf}", ".rows strong", "pemeriksa"),
    Place("permissions-wrong", "/permissions?letter=none", "[role=alert]", "pemeriksa"),
    Place("looks", "/letters/{pdf}/looks", "main a", "pemeriksa"),
    Place("proof", "/archive/proof", "main p", "pemeriksa"),
    Place("proof-head", "/archive/proof?head=1#head", "code", "pemeriksa"),
    Place("batches", "/batches", ".rows a"),
    Place("batches-empty", "/batches", "main .btn-primary", "admin"),
    Place("batch-new", "/batches/new", "#name"),
    Place("batch-wrong", "/batches/new", "[role=alert]", does=press("main form .btn-primary"), status=400),
    Place("batch", "/batches/{batch}", "main .next .btn"),
    Place("batch-settings", "/batches/{batch}/settings", "#security_class"),
    Place("batch-missing", "/batches/{batch}/items?list=missing", "#why"),
    Place("batch-surplus", "/batches/{batch}/items?list=surplus", ".rows a"),
    Place("batch-none", "/batches/{batch}/items?list=failed", "main p a"),
    Place(
        "batch-unexplained",
        "/batches/{batch}/items?list=missing",
        "[role=alert]",
        does=press("main form .btn"),
        status=400,
    ),
    Place("batch-item", "/batches/{batch}/items/{item}", "#chosen"),
    Place("batch-item-new", "/batches/{batch}/items/new", "#box"),
    Place(
        "batch-item-wrong",
        "/batches/{batch}/items/new",
        "[role=alert]",
        does=press("main form .btn-primary"),
        status=400,
    ),
    Place("batch-manifest", "/batches/{batch}/manifest", "#file"),
    Place(
        "batch-plan",
        "/batches/{batch}/manifest",
        "main form .btn-primary",
        does=table("boks;folder;nomor\n14;1;1"),
    ),
    Place(
        "batch-faults",
        "/batches/{batch}/manifest",
        "[role=alert]",
        does=table("boks;folder;nomor\n;1;1"),
        status=422,
    ),
    Place("batch-close", "/batches/{batch}/close", "#number"),
    Place(
        "batch-refused",
        "/batches/{batch}/close",
        "[role=alert]",
        does=press("main form .btn-primary"),
        status=409,
    ),
    Place("batch-closed", "/batches/{batch_closed}", "main .next a"),
    Place("batch-reopen", "/batches/{batch_closed}/reopen", "#reason"),
    Place("boxes", "/archive/boxes", ".rows a"),
    Place("boxes-empty", "/archive/boxes", "#number", "penyuluh"),
    Place("box", "/archive/boxes/{box}", ".rows a"),
    Place("folder", "/archive/folders/{folder}", ".rows a"),
    Place("labels", "/archive/labels?batch={batch}", "main .btn-primary"),
    Place("jobs", "/jobs", ".rows a"),
    Place("jobs-empty", "/jobs", "main .btn-primary", "staf"),
    Place("job-new", "/jobs/new?all=1&q=surat", ".act summary"),
    Place(
        "job-wrong",
        "/jobs/new?all=1&q=surat",
        "[role=alert]",
        does=press("#act-tag .btn-primary", open="#act-tag"),
        status=400,
    ),
    Place("job-asked", "/jobs/{job_asked}", ".acts .btn-primary"),
    Place("job-going", "/jobs/{job_going}", ".acts .btn"),
    Place("job-done", "/jobs/{job_done}", ".acts .btn"),
    Place("job-letters", "/jobs/{job_done}/letters", ".rows a"),
    Place("tags", "/tags", ".rows a"),
    Place("tag", "/tags/edit?tag=ditandai", "#instead"),
    Place("casefiles", "/casefiles", ".rows a"),
    Place("casefile", "/casefiles/{casefile}", "#title"),
    Place("casefile-new", "/casefiles/new", "#title"),
    Place("casefile-wrong", "/casefiles/new", "[role=alert]", does=press("main form .btn-primary"), status=400),
    Place("casefile-full", "/casefiles/{filed}", "main .btn-primary"),
    Place("unfiled", "/casefiles/unfiled", "main .btn-primary"),
    Place("description", "/archive/description", "main .btn-primary"),
    Place("fonds", "/archive/description/{fonds}", "main .btn-primary"),
    Place("series", "/archive/description/{series}", "main .btn-primary"),
    Place("fonds-new", "/archive/description/new", "#code"),
    Place("fonds-wrong", "/archive/description/new", "[role=alert]", does=press("main form .btn-primary"), status=400),
    Place("box-change", "/archive/boxes/{box}/change", "#number"),
    Place("folder-change", "/archive/folders/{folder}/change", "#number"),
    Place("loans", "/archive/loans", ".rows a"),
    Place("loans-empty", "/archive/loans", ".quiet", "staf"),
    Place("loan", "/archive/loans/{loan}", "main .btn-primary"),
    Place("loan-lent", "/archive/loans/{lent}", "main .btn-primary"),
    Place("loan-new", "/archive/loans/new?of=letters/{scan}", "#why"),
    Place(
        "loan-wrong",
        "/archive/loans/new?of=letters/{scan}",
        "[role=alert]",
        does=press("main form .btn-primary"),
        status=400,
    ),
    Place("reading", "/reading", ".lane:not([hidden]) a"),
    Place("reading-empty", "/reading", ".quiet .btn", "staf"),
    Place("notices", "/notices", "main .btn-primary", "agendaris"),
    Place("notices-empty", "/notices", "main .btn", "pemeriksa"),
    Place("notices-earlier", "/notices?earlier=1", "main .btn", "agendaris"),
    Place("notices-settings", "/notices/settings", "main .form-check-input"),
    Place("account", "/account", "main .btn-primary"),
    Place("tokens", "/account/tokens", "#name"),
    Place("token", "/account/tokens", "main .btn-primary", does=made_token),
    Place("second-factor", "/account/second-factor", "main .btn-primary"),
    Place("second-factor-begun", "/account/second-factor", "main svg", SETS_UP),
    Place("sign-in-code", "/sign-in/code", "#one_time_password", HAS_IT),
    Place("second-factor-wrong", "/account/second-factor", "[role=alert]", does=press("main form button"), status=422),
    Place("password", "/account/password", "#password"),
    Place("password-wrong", "/account/password", "[role=alert]", does=press("main form button")),
    Place("sign-out", "/account", "main button", does=old_sign_out),
)
SEARCH = (
    Place("search", "/?q=jembatan", "#q"),
    Place("search-found", "/?q=jembatan&year=1980&year=1981&direction=incoming", "#q"),
    Place("search-filters", "/?q=jembatan#filters", "#q"),
    Place("search-second", "/?q=jembatan&sort=newest", "#q", does=follow("[rel=next]")),
    Place("search-reason", f"/?q={TAGGED}", "#q"),
    Place("search-alike", "/?q=jembotan+hal", "#q"),
    Place("search-exact", "/?q=jembotan&exact=1", "#q"),
    Place("search-nearly", "/?q=perbaikan+jumbatun+zzzzzz", "#q"),
    Place("search-none", "/?q=jumbatun&year=1980&type=Undangan", "#q"),
    Place("search-broken", "/?q=jembatan+(jalan", "#q"),
    Place("search-keys", "/?q=jembatan", "#q", does=lambda page: page.locator(".keys-help").click()),
    Place("search-month", "/?q=jembatan&year=1980&month=1980-03", "#q"),
    Place("search-few", "/?q=telepon", "#q"),
    Place("search-proposed", "/?q=", "#q", does=lambda page: typed(page, "jemb")),
    Place("search-like", "/?q=jembatan", "#q", does=like),
    Place("search-within", "/?q=jembatan", "#within", does=inside, apart="aside, .thumbs"),
    Place("search-letter", "/?q=jembatan", ".steps [rel=next]", does=follow(".hits .title >> nth=2"), apart="aside"),
)
SAVED = (
    Place("saved-empty", "/saved", "main .btn-primary", "pemeriksa"),
    Place("saved", "/?q=jembatan&year=1980", "main .undo button", does=save),
    Place("saved-new", "/saved/new?q=jembatan&year=1980", "#name"),
    Place("saved-wrong", "/?q=jalan", "[role=alert]", does=save_again, status=409),
)
"""Of the archive of tests/web/many.py."""
WEEK = "/calendar?view=week&date=2030-12-02"
CALENDAR = (
    Place("calendar-week", WEEK, ".steps a", "kadis"),
    Place("calendar-day", "/calendar?view=day&date=2030-12-02", ".steps a", "kadis"),
    Place("calendar-month", "/calendar?view=month&date=2030-12-02", ".steps a", "kadis"),
    Place("calendar-unit", f"{WEEK}&unit=dpu", ".steps a", "kadis"),
    Place("calendar-empty", "/calendar?date=2031-09-01", ".steps a", "kades"),
    Place(
        "calendar-answered", "/calendar?view=week&date=2031-02-03", "main .undo button", "kadis", press(".days button")
    ),
    Place("appointment", "/calendar/appointments/{invited}", ".appointment form button", "kadis"),
    Place(
        "appointment-wrong",
        "/calendar/appointments/{invited}",
        "[role=alert]",
        "kadis",
        press("form[action$='/excuse'] button"),
        400,
    ),
    Place("appointment-excused", "/calendar/appointments/{excused}", ".appointment dd", "kadis"),
    Place("calendar-feed", "/calendar/feed", "main .btn-primary", "kadis"),
    Place("calendar-made", "/calendar/feed", "main .btn-primary", "kadis", press("main form .btn-primary")),
)
"""Of the invitations of tests/web/inviting.py."""


COLLEAGUES = cycle(("ARSIPARIS", "AGENDARIS", "PEMERIKSA", "KADISTAN", "KABID", "PENYULUH"))


def hand_on(page: Page) -> None:
    """To somebody who does not have the letter yet."""
    page.locator("#find").fill(next(COLLEAGUES))
    press("[name=look]")(page)
    page.locator(".disposing .one input:enabled").first.check()
    press(".send .btn-primary")(page)


ROUTING = (
    Place("inbox", "/inbox", ".inbox .act-main", "kadis"),
    Place("inbox-passed", "/inbox?tab=passed-on", ".inbox .title", "kadis"),
    Place("inbox-done", "/inbox?tab=done", ".inbox .title", "kadis"),
    Place("inbox-empty", "/inbox", ".quiet .btn", "kades"),
    Place("disposition", "/letters/{waiting}/disposition", ".send .btn-primary", "kadis"),
    Place(
        "disposition-wrong", "/letters/{waiting}/disposition", "[role=alert]", "kadis", press(".send .btn-primary"), 400
    ),
    Place("disposition-sent", "/letters/{spare}/disposition?from=inbox", ".undo button", "kadis", hand_on),
    Place("handling", "/letters/{late}?tab=fields", "#handling-title", "staf"),
    Place("handling-asked", "/letters/{passed}?tab=fields", "#letter-fields dt", "kadis"),
    Place("handling-history", "/letters/{done}?tab=history", ".history li", "kadis", apart="aside"),
)
"""Of the archive of tests/web/routed.py."""
REVIEW = (
    Place("review", "/review", ".pages-to-review a"),
    Place("review-empty", "/review", ".quiet .btn", "admin"),
    Place("review-sheet", "/review/{doubtful}/1", ".line.current .word input", apart=".paper, .line:not(.current)"),
    Place("confirm", "/confirm", ".pages-to-review a"),
    Place("confirm-sheet", "/confirm/{doubtful}", ".line.current .form-control", apart=".paper, .line:not(.current)"),
    Place("review-letter", "/letters/{doubtful}?page=2", "[href*='/review/']", apart="aside, .thumbs"),
)
"""Of the archive of tests/web/doubtful.py."""
REGISTERS = (
    Place("incoming", "/registers/incoming", ".pages-to-review a", "agendaris"),
    Place("incoming-empty", "/registers/incoming", ".quiet .btn", "penyuluh"),
    Place("books", "/registers", ".book a", "agendaris"),
    Place("books-waiting", "/registers?handling=waiting", ".book a", "agendaris"),
    Place("books-outgoing", "/registers?direction=outgoing", ".book a", "agendaris"),
    Place("books-empty", "/registers?direction=internal", ".quiet .btn", "agendaris"),
    Place("books-none", "/registers?handling=in-hand", ".quiet .btn", "agendaris"),
    Place(
        "register", "/letters/{plain}/register", ".line.current .form-control", "agendaris",
        apart=".paper, .line:not(.current)",
    ),
    Place(
        "register-twin", "/letters/{unchecked}/register", ".twins summary", "agendaris",
        apart=".paper, .line:not(.current)",
    ),
    Place("entry", "/letters/{registered}/entries/{entry}?new=1", ".acts .btn-primary", "agendaris"),
    Place("entry-read", "/letters/{registered}/entries/{entry}", ".acts .btn", "sekda"),
    Place("entry-cancelled", "/letters/{cancelled}/entries/{cancelled_entry}", ".alert", "agendaris"),
    Place(
        "entry-wrong", "/letters/{registered}/entries/{entry}", "[role=alert]", "agendaris",
        press(".btn-outline-danger", open="#cancel"), 400,
    ),
    Place("deliver", "/letters/{registered}/deliver", ".sends .btn-primary", "agendaris"),
    Place("deliver-wrong", "/letters/{registered}/deliver", "[role=alert]", "agendaris", press(".sends button"), 400),
    Place("send", "/letters/{revoking}/send", ".sends .btn-primary", "agendaris"),
    Place("send-foreseen", "/letters/{revoking}/send", "#foreseen", "agendaris", press(".sends button")),
    Place("sent", "/letters/{invited}/sent", ".overtaken", "agendaris"),
    Place("sent-nobody", "/letters/{revoking}/sent", ".sends .btn-primary", "agendaris"),
    Place("overtaken", "/letters/{invited}", ".overtaken", "kadis"),
    Place("sent-lately", "/sent", ".recipients a", "agendaris"),
    Place("sent-lately-empty", "/sent", ".quiet .btn", "penyuluh"),
    Place("recipient-lists", "/recipient-lists", ".recipients .btn", "agendaris"),
    Place("recipient-lists-empty", "/recipient-lists", ".quiet .btn", "penyuluh"),
    Place("track", "/track/{token}", "ol", ""),
    Place("track-unknown", "/track/unknown", "ol", "", status=404),
)  # fmt: skip
"""Of the archive of tests/web/registering.py."""
VERIFYING = (
    Place("verify", "/verify", "#file", ""),
    Place("verify-nothing", "/verify", "[role=alert]", "", press("main form button"), 400),
    Place("verify-foreign", "/verify", "h1", "", verifying.drop_foreign),
    Place("verify-changed", "/verify", "h1", "", verifying.drop_changed),
    Place("verify-plain", "/verify", "h1", "", verifying.drop_plain),
    Place("issued", "/verify/{token_stands}", "#file", ""),
    Place("issued-revoked", "/verify/{token_revoked}", "h1", ""),
    Place("issued-secret", "/verify/{token_secret}", "h1", ""),
    Place("issued-other", "/verify/{token_stands}", "h1", "", verifying.drop_changed),
    Place("issued-unknown", "/verify/unknown", "h1", "", status=404),
    Place("letter-verified", "/letters/{came}?tab=fields", "#letter-signatures"),
    Place("letter-forged", "/letters/{forged}", "#letter-state .alert-link"),
)
"""Of the archive of tests/web/verifying.py."""
ORGANISATION = (
    Place("presence", "/presence", ".taps .btn", "staf"),
    Place("presence-said", "/presence", ".taps .btn", "kadis", press(".taps .btn")),
    Place("presence-wrong", "/presence", "[role=alert]", "staf", backwards, 400),
    Place("presence-unit", "/presence/unit", "main form .btn-primary", "sekda"),
    Place("delegations-empty", "/delegations", "#form", "kades"),
    Place(
        "delegations-wrong",
        "/delegations",
        "[role=alert]",
        "kadistan",
        press("main details > form .btn-primary", "main details"),
        404,
    ),
    Place("delegations-named", "/delegations", "main .rows li", "kabid", lend),
)
ADMIN = (
    Place("admin", "/admin", ".tabs", "admin"),
    Place("people", "/admin/people", "main .btn-primary", "admin"),
    Place("person-new", "/admin/people/new", "#name", "admin"),
    Place("person-wrong", "/admin/people/new", "[role=alert]", "admin", press("main form .btn-primary"), 400),
    Place("person", "/admin/people/{person}", "#name", "admin"),
    Place("units", "/admin/units", "main .btn-primary", "admin"),
    Place("unit-new", "/admin/units/new", "#code", "admin"),
    Place("unit-wrong", "/admin/units/new", "[role=alert]", "admin", press("main form .btn-primary"), 400),
    Place("unit", "/admin/units/dpu", "#code", "admin"),
    Place("positions", "/admin/positions", "main .btn-primary", "admin"),
    Place(
        "positions-plan",
        "/admin/positions",
        "main form .btn-primary",
        "admin",
        table("code,unit,title,head,superior\nSTAF,DPU,Kepala Desa,,K-dpu"),
    ),
    Place("position-new", "/admin/positions/new", "#title", "admin"),
    Place("position-wrong", "/admin/positions/new", "[role=alert]", "admin", press("main form .btn-primary"), 400),
    Place("position", "/admin/positions/kepala-dpu", "#title", "admin"),
    Place("holdings", "/admin/holdings", "main .btn-primary", "admin"),
    Place("adoption", "/admin/adoption", "main .btn-primary", "admin"),
    Place("office", "/admin/office", "#name", "admin"),
    Place("letterhead", "/admin/letterhead", "#lines", "admin"),
    Place("letterhead-wrong", "/admin/letterhead", "[role=alert]", "admin", press("main form .btn-primary"), 400),
    Place("failures", "/admin/failures", "main .btn-primary", "admin"),
    Place("mail", "/admin/mail", "#smtp_host", "admin"),
    Place("mail-wrong", "/admin/mail", "[role=alert]", "admin", press("main form .btn-primary"), 400),
    Place("deadlines", "/admin/deadlines", "#due_ordinary", "admin"),
    Place("deadlines-wrong", "/admin/deadlines", "[role=alert]", "admin", no_days, 400),
    Place("vocabularies", "/admin/vocabularies", ".rows a", "admin"),
    Place("vocabulary", "/admin/vocabularies/urgency", "main a", "admin"),
    Place("codes", "/admin/vocabularies/classification", "main a", "admin"),
    Place("letter-templates", "/admin/templates", ".rows a", "admin"),
    Place("letter-template", "/admin/templates/undangan", "main a", "admin"),
    Place("numbers", "/admin/numbers", "#unit", "admin"),
    Place("settings", "/admin/settings", "main a", "admin"),
)
NOTICES = (
    Place("notices-choices", "/notices/settings", "main .form-check-input"),
    Place("notices-wrong", "/notices/settings", "[role=alert]", does=half_quiet, status=400),
)
"""Of an office that sends mail and calls a webhook."""
NEW = (
    Place("setup", "/setup", ".tasks a", ""),
    Place("setup-administrator", "/setup/administrator", "#name", ""),
    Place("setup-wrong", "/setup/administrator", "[role=alert]", "", press("main form .btn-primary"), 400),
    Place("setup-units", "/admin/units?back=/setup", "main .btn", ""),
)
"""Of a home that nobody has an account in yet; the other tasks open pages of the administration."""


def chosen(page: Page) -> None:
    """The first line of the ledger given to another position: asked to which."""
    page.locator(".pick input").first.check()
    press(".bulk [formaction]")(page)


HEADINGS = ".lines thead"
"""Orders of a table; cards have them among their filters."""
LEDGER = (
    Place("ledger", "/ledger", ".numbers a", "kadis", apart=HEADINGS),
    Place("ledger-overdue", "/ledger?overdue=1&sort=due", ".chips a", "kadis", apart=HEADINGS),
    Place("ledger-unit", "/ledger?unit=DPU", ".numbers a", "sekda", apart=HEADINGS),
    Place("ledger-own", "/ledger", ".numbers a", "staf", apart=HEADINGS),
    Place("ledger-none", "/ledger?urgency=very-urgent", ".chips a", "kadis"),
    Place("ledger-empty", "/ledger", ".quiet .btn", "arsiparis"),
    Place("ledger-came", "/ledger?show=came", ".lines a", "kadis", apart=HEADINGS),
    Place("ledger-to", "/ledger", "#to", "kadis", chosen),
    Place("ledger-wrong", "/ledger", "[role=alert]", "kadis", press(".bulk [formaction]"), 400, apart=HEADINGS),
    Place("dashboard", "/dashboard", ".numbers a", "kadis"),
    Place("dashboard-office", "/dashboard?branch=SUKAMAJU", ".numbers a", "sekda"),
    Place("dashboard-own", "/dashboard", ".numbers a", "staf"),
    Place("dashboard-empty", "/dashboard", ".numbers a", "arsiparis"),
)
"""Of the archive of tests/web/ledgered.py."""


def too_long(page: Page) -> None:
    """A subject that the form has no room for."""
    page.locator("#f-subject").fill("Undangan " * 60)
    press("[data-save]")(page)


def clash(page: Page) -> None:
    """Saved over a text that had changed since the page was opened."""
    page.eval_on_selector("[name=revision]", "one => { one.value = 0; }")
    page.locator("#f-subject").fill("Undangan rapat kerja jembatan")
    first, rest = page.locator("#f-body").input_value().split("\n\n")
    page.locator("#f-body").fill(f"{first.replace('Saudara', 'Bapak')}\n\n{rest}\n\nTerima kasih.")
    press("[data-save]")(page)


DRAFTS = (
    Place("drafts", "/drafts", "main .btn-primary", "staf"),
    Place("drafts-initial", "/drafts?list=initial", ".rows a", "kadis"),
    Place("drafts-empty", "/drafts?list=mine", ".quiet .btn", "kadis"),
    Place("drafts-done", "/drafts?list=done", ".rows a", "staf"),
    Place("draft-new", "/drafts/new", "main form .btn-primary", "staf"),
    Place("draft-answer", "/drafts/new?answers={letter}", "main form .btn-primary", "staf"),
    Place("draft", "/drafts/{drafting}", ".send .btn-primary", "staf"),
    Place("draft-wrong", "/drafts/{drafting}", "[role=alert]", "staf", too_long, 422),
    Place("draft-clash", "/drafts/{drafting}", "[role=alert]", "staf", clash, 409),
    Place("draft-removed", "/drafts/{drafting}?left_out=1#enclosures", ".enclosures .undo .btn", "staf"),
    Place("draft-returned", "/drafts/{returned}", "#sent-back", "staf"),
    Place("draft-waiting", "/drafts/{waiting}", ".acts .btn-primary", "kadis"),
    Place("draft-ready", "/drafts/{ready}", ".acts .btn-primary", "staf"),
    Place("draft-frozen", "/drafts/{frozen}", ".parts a", "sekda"),
    Place("draft-to-sign", "/sign/{frozen}", ".acts .btn-primary", "sekda"),
    Place("draft-notices", "/notices", "main .btn-primary", "kadis"),
    Place("draft-cancelled", "/drafts/{cancelled}", ".alert", "staf"),
    Place("draft-versions", "/drafts/{returned}/versions?from=1", ".compare .btn-primary", "staf"),
)
"""Of the archive of tests/web/drafting.py."""

RETENTION = (
    Place("retention", "/retention", "#list"),
    Place("retention-soon", "/retention?list=soon", "#list"),
    Place("retention-wrong", "/retention", "[role=alert]", does=press("main .propose .btn-primary"), status=400),
    Place("retention-proposals", "/retention/proposals", ".rows a"),
    Place("retention-proposal", "/retention/proposals/{waiting}", "main article a[href$='list.pdf']"),
    Place("retention-turn", "/retention/proposals/{waiting}", ".turn .btn-primary", "sekda"),
    Place("retention-carry", "/retention/proposals/{approved}", "#carry-title"),
    Place(
        "retention-unconfirmed",
        "/retention/proposals/{approved}",
        "[role=alert]",
        does=press("main .turn .btn-danger"),
        status=400,
    ),
    Place("retention-outside", "/retention/proposals/{outside}", "#number"),
    Place("retention-done", "/retention/proposals/{done}", "main article a[href$='minutes.pdf']"),
    Place("retention-destroyed", "/letters/{destroyed}", ".quiet .btn", status=410),
    Place("retention-holds", "/retention/holds", "main summary"),
    Place("retention-schedule", "/retention/schedule", "main details summary"),
    Place("retention-schedule-faulty", "/retention/schedule", "[role=alert]", does=schedule("code,active\n005,x\n")),
)
