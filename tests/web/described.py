"""An archive with something of every kind, whose API is asked at random by its own description (Schemathesis).

Addresses hold the id of something that there is, or anything: of ids made up alone, most requests would end before they
begin.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import schemathesis
from flask import Flask
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from lontar.finding import saved_searches
from lontar.intake import uploads
from lontar.journey import arrive
from lontar.many import casefiles, jobs
from lontar.settle import settle
from lontar.wiring import House
from office.access import installation, reader_of
from schemas.casefile import CaseFile
from schemas.draft import Draft
from schemas.job import Job
from schemas.letter import Letter
from schemas.person import ROLES, Person
from schemas.saved_search import SavedSearch
from schemas.stored import Stored
from schemas.upload import Upload
from store.changes import Changes
from tests import files
from tests.demo import demo_house
from tests.serving import with_token
from tests.web import drafting
from web.app import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
WHO, TOKEN = "kadis", "of-the-description"
MANY = 8
"""Things of each kind, so that some are left when others were thrown away."""
ASKS = {"Authorization": f"Bearer {TOKEN}", "Accept-Encoding": "identity"}
CHECKS: list[CheckFunction] = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, unsupported_method,
]  # fmt: skip
FILES = {"scan.png": files.scan, "surat.pdf": files.pdf, "rusak.pdf": lambda: files.pdf()[:300]}
KINDS: dict[str, type[Stored]] = {
    "/letters/": Letter, "/drafts/": Draft, "/jobs/": Job, "/casefiles/": CaseFile, "/uploads/": Upload,
    "/saved-searches/": SavedSearch,
}  # fmt: skip
"""By the beginning of an address, of what its id is."""


@contextmanager
def standing(folder: Path) -> Iterator[tuple[House, Flask]]:
    """A demo office and its app; the head of an agency may do everything that somebody may, and has the token."""
    with demo_house(folder) as house:
        drafting.archive(house)
        for name, content in FILES.items():
            path = files.written(folder, name, content())
            arrive(house, path, name, installation("tests"), unit="dpu", direction="incoming")
        settle(house, 1)
        (row,) = house.store.find(Person, {"login": f"{WHO}@sukamaju.example"})
        person = Person.unpacked(row)
        person.roles = list(ROLES)
        house.store.commit(Changes.of(person))
        with_token(house.store, WHO, TOKEN)
        reader = reader_of(house.store, person.id)
        letters = [row["_id"] for row in house.store.every(Letter, fields=())]
        for number in range(MANY):
            casefiles.make(house, reader, "dpu", number=f"005/{number}", title="Jembatan", code="005")
            jobs.ask(house, reader, letters, "tag", {"tag": f"banjir {number}"})
            uploads.begin(house, reader, name="surat.pdf", size=100)
            saved_searches.save(house, reader, f"Jembatan {number}", "jembatan", filters={})
        app = create_app(house)
        app.wsgi_app = read_whole(app.wsgi_app)  # type: ignore[method-assign]
        yield house, app


def read_whole(app: "WSGIApplication") -> "WSGIApplication":
    """Answers read to their end and closed, as a server does; the client of the suite leaves files open."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with closing(app(environ, start_response)) as found:  # type: ignore[type-var]
            return [b"".join(found)]

    return answer


def cases(house: House, operation: APIOperation) -> st.SearchStrategy[Case]:
    """Cases of an operation: as it is described, and otherwise; where its address holds an id, most with that of
    something that there is."""
    made = [operation.as_strategy(mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]
    kind = next((kind for part, kind in KINDS.items() if part in operation.path), None)
    if kind is None or "{id}" not in operation.path:
        return st.one_of(made)
    known = sorted(row["_id"] for row in house.store.every(kind, fields=()))[-MANY:]
    beside = {name: 1 for name in ("file", "number") if f"{{{name}}}" in operation.path}
    return st.one_of(*made, *(operation.as_strategy(path_parameters={"id": id} | beside) for id in known))


def in_order(operation: APIOperation) -> tuple[bool, str]:
    """What throws away comes last."""
    return operation.method == "delete", operation.label
