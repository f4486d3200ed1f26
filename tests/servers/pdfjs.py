"""pdf.js, the viewer of Firefox, in the browser of the tests: the text that it finds in a PDF."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Route

from tests.servers.place import servers

VERSION = "4.10.38"
ADDRESS = "http://pdfjs.test/"
"""Of no server: every request is answered here."""
TYPES = {".mjs": "text/javascript", ".pdf": "application/pdf", "": "text/html"}
READ = """async (count) => {
  const pdfjs = await import("/pdf.min.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = "/pdf.worker.min.mjs";
  const files = [];
  for (let at = 0; at < count; at++) {
    const pdf = await pdfjs.getDocument({url: `/${at}.pdf`, isEvalSupported: false}).promise;
    const pages = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const found = await (await pdf.getPage(number)).getTextContent();
      pages.push(found.items.map((one) => one.str + (one.hasEOL ? "\\n" : "")).join(""));
    }
    files.push(pages);
  }
  return files;
}"""


def home() -> Path:
    return servers() / f"pdfjs-{VERSION}"


def texts(browser: Browser, files: Sequence[Path]) -> list[list[str]]:
    """The text of each page of each file; pdf.js is loaded once for all."""
    assert home().exists(), "`make setup-test` brings pdf.js"

    def answer(route: Route) -> None:
        name = Path(route.request.url.removeprefix(ADDRESS))
        path = files[int(name.stem)] if name.suffix == ".pdf" else home() / name
        body = path.read_bytes() if name.suffix else b"<!doctype html><title>pdf.js</title>"
        route.fulfill(body=body, content_type=TYPES[name.suffix])

    page = browser.new_page()
    try:
        page.route(f"{ADDRESS}**", answer)
        page.goto(ADDRESS)
        found: list[list[str]] = page.evaluate(READ, len(files))
        return found
    finally:
        page.close()
