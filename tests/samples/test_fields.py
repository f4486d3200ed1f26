"""What is understood of generated letters. Nothing is fitted to anything: the letters say what offices write."""

from bench.fields import compare
from ingest.fields import understand
from ingest.reading import read_page
from paper.kinds import PDF
from tests.samples.conftest import Made


def test_fields_of_digital_letters_are_found_and_no_subject_is_invented(digital: list[Made]) -> None:
    """The number of nine in ten, the date of three in four; a subject only where there is one."""
    least = {"reference_number": 0.9, "date": 0.75}
    right = dict.fromkeys(least, 0)
    for made in digital:
        pages = [(1, read_page(made.path, PDF, page)) for page in range(1, made.truth["pages"] + 1)]
        found, true = understand(pages), made.truth["fields"]
        for name in least:
            outcome = compare(name, found[name].value if name in found else None, true.get(name))
            right[name] += outcome in ("right", "none")
        assert ("subject" in true) or ("subject" not in found), made.path.name
    assert {name: number for name, number in right.items() if number < least[name] * len(digital)} == {}
