"""Everything that a person can open, as text: pages, tables, archives, and their twins of the API."""

import io
import zipfile
from collections.abc import Iterator, Sequence

from flask.testing import FlaskClient

from tests.web.conftest import token
from tests.web.rights.built import CASEFILE, EVENT, number_of
from tests.web.rights.world import UNITS

QUESTIONS = ("jembatan", "jembatam rusak", "dinas", "005/101/DPU/2019", "tag:tanda", "catatan", "state:withdrawn")
TYPED = ("jem", "dinas", "tan", "005/10", "cat")
LISTS = (
    "/registers", "/registers?handling=waiting", "/registers/incoming", "/registers/book.xlsx", "/api/v1/registers",
    "/tags", "/notices", "/saved", "/jobs", "/casefiles", "/batches", "/review", "/confirm", "/reading",
    "/batches?state=closed", "/archive/boxes",
    "/reading/list", "/intake", "/api/v1/tags", "/api/v1/jobs", "/api/v1/casefiles", "/api/v1/batches", "/api/v1/boxes",
    "/api/v1/review", "/api/v1/alerts", "/api/v1/saved-searches", f"/?casefile={CASEFILE}",
    "/jobs/new?all=1&q=jembatan", "/inbox", "/inbox?tab=passed-on", "/inbox?tab=done", "/sign", "/api/v1/inbox",
    "/api/v1/inbox?tab=passed-on", "/api/v1/inbox?tab=done", "/api/v1/positions?q=jabatan",
    "/admin/failures", "/api/v1/status", "/sent", "/recipient-lists", "/api/v1/sendings", "/api/v1/recipient-lists",
    "/casefiles/unfiled", f"/casefiles/{CASEFILE}", f"/casefiles/{CASEFILE}/contents.xlsx", "/archive/description",
    "/casefiles/list.xlsx", "/casefiles/list.xlsx?contents=1", "/archive/loans", "/api/v1/loans?list=requested",
    "/api/v1/descriptions", f"/api/v1/casefiles/{CASEFILE}/letters",
)  # fmt: skip
OF_A_LETTER = (
    "/letters/{id}?tab=text", "/letters/{id}?tab=fields", "/letters/{id}?tab=history",
    "/letters/{id}?version=1&tab=text", "/letters/{id}/text.txt", "/letters/{id}/arrange", "/letters/{id}/state",
    "/letters/{id}/reference?number={cited}", "/letters/{id}/reference?number={cited}&q=jembatan",
    "/letters/{id}/disposition", "/api/v1/letters/{id}/handling", "/confirm/{id}", "/review/{id}/1", "/?like={id}",
    "/letters/{id}/register", "/letters/{id}/deliver", "/letters/{id}/send", "/letters/{id}/sent",
    "/api/v1/letters/{id}/sendings",
    "/api/v1/letters/{id}", "/api/v1/letters/{id}/text", "/api/v1/letters/{id}/words", "/api/v1/letters/{id}/history",
    "/api/v1/search?like={id}", "/archive/loans/new?of=letters/{id}",
)  # fmt: skip
OF_A_JOB = (
    "/jobs/{id}", "/jobs/{id}/state", "/jobs/{id}/letters", "/jobs/{id}/letters.zip",
    "/api/v1/jobs/{id}", "/api/v1/jobs/{id}/letters", "/api/v1/jobs/{id}/letters.zip",
)  # fmt: skip
CALENDARS = (
    "/calendar/feed", f"/calendar?view=month&date={EVENT}",
    f"/api/v1/calendar?from={EVENT}&until={EVENT}", *(f"/calendar?date={EVENT}&unit=unit{one}" for one in range(UNITS)),
)  # fmt: skip


def signed_in(client: FlaskClient, person: int) -> FlaskClient:
    client.set_cookie("language", "en")
    found = token(client.get("/sign-in").text)
    answer = client.post("/sign-in/demo", data={"csrf_token": found, "person": f"person{person}"})
    assert answer.status_code == 302
    return client


def general() -> Iterator[str]:
    """Addresses that are the same for everybody."""
    yield from LISTS
    yield from CALENDARS
    for question in QUESTIONS:
        for address in ("/", "/export.csv", "/export.xlsx", "/api/v1/search", "/api/v1/search.csv"):
            yield f"{address}?q={question}"
    for typed in TYPED:
        yield from (f"/proposals?q={typed}", f"/api/v1/proposals?q={typed}")


def of_a_letter(id: str, cites: int | None) -> list[str]:
    cited = number_of(cites) if cites is not None else "005/1/DPU/2019"
    return [address.format(id=id, cited=cited) for address in OF_A_LETTER]


def of_jobs(ids: Sequence[str]) -> list[str]:
    return [address.format(id=id) for id in ids for address in OF_A_JOB]


def opened(client: FlaskClient, address: str) -> tuple[int, str]:
    """Status, and all that the answer says: what is packed in it is unpacked."""
    with client.get(address) as answer:
        data, status = answer.data, answer.status_code
    if data[:2] != b"PK":
        return status, data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode(errors="replace") for name in archive.namelist()]
        return status, "\n".join([*archive.namelist(), *parts])
