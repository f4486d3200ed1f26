"""Vocabularies: what is shipped, what an office's own file changes, and how its faults are named."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.errors import FaultyVocabulary
from office.tables import LARGEST
from office.vocabularies import KINDS, Shelf, Vocabulary
from office.vocabularies.edit import take
from office.vocabularies.shelf import check, shipped
from office.vocabularies.vocabulary import read_vocabulary, write_vocabulary
from schemas.errors import NotFound
from schemas.letter import CLASSES
from store.sqlite import SqliteStore

TODAY = date(2026, 11, 24)
TYPES = KINDS["letter-types"]
OWN = b"code,indonesian,english,aliases\nsurat-dinas,Surat Dinas,Letter,\nkawat,Surat Kawat,Telegram,kawat|radiogram\n"


def faults(text: str, kind: str = "letter-types") -> list[tuple[int, str]]:
    return [(fault.line, fault.sentence) for fault in read_vocabulary(KINDS[kind], text).faults]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_shipped_has_no_fault_and_names_in_both_languages(name: str) -> None:
    found = shipped(name)
    assert found.faults == ()
    assert not found.own
    assert all(entry.indonesian and entry.english for entry in found.entries)


def test_security_classes_are_those_of_the_access_rule() -> None:
    assert tuple(entry.code for entry in shipped("security-classes").entries) == CLASSES
    assert shipped("security-classes").default(TODAY) == "B"


def test_letter_types_are_met_by_any_of_their_spellings_longest_first() -> None:
    spellings = shipped("letter-types").spellings()
    assert ("surat undangan", "Undangan") in spellings
    assert spellings.index(("surat undangan", "Undangan")) < spellings.index(("undangan", "Undangan"))
    found = shipped("letter-types").find("SURAT UNDANGAN")
    assert found is not None
    assert found.code == "undangan"


def test_the_same_classification_code_means_something_else_by_date() -> None:
    codes = shipped("classification")
    old, new = codes.find("700", date(2019, 5, 1)), codes.find("700", TODAY)
    assert old is not None
    assert new is not None
    assert (old.group, new.group) == ("lama", "baru")
    assert "005" in dict(codes.choices("id", date(2019, 5, 1)))
    assert "005" not in dict(codes.choices("id", TODAY))
    assert dict(codes.choices("en", TODAY))["000.5"] == "Archives"


def test_the_offices_own_file_wins_and_a_change_is_seen_at_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert not shelf.get("letter-types").own
    shelf.put("letter-types", OWN)
    assert dict(shelf.get("letter-types").choices("en", TODAY)) == {"surat-dinas": "Letter", "kawat": "Telegram"}
    path = shelf.path("letter-types")
    path.write_bytes(OWN + b"surat-jalan,Surat Jalan,,\n")
    os.utime(path, ns=(1, 1))  # a clock that stands still must not hide the change
    assert dict(shelf.get("letter-types").choices("en", TODAY))["surat-jalan"] == "Surat Jalan"
    shelf.put("letter-types", None)
    assert not shelf.get("letter-types").own


def test_a_file_that_broke_while_running_leaves_the_last_good_one_in_use(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("letter-types", OWN)
    shelf.get("letter-types")
    shelf.path("letter-types").write_text("kode,nama\n")
    assert shelf.get("letter-types").find("kawat") is not None
    with pytest.raises(FaultyVocabulary, match=r"letter-types\.csv, line 1: the first line must be: code"):
        Shelf(tmp_path).get("letter-types")


def test_what_has_faults_is_not_taken(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("letter-types", OWN)
    with pytest.raises(FaultyVocabulary, match="line 3: the code kawat stands in line 2 already"):
        shelf.put("letter-types", b"code,indonesian,english\nkawat,Kawat,\nkawat,Kawat,\n")
    assert shelf.own("letter-types") == OWN


def test_each_fault_is_named_by_its_line() -> None:
    table = """# our own
