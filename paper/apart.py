"""A template that is not ours, typeset in a process of its own within limits of memory, time and pages.

Typst runs no program and opens no file outside of a folder that is made for the call and holds nothing but what is
given here. It would fetch packages that a template imports: there is no way out of the process for that.
"""

import io
import os
import resource
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from paper import typeset
from paper.sandbox import Sandbox
from paper.settings import Settings

MEMORY_MB = 1536
"""Of address space: RLIMIT_AS."""
CPU_SECONDS, WALL_SECONDS = 5, 15.0
MOST_PAGES, LONGEST_SIDE = 60, 1200.0
"""Pages, and the longer side of one in points: A3 has 1,191."""
MAIN = "template.typ"
NOWHERE = "http://127.0.0.1:9"
"""A proxy that is not there: port 9 of this machine throws away what it gets, where it is served at all."""
PROXIES = ("http_proxy", "https_proxy", "all_proxy")


def typeset_apart(files: Mapping[str, bytes], data: Mapping[str, Any]) -> typeset.Laid:
    """What `typeset.typeset_letter` makes of the file MAIN among these; MAIN may import the others.

    Raises NotTypeset, TookTooLong, ParserDied, OutOfMemory, SandboxUnavailable."""
    return _called("letter", files, data)  # type: ignore[no-any-return]


def pictures_apart(files: Mapping[str, bytes], data: Mapping[str, Any], dpi: float) -> list[bytes]:
    """The pages as PNG pictures. Raises as `typeset_apart` does."""
    return _called("pictures", files, data, dpi)  # type: ignore[no-any-return]


def _called(what: str, files: Mapping[str, bytes], data: Mapping[str, Any], dpi: float = 0.0) -> Any:
    with Sandbox(Settings(sandbox_memory_mb=MEMORY_MB), ("paper.apart",)) as sandbox:
        found = sandbox.call(within, what, dict(files), dict(data), dpi, seconds=WALL_SECONDS)
    if isinstance(found, typeset.NotTypeset):
        raise found
    return found


def within(what: str, files: Mapping[str, bytes], data: Mapping[str, Any], dpi: float) -> Any:
    """In the process: the letter or its pictures, or the NotTypeset of it, which is no error of the process."""
    _limit()
    folder = Path(tempfile.mkdtemp())
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        laid = _small(typeset.typeset_letter(folder / MAIN, data))
        return laid if what == "letter" else typeset.typeset_pictures(folder / MAIN, data, dpi)
    except typeset.NotTypeset as refused:
        return refused


def _limit() -> None:
    """The process dies past them: by SIGXCPU, or by Typst's own abort where it gets no memory; what it writes of that
    is of no use to anybody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    size = MEMORY_MB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    for name in PROXIES:
        os.environ[name] = os.environ[name.upper()] = NOWHERE
    for name in ("no_proxy", "NO_PROXY"):
        os.environ.pop(name, None)


def _small(laid: typeset.Laid) -> typeset.Laid:
    """What was laid out, with the number of pages that there are instead of what the template told of it. Raises
    NotTypeset for too many pages, or too large ones."""
    import pikepdf

    with pikepdf.open(io.BytesIO(laid.pdf)) as document:
        pages = len(document.pages)
        sides = [float(side) for page in document.pages[:MOST_PAGES] for side in page.mediabox[2:]]
    if pages > MOST_PAGES:
        raise typeset.NotTypeset(f"it has {pages} pages, at most {MOST_PAGES} are taken", None)
    if max(sides) > LONGEST_SIDE:
        raise typeset.NotTypeset(f"a side of its pages has {max(sides):.0f} points, at most {LONGEST_SIDE:.0f}", None)
    told = [one | {"pages": pages} if isinstance(one, dict) else one for one in laid.told]
    return typeset.Laid(laid.pdf, told)
