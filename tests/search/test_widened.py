"""What is found beyond the words of a query: what stands for them, what they may have become, and how it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import look
from search.misread import MOST, misread
from search.query import parse
from search.reasons import anywhere, taken
from search.said import said
from search.synonyms import Synonyms
from search.tokens import Packed, pack
from search.tree import Alike, And, Misread, Not, Phrase, Tree, Word, leaves, unanswered
from search.widened import as_typed, widened

SYNONYMS = Synonyms(
    [
        ("Perangkat Daerah", "OPD", "SKPD"),
        ("Surat Keputusan", "SK"),
        ("Surat Keterangan", "SK"),
        ("Dengan Alamat", "d/a"),
        ("Perihal", "Hal"),
    ]
)


def wide(query: str) -> Tree:
    return widened(parse(query).tree, SYNONYMS)


def near(word: str) -> Alike:
    return Alike(Word(word), (Misread(word),))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("jembatan", near("jembatan")),
        ("opd", Alike(Word("opd"), (Misread("opd"), Phrase(("perangkat", "daerah")), Phrase(("skpd",))))),
        (
            "rapat perangkat daerah",
            And(
                (
                    near("rapat"),
                    Alike(
                        And((near("perangkat"), near("daerah"))),
                        (Phrase(("opd",)), Phrase(("skpd",))),
                    ),
                )
            ),
        ),
        # an abbreviation leads to each of its meanings, but none of them to another
        ("sk", Alike(Word("sk"), (Misread("sk"), Phrase(("surat", "keputusan")), Phrase(("surat", "keterangan"))))),
        ("surat keputusan", Alike(And((near("surat"), near("keputusan"))), (Phrase(("sk",)),))),
        ("d/a", Alike(Phrase(("d", "a")), (Phrase(("dengan", "alamat")),))),
        # as typed
        ('"opd"', Phrase(("opd",))),
        ('"perangkat daerah"', Phrase(("perangkat", "daerah"))),
        ("NOT opd", Not(Word("opd"))),
        ("arah:masuk", Word("incoming", "direction")),
        ("subject:opd", Alike(Word("opd", "subject"), (
            Misread("opd", "subject"), Phrase(("perangkat", "daerah"), "subject"), Phrase(("skpd",), "subject"),
        ))),
    ],
)  # fmt: skip
def test_what_is_taken_for_the_words_stands_beside_them(query: str, tree: Tree) -> None:
    assert wide(query) == tree
    assert said(tree) == said(parse(query).tree)


def test_as_typed_each_word_is_itself_alone() -> None:
    typed = parse('"opd" subject:"jalan" jem* arah:masuk').tree
    assert as_typed(parse("opd subject:jalan jem* arah:masuk").tree) == typed


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("jembatan", "jernbatan"),
        ("pembangunan", "pernbangnnan"),  # two of them
        ("kelurahan", "ke1urahan"),
        ("kecamatan", "kccamatan"),
        ("soekarno", "soekarn0"),
        ("achmad", "ahmad"),
        ("suharto", "soeharto"),
        ("bupati", "bupatti"),
        ("bupati", "buapti"),
        ("ke1urahan", "kelurahan"),
        ("deas", "desa"),  # mistyped, for it is no word
        ("kembng", "kembang"),
    ],
)
def test_what_a_word_may_have_become(word: str, read: str) -> None:
    assert read in misread(word)


@pytest.mark.parametrize(("word", "other"), [("kota", "kata"), ("tanggal", "tunggal"), ("pengadaan", "pengaduan")])
def test_a_word_of_the_language_is_none_misread(word: str, other: str) -> None:
    assert other not in misread(word)


def test_a_digit_is_never_left_out() -> None:
    assert not {"nomor", "nomor22"} & misread("nomor2")


@pytest.mark.parametrize("word", ["20190305", "005", "b2", "di", ""])
def test_numbers_and_short_words_are_as_they_are(word: str) -> None:
    assert misread(word) == frozenset()


@given(st.text(max_size=60))
def test_there_are_not_too_many(word: str) -> None:
    found = misread(word)
    assert len(found) <= MOST
    assert word not in found


TEXT = "Kepada kepala SKPD, perihal kunjungan Soekarn0 ke\nperangkat  daerah jernbatan"
LETTER = {"text": TEXT, "pages": [[1, 1, 0]], "tokens": pack(TEXT), "suggested": []}


def told(query: str) -> list[tuple[str, str, str]]:
    return [(one.field, one.asked, one.text) for one in taken(anywhere(wide(query)), TEXT, Packed.of(TEXT))]


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ("kunjungan", []),
        ("mengunjungi", []),  # another form of the word itself
        ("sukarno", [("misread", "sukarno", "Soekarn0")]),
        ("jembatan", [("misread", "jembatan", "jernbatan")]),
        ("opd", [("synonym", "opd", "SKPD"), ("synonym", "opd", "perangkat daerah")]),
        ("perangkat daerah", []),  # they stand there too
        ("hal:kunjungan OR hal", [("synonym", "hal", "perihal")]),
        ('"jembatan"', []),
    ],
)
def test_what_the_letter_has_instead_is_told(query: str, reasons: list[tuple[str, str, str]]) -> None:
    assert told(query) == reasons


def test_the_misread_word_is_marked() -> None:
    shown, _ = look(list(leaves(wide("sukarno jembatan"))), LETTER)
    assert [one.text[a:b] for one in shown for a, b in one.marks] == ["Soekarn0", "jernbatan"]


def test_one_side_of_what_is_alike_is_enough() -> None:
    tree = wide("opd tiada")
    _, unseen = look(list(leaves(tree)), LETTER)
    assert set(unanswered(tree, set(unseen))) == {Word("tiada"), Misread("tiada")}
