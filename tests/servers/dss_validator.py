"""EU DSS, the European Commission's library of signatures: what an independent validator says of signed PDFs.

Its policy is the default one of its jar, but what is done to a PDF after it was signed fails as it does here: in the
default policy a page that was exchanged after an archive timestamp passes.
"""

import re
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.servers import elasticsearch
from tests.servers.place import servers

HERE = Path(__file__).parent / "dss"
VERSION = "6.4"
STRICT = ("UndefinedChanges", "PdfVisualDifference", "PdfAnnotationOverlap", "DocMDP", "ByteRangeCollision")
"""Constraints of the policy that fail a signature here; they warn in the default one."""
SPARING = ("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A hundred files take 40 s of processor time and 430 MB."""


class Said(NamedTuple):
    """Of one signature: TOTAL_PASSED, TOTAL_FAILED or INDETERMINATE (ETSI EN 319 102-1) with why, and whether what was
    signed is intact. Of a file without one: UNSIGNED; of one that it cannot take apart: ERROR."""

    indication: str
    why: str
    intact: bool
    errors: str


def home() -> Path:
    return servers() / f"dss-{VERSION}"


def said(trust: Path, files: Sequence[Path]) -> dict[Path, list[Said]]:
    """What it says of each signature of each file, by a folder of trusted roots."""
    java = elasticsearch.jdk()
    assert java is not None
    assert home().exists(), "`python -m tests.servers.install all` brings EU DSS"
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as policy:
        policy.write(_policy())
        policy.flush()
        command = [java / "bin" / "java", *SPARING, "-cp", f"{home()}/*:{home()}", "Dss", policy.name, trust, *files]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    found: dict[Path, list[Said]] = {path: [] for path in files}
    for line in done.stdout.splitlines():
        path, indication, why, intact, errors = line.split("\t")
        found[Path(path)].append(Said(indication, why, intact == "true", errors))
    return found


def _policy() -> str:
    """The default policy, stricter in what is named above."""
    with zipfile.ZipFile(home() / f"dss-policy-jaxb-{VERSION}.jar") as jar:
        text = jar.read("policy/constraint.xml").decode("utf-8")
    for name in STRICT:
        text, times = re.subn(rf"<{name}\b[^>]*/>", f'<{name} Level="FAIL" />', text)
        assert times, name
    return text
