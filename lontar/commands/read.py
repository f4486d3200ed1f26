"""lontar read: what would be read from files, without keeping anything."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import click

from ingest import fields
from ingest.fields.known import Known
from ingest.settings import PROFILES, Settings
from ingest.unfold import Part
from lontar import console as shared
from lontar.console import Console, as_json, counted, say
from lontar.hand import PRELOAD
from lontar.reading import printed
from lontar.reading.pages import count_pages, read_page, take_apart
from lontar.understanding.known import known
from paper import libreoffice
from paper.errors import FileFault, NotPrinted
from paper.kinds import PDF, PRINTED
from paper.sandbox import Sandbox
from schemas.errors import LontarError, NotFound
from schemas.page import PageReading


@shared.command("read", "Read files without keeping them.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--profile", type=click.Choice(PROFILES), help="How much is tried.")
@click.option("--text", "as_text", is_flag=True, help="Only the text.")
@as_json
def command(console: Console, paths: tuple[Path, ...], **options: Any) -> None:
    settings = console.settings.ingest
    if options["profile"]:
        settings = replace(settings, profile=options["profile"])
    names = known(console.settings.home)
    console.tell_languages()
    failed = False
    with Sandbox(console.settings.paper, PRELOAD) as sandbox:
        for path in paths:
            for one in _read(path, sandbox, settings, names):
                failed = failed or bool(one.get("error"))
                _tell(one, **options)
    if failed:
        raise SystemExit(1)


def _read(path: Path, sandbox: Sandbox, settings: Settings, names: Known) -> list[dict[str, Any]]:
    if not path.is_file():
        return [{"file": str(path), "error": NotFound(what=str(path)).as_dict()}]
    with TemporaryDirectory(prefix="lontar-read-") as folder:
        try:
            # Whole: the sandbox may have been started in another folder than this one.
            parts = take_apart(sandbox, path.absolute(), path.name, Path(folder), settings)
        except LontarError as error:
            return [{"file": str(path), "error": error.as_dict()}]
        return [_part(path, _printed(part, sandbox, Path(folder)), sandbox, settings, names) for part in parts]


def _printed(part: Part, sandbox: Sandbox, folder: Path) -> Part:
    """A .docx or .odt as the PDF that a letter would be read from; as it is where it cannot be printed."""
    if part.error or part.kind not in PRINTED or not libreoffice.command():
        return part
    try:
        made = printed.as_pdf(sandbox, part.path, part.kind)
    except NotPrinted:
        return part
    path = Path(mkdtemp(dir=folder)) / "document.pdf"
    path.write_bytes(made)
    return replace(part, path=path, kind=PDF)


def _part(path: Path, part: Part, sandbox: Sandbox, settings: Settings, names: Known) -> dict[str, Any]:
    name = str(path) if part.name == path.name else f"{path}/{part.name.removeprefix(path.name + '/')}"
    if part.error:
        return {"file": name, "error": part.error.as_dict()}
    pages: list[PageReading] = []
    faults = []
    try:
        count = count_pages(sandbox, part.path, part.kind)
    except FileFault as error:
        return {"file": name, "error": error.named(name).as_dict()}
    for number in range(1, count + 1):
        try:
            pages.append(read_page(sandbox, part.path, part.kind, number, settings))
        except FileFault as error:
            faults.append(error.named(name).as_dict() | {"page": number})
    found = fields.understand([(1, page) for page in pages], names)
    said = {key: _field(value) for key, value in found.items()}
    one: dict[str, Any] = {"file": name, "pages": [_page(page) for page in pages], "fields": said}
    return one | ({"error": faults[0], "errors": faults} if faults else {})


def _page(page: PageReading) -> dict[str, Any]:
    words = [{"text": word.text, "box": list(word.box), "confidence": round(word.confidence)} for word in page.words]
    names = ("page", "source", "reason", "text", "confidence", "width", "height", "rotation", "language")
    said = {name: getattr(page, name) for name in names}
    return said | {"suggested": page.suggested or page.text, "words": words}


def _field(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in ("value", "printed", "confidence", "page")} | {
        "box": list(value.box)
    }


def _tell(one: dict[str, Any], **options: Any) -> None:
    if options["as_json"]:
        say(one)
        return
    if "pages" in one and options["as_text"]:
        click.echo("\f".join(page["text"] for page in one["pages"]))
    elif "pages" in one:
        click.echo(f"{one['file']}: {counted(len(one['pages']), 'page')}")
        for page in one["pages"]:
            words = counted(len(page["words"]), "word")
            click.echo(f"  page {page['page']}: {page['source']} ({page['reason']}), {words}")
        for name, field in one["fields"].items():
            click.echo(f"  {name}: {field['value']} ({field['confidence']:.0f} %)")
    if one.get("error"):
        click.echo(f"{one['file']}: {one['error']['message']}", err=True)
