"""The ground truth: what the paper says, no more, and what on it belongs to other letters."""

import re

import pytest

from office.vocabularies.shelf import shipped
from paper import pdf
from samples.draft import Draft
from samples.numbers import Reference
from tests.samples.conftest import Made

FIELDS = {
    "reference_number", "date", "place", "subject", "sender", "recipients", "copies", "signer", "signer_position",
    "letter_type", "urgency", "security_class", "enclosures", "classification_code", "language", "deadline",
    "references", "signer_form", "event_date", "event_time", "event_place",
}  # fmt: skip
"""Those of `lontar read`."""


def text_of(made: Made) -> str:
    """The text layer without any space: lines may break anywhere. PDFium has signs of its own for a hyphen
    at a line's end."""
    with pdf.opened(made.path) as document:
        pages = [pdf.letters(document[number], 1_000_000).text for number in range(len(document))]
    return re.sub("[\ufffe\x02]", "-", re.sub(r"\s", "", "".join(pages)))


def printed(value: object) -> list[str]:
    return [re.sub(r"\s", "", str(one)) for one in (value if isinstance(value, list) else [value])]


def test_every_value_is_printed_on_the_page(digital: list[Made]) -> None:
    for made in digital:
        text = text_of(made)
        assert made.truth["printed"].keys() == made.truth["fields"].keys()
        for name, value in made.truth["printed"].items():
            if name != "language":
                assert [one for one in printed(value) if one not in text] == [], (made.path.name, name)


def test_the_body_is_on_the_page_in_reading_order(digital: list[Made]) -> None:
    for made in digital:
        text, at = text_of(made), 0
        for line in made.truth["body"]:
            found = text.find(printed(line)[0], at)
            assert found >= at, (made.path.name, line)
            at = found


def test_fields_have_the_names_and_forms_of_lontar_read(digital: list[Made]) -> None:
    types, urgencies = ({entry.indonesian for entry in shipped(name).entries} for name in ("letter-types", "urgency"))
    seen = set()
    for made in digital:
        fields = made.truth["fields"]
        seen |= fields.keys()
        assert fields.get("letter_type", "Undangan") in types
        assert fields.get("urgency", "Segera") in urgencies
        assert fields.get("security_class", "B") in {"B", "T", "R"}
        assert re.fullmatch(r"(19[2-9]\d|20[0-2]\d)[01]\d[0-3]\d", str(fields.get("date", 20200101)))
        assert not re.search(r"\s/|/\s", fields.get("reference_number", ""))
        assert fields["language"] in ("ind", "nld")
    assert seen == FIELDS


def test_decoys_are_never_the_letter_s_own(digital: list[Made], scans: list[Made]) -> None:
    dates = numbers = 0
    for made in [*digital, *scans]:
        fields, decoys = made.truth["fields"], made.truth["decoys"]
        assert fields.get("date") not in decoys["dates"]
        assert fields.get("reference_number") not in decoys["numbers"]
        assert set(fields.get("references", [])) <= set(decoys["numbers"])
        dates, numbers = dates + bool(decoys["dates"]), numbers + bool(decoys["numbers"])
    assert dates > 60
    assert numbers > 30


def test_decoy_numbers_of_digital_letters_are_on_the_page(digital: list[Made]) -> None:
    for made in digital:
        text = text_of(made)
        assert [one for one in made.truth["decoys"]["numbers"] if printed(one)[0] not in text] == [], made.path.name


@pytest.mark.parametrize(
    ("reference", "value"),
    [
        (Reference("005/", "127", "/DPU/2019", "005"), "005/127/DPU/2019"),
        (Reference("005 / ", "12", " / 2019", "005"), "005/12/2019"),
        (Reference("005/", "127", "/DPU/2019", "005", open=True), "005//DPU/2019"),
        (Reference("", "127", "/B", open=True), None),
    ],
)
def test_a_serial_left_open_is_not_in_the_truth(reference: Reference, value: str | None, a_draft: Draft) -> None:
    a_draft.numbered(reference)
    assert a_draft.fields.get("reference_number") == value


def test_orders_have_no_subject_and_untitled_letters_no_type(digital: list[Made]) -> None:
    for made in digital:
        if made.truth["layout"] in ("surat-tugas", "berita-acara", "keterangan", "surat-pengantar"):
            assert "subject" not in made.truth["fields"]
        if made.truth["layout"].startswith(("surat-dinas", "desa", "kolonial")):
            assert "letter_type" not in made.truth["fields"]
