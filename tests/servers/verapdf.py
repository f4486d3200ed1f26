"""veraPDF, the reference validator of PDF/A, as its makers publish it for Java: one process for all files of a test."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.servers import elasticsearch
from tests.servers.place import servers

HERE = Path(__file__).parent / "vera"
VERSION = "1.30.2"
SPARING = ("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A first file takes 1.5 to 2.5 seconds and 143 MB, others 0.1 to 0.4."""


class Verdict(NamedTuple):
    """`level` as the file declares it, such as 2u, or 2a+ua1 for a file that is PDF/UA too; the rules of ISO 19005 and
    14289 that it breaks."""

    passed: bool
    level: str
    broken: str


def home() -> Path:
    return servers() / f"verapdf-{VERSION}"


def verdicts(files: Sequence[Path]) -> list[Verdict]:
    """What veraPDF says of each file. Raises CalledProcessError for one that is no PDF at all."""
    java = elasticsearch.jdk()
    assert java is not None
    assert home().exists(), "`make setup-test` brings veraPDF"
    command = [java / "bin" / "java", *SPARING, "-cp", f"{home()}/*:{home()}", "Vera", *files]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return [Verdict(said == "PASS", level, broken) for said, level, broken in rows]
