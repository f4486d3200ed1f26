"""LibreOffice, the program: .docx and .odt printed to a PDF. The only file that knows it.

It is not part of the set-up: where the command is missing, documents are read as text. What it opens was sent by
strangers, so it runs in the sandbox, in a folder and with a profile of its own that end with the call.
"""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from paper.errors import FileFault, NotPrinted
from paper.frozen import freeze
from paper.kinds import DOCX, ODT

PROGRAM = "soffice"
FILTERS = {DOCX: ("docx", "MS Word 2007 XML"), ODT: ("odt", "writer8")}
"""The ending and the import filter of each kind. The filter is said: by itself LibreOffice would try two hundred."""
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
SCRIPTING = "Office.Common/Security/Scripting"
PROHIBITED = (
    (SCRIPTING, "DisableMacrosExecution", "true"),
    (SCRIPTING, "MacroSecurityLevel", "3"),
    (SCRIPTING, "DisableActiveContent", "true"),  # 7.4 does not know it and passes over it
    # Without it linked pictures are fetched, and files of this machine become part of a letter.
    (SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),  # linked sections and objects: never
    ("Inet/Settings", "ooInetProxyType", "2"),  # what asks the network in spite of all asks a proxy at a closed port
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
"""Settings by path, name and value; those that LibreOffice has are in its officecfg/registry/schema."""


def command() -> str | None:
    """Where LibreOffice is on this machine."""
    return shutil.which(PROGRAM)


def as_pdf(program: str, path: Path, kind: str) -> bytes:
    """The document at `path` as a PDF. Runs in the sandbox, which ends it past its time. Raises NotPrinted."""
    ending, reader = FILTERS[kind]
    with TemporaryDirectory(prefix="print-") as name:
        folder = Path(name)
        source, made = folder / f"document.{ending}", folder / "document.pdf"
        freeze(path, source)
        _write_profile(folder / "profile")
        how = (f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck")
        what = (f"--infilter={reader}", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(source))
        done = subprocess.run(
            [program, *how, *what],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise NotPrinted(why=f"exit {done.returncode}")
        if not made.exists():  # it ends with 0 all the same
            raise NotPrinted(why="not opened")
        return _checked(made)


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of ours: settings of the house may stand in it, passwords with them."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "OSL_SOCKET_PATH": str(folder),  # else a socket is left in /tmp by one that is killed
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _write_profile(folder: Path) -> None:
    items = "\n".join(ITEM.format(path=path, name=name, value=value) for path, name, value in PROHIBITED)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(PROFILE.format(items=items))


def _checked(made: Path) -> bytes:
    """The PDF, if it has pages."""
    from paper import pdf  # the sandbox alone loads PDFium

    try:
        pages = pdf.page_count(made)
    except FileFault as error:
        raise NotPrinted(why="no whole PDF") from error
    if not pages:
        raise NotPrinted(why="no page")
    return made.read_bytes()
