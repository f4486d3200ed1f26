"""What veraPDF says of every template, as a draft and as it is issued: PDF/A-2a and PDF/UA-1."""

from pathlib import Path

import pikepdf
import pytest

from drafting.template import NAMES, shipped
from drafting.typesetting import typeset
from tests.drafting.letters import BEHALF, CONTENTS, HEAD, ISSUED, LONG
from tests.servers.verapdf import Verdict, verdicts

SCRIPTS = "بسم الله · שלום · Ελληνικά · Привет · ₹ € → ≥ ✓ ① ½ “ – — … · *√∑* _№ ☐ ☑_ · e\u0323\u0300"


@pytest.fixture(scope="module")
def said_by_vera(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """Of all letters by one process, which is slow to start; and of one that was spoilt."""
    letters = {name: typeset(shipped(name), CONTENTS[name], HEAD, BEHALF, **ISSUED) for name in NAMES}
    letters |= {f"draft of {name}": typeset(shipped(name), {}, HEAD, None) for name in NAMES}
    letters["several pages"] = typeset(shipped("surat-dinas"), LONG, HEAD, BEHALF, **ISSUED)
    enclosed = [f"rencana “anggaran”, 2026.pdf sha256:{'0' * 64}", f"peta 会.png sha256:{'f' * 64}"]
    given = ISSUED | {"enclosed": enclosed}
    letters["with enclosures"] = typeset(shipped("undangan"), CONTENTS["undangan"], HEAD, BEHALF, **given)
    scripts = CONTENTS["nota-dinas"] | {"body": SCRIPTS}
    letters["other scripts"] = typeset(shipped("nota-dinas"), scripts, HEAD, BEHALF, **ISSUED)
    folder: Path = tmp_path_factory.mktemp("letters")
    files = [folder / f"{at}.pdf" for at in range(len(letters))]
    for file, letter in zip(files, letters.values(), strict=True):
        file.write_bytes(letter.pdf)
    with pikepdf.open(files[0]) as document:
        del document.Root.MarkInfo
        document.save(folder / "spoilt.pdf")
    return dict(zip([*letters, "spoilt"], verdicts([*files, folder / "spoilt.pdf"]), strict=True))


@pytest.mark.servers
@pytest.mark.parametrize(
    "name", [*NAMES, *(f"draft of {name}" for name in NAMES), "several pages", "other scripts", "with enclosures"]
)
def test_verapdf_passes_every_letter(said_by_vera: dict[str, Verdict], name: str) -> None:
    assert said_by_vera[name] == Verdict(True, "2a+ua1", "")


@pytest.mark.servers
def test_verapdf_does_not_pass_all(said_by_vera: dict[str, Verdict]) -> None:
    assert not said_by_vera["spoilt"].passed
