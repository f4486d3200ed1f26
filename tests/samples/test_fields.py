"""What is understood of generated letters. Nothing is fitted to anything: the letters say what offices write."""

from bench.fields import compare
from ingest.fields import understand
from ingest.reading import read_page
from paper.kinds import PDF
from tests.samples.conftest import Made


def test_fields_of_digital_letters_are_found_and_no_subject_is_invented(digital: list[Made]) -> None:
    """The number of nine in ten, the date of three in four; a subject only where there is one."""
    outcomes: dict[str, list[str]] = {"reference_number": [], "date": []}
    for made in digital:
        pages = [(1, read_page(made.path, PDF, page)) for page in range(1, made.truth["pages"] + 1)]
        found, true = understand(pages), made.truth["fields"]
        for name in outcomes:
            outcomes[name].append(compare(name, found[name].value if name in found else None, true.get(name)))
        assert ("subject" in true) or ("subject" not in found), made.path.name
    for name, least in (("reference_number", 0.9), ("date", 0.75)):
        right = sum(one in ("right", "none") for one in outcomes[name])
        assert right >= least * len(outcomes[name]), outcomes[name]