code;indonesian;english;aliases;since;until
a;Satu;One;uno|eins;;
;Dua;Two;;;
b;;Two;;;
a;Tiga;Three;uno;;
c;Empat;Four;;2023-13-01;
d;Lima;Five;;2023-02-01;2023-01-01
e;Enam;Six;;;;;tambah
"""
    assert faults(table) == [
        (4, "code is empty; fill it in"),
        (5, "indonesian is empty; fill it in"),
        (6, "the code a stands in line 3 already"),
        (6, "uno also means the entry in line 3; leave it with one of them"),
        (7, "since must be a date such as 2023-01-31"),
        (8, "until lies before since; change one of them"),
        (9, "there are more cells than columns; put text that holds a comma in quotes"),
    ]


def test_lines_are_counted_as_the_file_has_them_even_with_cells_of_several_lines() -> None:
    table = 'code,indonesian,english\na,"Surat\nDinas",\nb,Nota,\n,Kosong,\n'
    assert faults(table) == [(5, "code is empty; fill it in")]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", (1, "the first line must be: code, indonesian, english")),
        ("code,indonesian,english\n", (1, "the table has no line below its heading; add one")),
        ("code,code,indonesian,english\na,a,b,c\n", (1, "the first line must be:")),
        ("code,indonesian,english\na," + "x" * 201 + ",\n", (2, "indonesian has more than 200 characters")),
    ],
)
def test_what_is_no_table_says_what_to_do(table: str, said: tuple[int, str]) -> None:
    (line, sentence), *_ = faults(table)
    assert line == said[0]
    assert sentence.startswith(said[1])


def test_codes_that_rules_go_by_can_be_renamed_but_not_changed() -> None:
    renamed = "code,indonesian,english\nB,Umum,Public\nT,Terbatas,\nR,Rahasia,\nSR,Sangat Rahasia,\n"
    assert faults(renamed, "security-classes") == []
    changed = renamed.replace("SR,", "X,")
    assert faults(changed, "security-classes") == [
        (1, "the code SR is missing; add its line"),
        (5, "the code X has no meaning here; use one of B, T, R, SR"),
    ]


def test_files_that_no_spreadsheet_meant_are_refused_with_their_line() -> None:
    latin = check(TYPES, b"code,indonesian,english\nfoo,caf\xe9,\n")
    assert [(fault.line, fault.sentence) for fault in latin.faults] == [
        (2, "the file is not UTF-8; save it as CSV UTF-8")
    ]
    assert "larger than" in check(TYPES, b"x" * (LARGEST + 1)).faults[0].sentence
    assert check(TYPES, b"\x00\x01PNG").faults


@pytest.mark.parametrize("name", KINDS)
def test_an_export_reads_back_as_the_same_vocabulary(name: str) -> None:
    found = shipped(name)
    again = read_vocabulary(KINDS[name], write_vocabulary(found))
    assert again.faults == ()
    assert [(one.code, one.indonesian, one.english, one.aliases, one.since, one.until) for one in again.entries] == [
        (one.code, one.indonesian, one.english, one.aliases, one.since, one.until) for one in found.entries
    ]


def test_a_change_is_told_with_both_texts(tmp_path: Path) -> None:
    store, shelf = SqliteStore(tmp_path / "lontar.db"), Shelf(tmp_path)
    take(store, shelf, "letter-types", OWN, "installation")
    take(store, shelf, "letter-types", None, "installation")
    first, second = store.events()
    assert (first["verb"], first["thing"]) == ("vocabulary.changed", "vocabularies/letter-types")
    assert first["values"]["after"]["file"] == OWN.decode()
    assert second["values"]["before"]["file"] == OWN.decode()
    store.close()


def test_a_name_nobody_knows_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Shelf(tmp_path).get("../secret")


@given(st.text(max_size=300))
def test_any_text_is_a_vocabulary_or_has_a_fault(text: str) -> None:
    found = read_vocabulary(TYPES, text)
    assert isinstance(found, Vocabulary)
    assert found.entries or found.faults
