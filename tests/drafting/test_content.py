"""What was typed into the form of a template, checked."""

from typing import Any

import pytest

from drafting.content import as_data, checked, clean, missing
from drafting.description import read
from drafting.errors import FaultyTemplate, NotOfForm
from drafting.template import all_shipped, shipped
from office.vocabularies.shelf import shipped as vocabulary
from schemas.errors import NotFound
from tests.drafting.letters import CONTENTS

LETTER = shipped("surat-dinas")


def test_characters_that_no_page_shows_are_left_out() -> None:
    assert clean("a\x00b\x07\ufeffc\u202ed\ud800e\uffff\u200bf\r\ng\u2028h\ti") == "abcdef\ng\nh\ti"
    assert clean("e\u0301") == "é"
    assert clean("q" + "\u0323" * 20_000 + "a") == "q" + "\u0323" * 6 + "a"


def test_content_is_kept_as_the_fields_have_it() -> None:
    found = checked(
        LETTER, {"subject": " Undangan \n rapat\x00 ", "recipients": "Camat\n\n Lurah ", "copies": [], "body": ""}
    )
    assert found == {"subject": "Undangan rapat", "recipients": ["Camat", "Lurah"]}
    assert [one.name for one in missing(LETTER, found)] == ["place", "body"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("surat-dinas", {"nobody": "x"}),
        ("surat-dinas", {"subject": "x" * 401}),
        ("surat-dinas", {"subject": 5}),
        ("surat-dinas", {"recipients": ["x"] * 501}),
        ("surat-dinas", {"recipients": {"a": "b"}}),
        ("undangan", {"held_on": 20260230}),
        ("undangan", {"held_on": "2026-11-30"}),
        ("surat-tugas", {"persons": [{"name": "A", "age": "5"}]}),
        ("surat-tugas", {"persons": ["A"]}),
        ("surat-tugas", {"persons": [{"name": "x" * 200}]}),
    ],
)
def test_what_the_form_has_no_room_for_is_refused_with_its_field(name: str, content: dict[str, Any]) -> None:
    with pytest.raises(NotOfForm) as refused:
        checked(shipped(name), content)
    assert refused.value.params["field"] in content


def test_words_longer_than_a_line_may_be_parted() -> None:
    assert as_data(LETTER, {"subject": "x" * 100})["subject"].split("\u200b") == ["x" * 45, "x" * 45, "x" * 10]
    (table,) = as_data(LETTER, {"body": f"|{'123456789 keterangan|' * 9}"})["body"]
    assert table["rows"][0][8]["runs"][0]["text"] == "123456\u200b789 keterangan"


def test_every_shipped_template_is_a_letter_type_of_the_office_and_has_what_its_letters_need() -> None:
    for template in all_shipped():
        assert vocabulary("letter-types").find(template.letter_type)
        assert not missing(template, checked(template, CONTENTS[template.name]))
        assert all(field.indonesian and field.english for field in template.fields)
    assert shipped("surat-tugas").field("subject") is None
    with pytest.raises(NotFound):
        shipped("../surat-dinas")


GOOD = 'indonesian = "Surat"\n[[fields]]\nname = "subject"\nindonesian = "Hal"\n'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "fields"),
        ("a = ", "not TOML"),
        ("\xff", "UTF-8"),
        (GOOD.replace("Surat", " "), "indonesian"),
        ("fonts = 1\n" + GOOD, "fonts"),
        (GOOD + 'kind = "picture"', "kind"),
        (GOOD + "most = 0", "most"),
        (GOOD + 'required = "yes"', "required"),
        (GOOD + "default = 1", "default"),
        (GOOD + 'columns = [{name = "a", indonesian = "A"}]', "no table"),
        (GOOD + 'kind = "table"', "columns"),
        (GOOD.replace('"subject"', '"Subject"'), "small letters"),
        (GOOD.replace('"subject"', '"body"'), "titled"),
        (GOOD + GOOD.partition("\n")[2], "twice"),
    ],
)
def test_a_faulty_description_says_what_it_lacks(text: str, why: str) -> None:
    with pytest.raises(FaultyTemplate, match=why):
        read("surat", f"/*\n{text}\n*/\n".encode("latin-1"), own=True)


def test_a_file_without_a_description_is_no_template() -> None:
    for text in ("", "#set page()", "/* */", "// /*\n*/", "/*\nindonesian = 1"):
        with pytest.raises(FaultyTemplate, match="description"):
            read("surat", text.encode(), own=True)


def test_a_short_description_is_enough() -> None:
    found = read("surat", f"/*\n{GOOD}*/".encode(), own=True)
    assert (found.title("en"), found.fields[0].label("en"), found.fields[0].kind) == ("Surat", "Hal", "line")
