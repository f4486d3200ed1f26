"""Templates of the office: tried when they come, typeset within limits, and what they cannot do."""

import subprocess
import sys
from pathlib import Path
from socket import create_server

import pypdfium2
import pytest

from drafting.errors import FaultyTemplate, NoFont, TemplateStopped
from drafting.keeping import take
from drafting.shelf import Templates, bytes_of
from drafting.template import Template, shipped
from drafting.trying import LARGEST, tried
from drafting.typesetting import preview, typeset
from paper import apart
from schemas.errors import LontarError, NotFound
from store.sqlite import SqliteStore
from tests.drafting.letters import BLOCK, CONTENTS, HEAD, ISSUED

DESCRIPTION = """/*
indonesian = "Surat Keterangan"
titled = "subject"
[[fields]]
name = "subject"
indonesian = "Hal"
[[fields]]
name = "body"
indonesian = "Isi"
kind = "text"
*/
"""
START = '#import "letter.typ": *\n#show: sheet\n#letterhead()\n#subject\n'
GOOD = DESCRIPTION + START + '#body("body", "isi")\n#signature()\n'


def own(name: str, text: str) -> Template:
    return tried(name, text.encode())


def test_a_template_of_the_office_makes_letters_as_a_shipped_one_does() -> None:
    template = own("keterangan", GOOD)
    content = {"subject": 'Keterangan #read("/etc/passwd")', "body": "Isi *tebal*."}
    found = typeset(template, content, HEAD, BLOCK, **ISSUED)
    with pypdfium2.PdfDocument(found.pdf) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert 'Keterangan #read("/etc/passwd")' in text
    assert (found.pages, found.place.page) == (1, 1)
    assert preview(template, content, HEAD, BLOCK)[0].startswith(b"\x89PNG")
    with pytest.raises(NoFont, match=r"Hal .*U\+4F1A") as refused:
        preview(template, {"subject": "会"}, HEAD, BLOCK)
    assert refused.value.params["field"] == "subject"


def test_every_shipped_template_can_be_the_beginning_of_an_own_one() -> None:
    for name in ("surat-dinas", "surat-tugas"):
        template = own(f"{name}-kita", shipped(name).path.read_text())
        here, there = (typeset(one, CONTENTS[name], HEAD, BLOCK, **ISSUED) for one in (shipped(name), template))
        assert here == there


BOMBS = {
    "an endless loop": "#while true {}",
    "recursion": "#let f(x) = f(x + 1)\n#f(1)",
    "a long loop": "#let n = 0\n#while n < 1000000000 { n += 1 }",
    "much memory": "#range(100000000).map(str)",
    "many pages": "#for _ in range(100) { pagebreak() }",
    "a huge page": "#set page(width: 100000cm, height: 100000cm)\nSurat",
    "a page without end": "#block(height: 1e300pt)",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_takes_too_much_is_stopped(name: str) -> None:
    with pytest.raises((TemplateStopped, FaultyTemplate)):
        own("bom", GOOD + BOMBS[name])


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ('#import "@preview/cetz:0.4.0": *', "package"),
        ('#import (str.from-unicode(64) + "preview/cetz:0.4.0"): *', "download"),
        ('#read("/etc/passwd")', "file not found"),
        ('#read("../../etc/passwd")', "escape"),
        ('#image("logo.png")', "file not found"),
        ("#panic(sys.inputs.data.len())", "panicked"),
        ("#signature()", "exactly one room"),
        ('#text(font: "Arimo")[会]', "The letter holds"),
        ("#image(bytes(range(3).map(x => 1)))", "line 18"),
    ],
)
def test_what_a_template_may_not_do_is_said(more: str, why: str) -> None:
    with pytest.raises((FaultyTemplate, NoFont), match=why):
        own("surat", GOOD + more)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (DESCRIPTION + START, "exactly one room"),
        (DESCRIPTION + "#set page()\nSurat", "title"),
        (
            DESCRIPTION + START + "#metadata((pages: 1, page: 1, x: 1, y: 1, width: 9, height: 9, sheet: 1))<place>",
            "outside",
        ),
        (DESCRIPTION + START + '#metadata("x")<place>', "exactly one room"),
        (DESCRIPTION + "x" * LARGEST, "bytes"),
    ],
)
def test_what_makes_no_letter_is_refused(text: str, why: str) -> None:
    with pytest.raises(FaultyTemplate, match=why):
        own("surat", text)


def test_the_process_has_no_way_to_a_server_of_packages() -> None:
    """Typst asks the proxy that it is told of: here one that hears it."""
    with create_server(("127.0.0.1", 0)) as proxy:
        where = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        files = {apart.MAIN: b'#import "@preview/cetz:0.4.0": *'}
        code = f"import paper.apart as a; a.NOWHERE = {where!r}; print(a.within('letter', {files!r}, {{}}, 0))"
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as asking:
            with proxy.accept()[0] as heard:
                assert heard.recv(200).startswith(b"CONNECT packages.typst.org:443")
            assert asking.stdout is not None
            assert "failed to download" in asking.stdout.read()


@pytest.mark.parametrize("name", ["", "Surat", "a b", "../surat", "surat.typ", "a" * 41, "-a", "surat-dinas"])
def test_names_that_are_none_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(FaultyTemplate):
        own(name, GOOD)
    if name != "surat-dinas":
        with pytest.raises(NotFound):
            Templates(tmp_path).get(name)


def test_links_are_refused_wherever_they_come_from(tmp_path: Path) -> None:
    secret, link = tmp_path / "secret", tmp_path / "templates" / "surat.typ"
    secret.write_text(GOOD)
    link.parent.mkdir()
    link.symlink_to(secret)
    for read in (lambda: bytes_of(link), lambda: Templates(tmp_path).get("surat")):
        with pytest.raises(FaultyTemplate, match="link"):
            read()
    assert isinstance(Templates(tmp_path).looked()["surat"], LontarError)


def test_a_change_is_kept_with_its_event_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = Templates(tmp_path)
    store = SqliteStore(tmp_path / "store.db")
    take(store, templates, "surat", GOOD.encode(), "tests")
    assert templates.get("surat").indonesian == "Surat Keterangan"
    with pytest.raises(FaultyTemplate):
        take(store, templates, "surat", b"= Surat", "tests")
    monkeypatch.setattr(SqliteStore, "commit", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(store, templates, "surat", None, "tests")
    assert templates.own("surat") == GOOD.encode()
    with pytest.raises(NotFound):
        take(store, templates, "nobody", None, "tests")
    store.close()
