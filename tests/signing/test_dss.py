"""An independent validator, EU DSS, says the same of signatures: of labelled files, and of what is signed here."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bench.labels import Labelled, labelled
from signing.levels import LEVELS
from signing.pades import LocalSigner
from signing.raising import Raising
from signing.signer import Wish
from signing.timestamps import Timestamps
from tests.servers import dss_validator
from tests.servers.dss_validator import Said
from tests.signing.letters import letter
from tests.signing.pki import Pki
from tests.signing.test_labels import folder

__all__ = ["folder"]  # the fixture that unpacks the labelled files
pytestmark = [pytest.mark.full, pytest.mark.servers]


UNDECIDED = {
    "eu-dss/pades-signed-annot-added.pdf": "an added comment is no fault to it: it does not know the root",
    "own-pki/negative/incr__attachment.pdf": "nor is an added attachment: no proof of revocation is in it",
    "own-pki/expired-BT.pdf": "whether the certificate, ended since, was good then is not proven to it",
}
"""Files of which it says neither yes nor no, where we say no to the first two and leave the third open; and why. So
their labels are met, but not for the reason of the label."""


def agrees(expected: str, found: list[Said]) -> bool:
    """Whether a label allows what the validator says; offline it cannot tell of B-B and B-T whether the certificate was
    revoked."""
    passed = all(one.indication == "TOTAL_PASSED" for one in found)
    whole = all(one.intact and one.indication != "TOTAL_FAILED" for one in found)
    if expected == "UNSIGNED":
        return [one.indication for one in found] == ["UNSIGNED"]
    return {"REJECT": not passed, "NO-CRASH": True}.get(expected, whole)


def judged(folder: Path) -> tuple[Sequence[Labelled], dict[Path, list[Said]]]:
    files = labelled(folder)
    return files, dss_validator.said(folder / "own-pki" / "trust", [one.path for one in files])


def test_it_agrees_with_every_label(folder: Path) -> None:
    files, found = judged(folder)
    assert [one.name for one in files if not agrees(one.expected, found[one.path])] == []
    assert sum(one.indication == "TOTAL_PASSED" for some in found.values() for one in some) >= 4


def test_it_agrees_with_the_labels_of_another_folder() -> None:
    """Files whose licences keep them out of here, laid out as `python -m bench.labels FOLDER` takes them."""
    if not (place := os.environ.get("TEST_LABELS")):
        pytest.skip("TEST_LABELS names no folder of labelled files (labels.csv, own-pki/trust)")
    files, found = judged(Path(place))
    assert [one.name for one in files if not agrees(one.expected, found[one.path])] == []
    undecided = {one.name: found[one.path] for one in files if one.name in UNDECIDED}
    assert all(one.indication == "INDETERMINATE" and one.intact for some in undecided.values() for one in some)
    print(f"{len(files)} labels met, {len(undecided)} of them undecided: {', '.join(undecided)}")


def test_it_takes_what_is_signed_here(pki: Pki, signer: Callable[[str], LocalSigner], tmp_path: Path) -> None:
    trust = pki.trust(tmp_path / "trust")
    files = [tmp_path / f"{level}.pdf" for level in LEVELS]
    for path in files:
        path.write_bytes(signer("signer").sign(letter(), Wish(level=path.stem)))
    found = dss_validator.said(trust, files)
    by_level = {path.stem: [one.indication for one in found[path]] for path in files}
    assert by_level["B-LT"] == by_level["B-LTA"] == ["TOTAL_PASSED"], found
    assert by_level["B-B"] == by_level["B-T"] == ["INDETERMINATE"], "no list of revoked certificates is in the file"
    assert all(one.intact for some in found.values() for one in some)


def test_it_takes_what_is_raised_here(pki: Pki, signer: Callable[[str], LocalSigner], tmp_path: Path) -> None:
    trust = pki.trust(tmp_path / "trust")
    files = {tmp_path / f"{level}.pdf": level for level in LEVELS if level != "B-B"}
    signed = signer("signer").sign(letter(), Wish(lock=True))
    for path, level in files.items():
        path.write_bytes(Raising(level, pki.trusted(), Timestamps(pki.tsa)).raised(signed))
    found = dss_validator.said(trust, list(files))
    by_level = {files[path]: [one.indication for one in said] for path, said in found.items()}
    assert by_level == {"B-T": ["INDETERMINATE"], "B-LT": ["TOTAL_PASSED"], "B-LTA": ["TOTAL_PASSED"]}, found
    assert all(one.intact for some in found.values() for one in some)
