"""Sample letters: the same for the same seed in every process, of every layout, in threads."""

import hashlib
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

from paper.kinds import kind_of
from paper.render import page_count
from samples.kinds import LAYOUTS, TYPED_NAMES
from samples.make import made_one_by_one, make
from samples.writer import write
from tests.samples.conftest import Made, told

PROGRAM = """
import sys
from pathlib import Path
from samples.make import make
make(Path(sys.argv[1]), 8, 7, scans=True)
"""


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_writes_the_same_letters_and_another_seed_others(tmp_path: Path) -> None:
    make(tmp_path / "a", 8, 7, scans=True)
    make(tmp_path / "b", 8, 7, scans=True)
    make(tmp_path / "c", 8, 8, scans=True)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert not set(digests(tmp_path / "a").values()) & set(digests(tmp_path / "c").values())


def test_another_process_writes_the_same_letters(tmp_path: Path) -> None:
    make(tmp_path / "here", 8, 7, scans=True)
    environ = os.environ | {"PYTHONHASHSEED": "12345"}
    subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path / "there")], env=environ, check=True)
    assert digests(tmp_path / "here") == digests(tmp_path / "there")


def test_more_letters_begin_with_the_same_ones(tmp_path: Path) -> None:
    few, many = make(tmp_path / "few", 3, 5), make(tmp_path / "many", 5, 5)
    assert [path.read_bytes() for path in few] == [path.read_bytes() for path in many[:3]]


def test_each_letter_stands_before_the_next_one_is_made(tmp_path: Path) -> None:
    made = made_one_by_one(tmp_path, 3, 1)
    first = next(made)
    assert first.is_file()
    assert told(first).truth["fields"]
    assert len(list((tmp_path / "letters").iterdir())) == 1


def test_progress_counts_to_the_last_letter(tmp_path: Path) -> None:
    said: list[int] = []
    make(tmp_path, 3, 1, progress=said.append)
    assert said == [1, 2, 3]


def test_every_layout_is_reached(digital: list[Made], scans: list[Made]) -> None:
    names = {layout.name for layout in LAYOUTS}
    assert {one.truth["layout"] for one in digital} == names
    assert {one.truth["layout"] for one in scans} >= TYPED_NAMES


def test_typed_letters_are_among_those_that_become_scans(scans: list[Made]) -> None:
    """No archive has a PDF from 1930 that a computer wrote."""
    assert {number % 2 for number, sample in enumerate(islice(write(2), 200)) if sample.layout in TYPED_NAMES} == {1}
    assert {int(one.path.stem.partition("-")[2]) % 2 for one in scans} == {1}


def test_the_truth_counts_the_pages(digital: list[Made], scans: list[Made]) -> None:
    assert {one.truth["pages"] for one in digital} >= {1, 2}
    for one in [*digital, *scans]:
        assert page_count(one.path, str(kind_of(one.path))) == one.truth["pages"]


def test_an_answer_names_a_letter_of_the_same_set() -> None:
    """By its number and date, and comes after it, from whom it went to."""
    letters = {sample.name: sample for sample in islice(write(1), 120)}
    answers = [sample for sample in letters.values() if sample.answers]
    assert len(answers) >= 5
    for answer in answers:
        asked = letters[str(answer.answers)]
        assert asked.when < answer.when
        assert asked.fields["reference_number"] in answer.fields["references"]
        assert asked.fields["date"] in answer.decoys["dates"]
        assert asked.head is not None
        assert answer.fields["recipients"] == [asked.head.sender.head]
        assert answer.fields["sender"] == asked.head.recipient.name
        assert any(asked.fields["reference_number"] in line for line in answer.body)


def test_letters_do_not_read_alike() -> None:
    """Hardly any two of three hundred have the same body, and subjects are many."""
    letters = list(islice(write(2), 300))
    assert len({" ".join(sample.body) for sample in letters}) >= 295
    subjects = [sample.fields["subject"] for sample in letters if "subject" in sample.fields]
    assert len(set(subjects)) >= len(subjects) / 2
    assert min(sample.when.year for sample in letters) < 1935
    assert max(sample.when.year for sample in letters) == 2026
