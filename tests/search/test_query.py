"""The query language: what it understands, and that it says where it does not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import span, years
from search.effort import MOST_WORDS
from search.function_words import SPEAKING
from search.lexer import NEAR_WORDS, OPERATORS
from search.parsed import written
from search.query import DEEPEST, LONGEST, parse
from search.said import said
from search.spoken_days import SPOKEN
from search.tree import (
    FIELDS,
    LEANING,
    And,
    Everything,
    Fuzzy,
    Near,
    Not,
    Number,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Range,
    Tree,
    Word,
    leaves,
)

TODAY = date(2026, 11, 29)
"""From which days are counted; a Sunday."""


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        ("surat", Word("surat")),
        ("Surat É", And((Word("surat"), Word("e")))),
        ("a AND b", And((Word("a"), Word("b")))),
        ("a DAN b", And((Word("a"), Word("b")))),
        ("x AND dan AND y", And((Word("x"), Word("dan"), Word("y")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("a NOT b", And((Word("a"), Not(Word("b"))))),
        ("a -b", And((Word("a"), Not(Word("b"))))),
        ("-type:undangan", Not(Word("undangan", "type"))),
        ("surat -year:2025", And((Word("surat"), Not(Range("year", 2025, 2025))))),
        ('-dari:"pekerjaan umum"', Not(Phrase(("pekerjaan", "umum"), "sender"))),
        ("+type:undangan +surat", And((Word("undangan", "type"), Word("surat")))),
        ("--a", Not(Word("a"))),
        ("x - y -", And((Word("x"), Word("y")))),
        ("a-b", Phrase(("a", "b"))),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ("NOT NOT a", Word("a")),
        ('"surat tugas"', Phrase(("surat", "tugas"))),
        ('"surat"', Phrase(("surat",))),
        ("“surat tugas” x", And((Phrase(("surat", "tugas")), Word("x")))),
        ("perihal:„surat tugas“", Phrase(("surat", "tugas"), "subject")),
        ("«surat tugas»", Phrase(("surat", "tugas"))),
        ("005/12/SETDA/2019", Number(("005", "12", "setda", "2019"), lean="number")),
        ("no:005", Number(("005",), "number")),
        ("rujukan:005/12", Number(("005", "12"), "references")),
        ("covid-19", Number(("covid", "19"), lean="number")),
        ("10.30", Phrase(("10", "30"))),
        ("sender?:dinas", Word("dinas", lean="sender")),
        ('perihal?:"jalan desa"', Phrase(("jalan", "desa"), lean="subject")),
        ("dari?:(x y)", And((Word("x", lean="sender"), Word("y", lean="sender")))),
        ("number?:005/12", Number(("005", "12"), lean="number")),
        ('"jalan rusak"~5', Near(("jalan", "rusak"), 5)),
        ('"jalan rusak jalan desa"~0', Near(("jalan", "rusak", "desa"), 0)),
        ("jalan NEAR rusak", Near(("jalan", "rusak"), NEAR_WORDS)),
        ("hal:jalan DEKAT/3 rusak NEAR/4 desa", Near(("jalan", "rusak", "desa"), 4, "subject")),
        ("jem*tan", Pattern("jem*tan")),
        ("*tan", Pattern("*tan")),
        ("Jemb?tan?", Pattern("jemb?tan")),
        ("**jem**tan*", Pattern("*jem*tan*")),
        ("no:*setda*", Pattern("*setda*", "number")),
        ("no:005/*/2019", Number(("005", "2019"), "number")),
        ("bahasa:belanda", Word("nld", "language")),
        ('kelas:"sangat rahasia"', Word("sr", "class")),
        ("class:R", Word("r", "class")),
        ("lampiran:>2", Range("enclosures", 3, None)),
        ("lampiran:1..3 jalan", And((Range("enclosures", 1, 3), Word("jalan")))),
        ("jalan TANPA lubang", And((Word("jalan"), Not(Word("lubang"))))),
        ("jem\u200bbatan \u202ejalan\u202c", And((Word("jembatan"), Word("jalan")))),
        ("perbai*", Prefix("perbai")),
        ("jembtan~", Fuzzy("jembtan")),
        ("perihal:undangan", Word("undangan", "subject")),
        ('no:"005 / 12"', Number(("005", "12"), "number")),
        ("arah:masuk", Word("incoming", "direction")),
        ("date:2019", Range("date", 20190101, 20191231)),
        ("tanggal:3/1985..6/1985", Range("date", 19850301, 19850630)),
        ("date:2019-02", Range("date", 20190201, 20190228)),
        ("date:5/3/2019", Range("date", 20190305, 20190305)),
        ("date:>2019-12-31", Range("date", 20200101, None)),
        ("date:>2016", Range("date", 20170101, None)),
        ("date:>2020-02", Range("date", 20200301, None)),
        ("date:>28/2/2020", Range("date", 20200229, None)),
        ("date:<2027-01-01", Range("date", None, 20261231)),
        ("date:<3/2020", Range("date", None, 20200229)),
        ("date:..1950", Range("date", None, 19501231)),
        ("tahun:>2019", Range("year", 2020, None)),
        ("tahun:<2019", Range("year", None, 2018)),
        ("date:2025-01-01 .. 2025-02-01", Range("date", 20250101, 20250201)),
        ("tanggal: 2025", Range("date", 20250101, 20251231)),
        ("tahun: 2015.. 2019", Range("year", 2015, 2019)),
        ("tahun: >= 2019 surat", And((Range("year", 2019, None), Word("surat")))),
        ("tahun:2019 .. surat", And((Range("year", 2019, None), Word("surat")))),
        ('date:"2019 .. 2020"', Range("date", 20190101, 20201231)),
        ("perihal: jembatan", Word("jembatan", "subject")),
        ("perihal:(jembatan OR pajak)", Or((Word("jembatan", "subject"), Word("pajak", "subject")))),
        ("perihal:(a dari:b) c", And((Word("a", "subject"), Word("b", "sender"), Word("c")))),
        ("tahun:(2015 OR 2019)", Or((Range("year", 2015, 2015), Range("year", 2019, 2019)))),
        ("perihal:-a", Not(Word("a", "subject"))),
        ("Yth: Bapak", And((Word("yth"), Word("bapak")))),
        ("Yth:", Word("yth")),
        ("NOT (NOT a)", Word("a")),
        ('arah:"masuk"', Word("incoming", "direction")),
        ("year:1985..1990", Range("year", 1985, 1990)),
    ],
)
def test_a_query_is_understood(query: str, tree: Tree) -> None:
    parsed = parse(query)
    assert parsed.tree == tree
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("query", "place", "says", "searched"),
    [
        ("jalan (rusak", "(", "not closed", "jalan rusak"),
        ("jalan) rusak", ")", "too many", "jalan rusak"),
        ('jalan "rusak', '"', "quotation mark", "jalan rusak"),
        ('"a b" "jalan rusak (desa OR kota)', '"', "not closed", '"a b" jalan rusak (desa OR kota)'),
        ('jalan perihal:"rusak', '"', "quotation mark", "jalan subject:rusak"),
        ('jalan "', '"', "quotation mark", "jalan"),
        ("jalan “rusak", "“", "quotation mark", "jalan rusak"),
        ("date:“lama” jalan", "“lama”", "no date", "jalan"),
        ("jalan ()", "(", "nothing between", "jalan"),
        ("AND jalan", "AND", "both sides", "jalan"),
        ("jalan OR", "OR", "both sides", "jalan"),
        ("jalan NOT", "NOT", "needs a word", "jalan"),
        ("warna:merah jalan", "warna:", "no field warna", "warna merah jalan"),
        ("jalan perihal:", "perihal:", "needs a value", "jalan"),
        ("jalan perihal: dari:desa", "perihal:", "needs a value", "jalan sender:desa"),
        ("jalan tahun:(Yth: 2019)", "Yth:", "no date", "jalan year:2019..2019"),
        ("jalan perihal:()", "(", "nothing between", "jalan"),
        ("jalan perihal:*", "perihal:", "needs a value", "jalan"),
        ("jalan tahun: >= surat", ">=", "no date", "jalan surat"),
        ("jalan date:31/2/2019", "31/2/2019", "no date", "jalan"),
        ("jalan year:lama", "lama", "no date", "jalan"),
        ("jalan €", "€", "no letter or digit", "jalan"),
        # signs of other query languages
        ("jalan *an", "*an", "an was searched", "jalan an"),
        ("jalan j-em*tan", "j-em*tan", '"j em tan" was searched', 'jalan "j em tan"'),
        ("jalan b*n*g*u*n*an", "b*n*g*u*n*an", "at most 4", 'jalan "b n g u n an"'),
        ('"jalan desa"~51 rusak', "~51", "At most 50", '"jalan desa"~50 rusak'),
        ('"x y z w"~5 rusak', "~5", "At most 3", '"x y z w" rusak'),
        ("jalan NEAR", "NEAR", "both sides", "jalan"),
        ("(jalan) NEAR rusak", "NEAR", "both sides", "jalan rusak"),
        ("class?:R jalan", "class?:", "no field class?", "class r jalan"),
        ("lampiran:banyak jalan", "banyak", "no number", "jalan"),
        ("a?b", "a?b", '"a b" was searched', '"a b"'),
        ("jembatan^2 jalan", "^2", "^2 is not understood", "jembatan jalan"),
        ("(jalan desa)^2", "^2", "^2 is not understood", "jalan desa"),
        ("rapat~1", "1", "1 is not understood", "rapat~"),
        ('"jalan"~3 x', "~3", "~3 is not understood", '"jalan" x'),
        ("«jalan desa»~ x", "~", "~ is not understood", '"jalan desa" x'),
        ('no:"005 12"~3', "~3", "~3 is not understood", "number:005/12"),
        ("jalan-desa*", "*", "* is not understood", '"jalan desa"'),
        ("arah:mas*", "*", "* is not understood", "direction:mas"),
        ("j*", "*", "* needs 2 letters", "j"),
        ("ab~", "~", "~ needs 3 letters", "ab"),
    ],
)
def test_a_broken_query_points_at_the_place_and_searches_the_rest(
    query: str, place: str, says: str, searched: str
) -> None:
    parsed = parse(query)
    (problem,) = parsed.problems
    assert query[problem.start : problem.end] == place
    assert says in str(problem)
    assert said(parsed.tree) == searched


def test_the_marks_of_a_sentence_are_no_signs() -> None:
    assert parse('Di mana? Jalan "rusak"! **').problems == ()


def test_limits_on_length_depth_and_clauses() -> None:
    assert "longer" in str(parse("a" * 1100).problems[0])
    deep = parse("(" * (DEEPEST + 5) + "jalan OR desa" + ")" * (DEEPEST + 5) + " rusak")
    assert said(deep.tree) == "(jalan OR desa) rusak"
    (problem,) = deep.problems
    assert "deeper" in str(problem)
    assert (problem.start, problem.end) == (DEEPEST, DEEPEST + 1)
    assert parse("(" * DEEPEST + "jalan" + ")" * DEEPEST).problems == ()
    wide = parse(" ".join(f"w{n}" for n in range(MOST_WORDS + 9)))
    assert len(list(leaves(wide.tree))) == MOST_WORDS
    (problem,) = wide.problems
    assert f"at most {MOST_WORDS} plain words" in str(problem)
    for many, most in ((" OR ".join(f"w{n}" for n in range(99)), 21), (" ".join(f"w{n}*" for n in range(99)), 12)):
        assert len(list(leaves(parse(many).tree))) == most
    for many, most in ((" ".join(f"*w{n}y" for n in range(9)), 2), (" ".join(f'"a{n} b{n} c"~3' for n in range(9)), 1)):
        assert len(list(leaves(parse(many).tree))) == most


def test_what_is_asked_for_twice_is_asked_for_once() -> None:
    assert parse("jalan jalan OR desa OR jalan").tree == Or((Word("jalan"), Word("desa")))


def test_a_few_problems_are_told_and_how_many_more_there_are() -> None:
    query = "() " * 300
    assert [str(problem) for problem in parse(query).problems] == [
        "There is nothing between these parentheses.",
        "And 299 more.",
    ]
    many = parse("a:1 b:2 c:3 d:4 e:5 f:6 date:x date:y )")
    assert [str(problem)[:28] for problem in many.problems] == [
        "There is no field a; it was ",
        "There is no field b; it was ",
        "There is no field c; it was ",
        "x is no date; write 2019, 20",
        "There is a closing parenthes",
        "And 4 more.",
    ]
    (problem,) = parse("€" * 500).problems
    assert len(str(problem)) < 100


@given(st.text(max_size=LONGEST + 50))
def test_any_text_is_a_query(text: str) -> None:
    parsed = parse(text)
    assert all(0 <= problem.start <= problem.end <= max(len(text), 1) for problem in parsed.problems)
    assert all(str(problem) for problem in parsed.problems)


MEANING = sorted(SPEAKING | SPOKEN | {"2019", "sejak", "sampai", "tanggal"})
"""Words that mean more in a sentence than themselves."""


def meaning(number: int) -> str:
    return MEANING[number]


words = st.one_of(
    st.text(alphabet="abcdefghij0123456789", min_size=3, max_size=8),
    st.integers(0, len(MEANING) - 1).map(meaning),
)
fields = st.sampled_from([None, *(name for name, kind in FIELDS.items() if kind == "text")])
numbers = st.sampled_from([None, *(name for name, kind in FIELDS.items() if kind == "number")])
leans = st.sampled_from(sorted(name for name in LEANING if FIELDS[name] == "text"))
several = st.lists(words, min_size=2, max_size=4).map(tuple)
plain = st.one_of(
    st.builds(Word, words, fields),
    st.builds(Word, words, lean=leans),
    st.builds(Phrase, several, fields),
    st.builds(Phrase, several, lean=leans),
    st.builds(Near, st.lists(words, min_size=2, max_size=3, unique=True).map(tuple), st.integers(0, 50), fields),
    st.builds(Number, st.lists(words, min_size=1, max_size=4).map(tuple), st.sampled_from(["number", "references"])),
    st.builds(Number, several, lean=st.sampled_from(["number", "references"])),
    st.builds(Prefix, words.filter(lambda word: len(word) > 1), st.one_of(fields, numbers)),
    st.builds(Pattern, st.builds("{}*{}".format, *[st.text("abcd", min_size=2, max_size=5)] * 2), fields),
    st.builds(Fuzzy, words.filter(lambda word: len(word) > 2), fields),
    st.just(Range("date", 20190101, 20190405)),
    st.just(Range("deadline", None, 20190405)),
    st.just(Range("year", 1985, None)),
    st.just(Range("enclosures", 1, 3)),
)


def joined(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    lists = st.lists(children, min_size=2, max_size=3, unique=True)
    ands = lists.map(lambda parts: And(tuple(part for part in parts if not isinstance(part, And))))
    ors = lists.map(lambda parts: Or(tuple(part for part in parts if not isinstance(part, Or))))
    negated = children.filter(lambda child: not isinstance(child, Not)).map(Not)
    some = st.one_of(ands, ors).filter(lambda tree: len(tree.children) > 1)
    return st.one_of(some, negated)


def modest(tree: Tree) -> bool:
    """Whether a tree asks for no more than a query may."""
    return not any("too much" in str(problem) for problem in parse(written(tree), TODAY).problems)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(st.recursive(plain, joined, max_leaves=8).filter(modest))
def test_a_tree_said_again_parses_to_itself(tree: Tree) -> None:
    parsed = parse(written(tree), TODAY)
    assert parsed.problems == ()
    assert parsed.tree == tree


days = st.dates().flatmap(
    lambda day: st.sampled_from(
        [f"{day.year:04}", f"{day:%m}/{day.year:04}", f"{day.year:04}-{day:%m-%d}", f"{day:%d.%m}.{day.year:04}"]
    )
)
spans = st.one_of(
    days,
    st.builds("{}{}".format, st.sampled_from([">", ">=", "<", "<=", ".."]), days),
    st.builds("{}..".format, days),
    st.builds("{}..{}".format, days, days),
)
parts = st.one_of(
    st.builds("date:{}".format, spans),
    st.builds("year:{}".format, spans),
    st.sampled_from(
        [
            "surat",
            "ab*",
            "jembtan~",
            "a/b",
            "É",
            "arah:",
            "perihal:",
            "tahun:",
            "warna:",
            "masuk",
            "x:y",
            "..",
            "2019",
            ">=",
            "sender?:",
            "dari ",
            " tentang ",
            "maret 2019",
            " bulan lalu ",
            "jawaban surat ",
            "no 12 tahun 2019",
            "5/12/2019",
            " NEAR/3 ",
            "jem*tan",
            '"jalan desa"~4',
            "the letter ",
            "sejak ",
            " sampai ",
        ]
    ),
    st.sampled_from(["(", ")", '"', "-", "+", " ", " ", " AND ", " OR ", " NOT "]),
)


@given(st.lists(parts, max_size=20).map("".join))
def test_what_a_query_was_taken_for_parses_to_the_same_again(query: str) -> None:
    tree = parse(query, TODAY).tree
    assert parse(written(tree), TODAY).tree == tree


@given(st.lists(parts, max_size=20).map("".join), st.sampled_from("“”„«»"))
def test_a_quotation_mark_may_have_any_form(query: str, mark: str) -> None:
    straight, other = parse(query), parse(query.replace('"', mark))
    assert other == straight


@given(spans)
def test_a_range_has_days_of_the_calendar_for_its_ends(text: str) -> None:
    for day in span(text, TODAY) or ():
        assert day is None or date(day // 10_000, day // 100 % 100, day % 100)


@pytest.mark.parametrize(
    "text",
    ["", "x", "2019-13", "32/1/2019", "0/2019", "0000", ">9999", "<0001", "..", "2019..x", "1.2.3.4", ">", "29/2/2019"],
)
def test_what_is_no_date(text: str) -> None:
    assert span(text, TODAY) is None
    assert years(text, TODAY) is None


def test_operators_are_words_in_capitals() -> None:
    assert all(word.isupper() or not word.isalpha() for word in OPERATORS)
