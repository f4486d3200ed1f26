"""Letterheads are known again however they were read, and never taken for another office's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields import sheets_of
from ingest.lessons import is_same, letterhead_of
from samples.offices import offices
from tests.ingest.fields.pages import centred, page

HEAD = ("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS PEKERJAAN UMUM", "Jalan Merdeka 5 Sukamaju Telepon (0299) 451234")
REST = "\n\nNomor : 005/12/DPU/2019\nHal   : Undangan\n"


def head_of(*lines: str, rest: str = REST) -> tuple[str, ...]:
    return letterhead_of(sheets_of([(1, page(centred(*lines) + rest))])[0])


def test_it_is_what_stands_above_the_labels() -> None:
    assert head_of(*HEAD) == (
        "pemerintah kabupaten sukamaju",
        "dinas pekerjaan umum",
        "jalan merdeka sukamaju telepon",
    )


def test_what_differs_from_letter_to_letter_is_no_part_of_it() -> None:
    plain = head_of(*HEAD)
    dated = head_of(*HEAD, rest="\n\n" + " " * 60 + "Sukamaju, 12 Mei 2019" + REST)
    assert is_same(plain, dated)
    assert is_same(plain, head_of(HEAD[0] + "     005/12/DPU/2019", *HEAD[1:]))
    assert is_same(plain, head_of(*HEAD[:2], "Jalan Merdeka 5 Sukamaju Telepon (0299) 459999"))


@pytest.mark.parametrize(
    "read",
    [
        ("PEMERNTAH KABUPATEN SUKAMAIU", "DINAS PEKERIAAN UMUM", HEAD[2]),
        ("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS PEKERJAAN UMUM"),
        ("~ '", *HEAD),
    ],
)
def test_it_is_known_again_where_it_was_misread_or_a_line_was_lost(read: tuple[str, ...]) -> None:
    assert is_same(head_of(*HEAD), head_of(*read))


def test_schools_of_one_town_are_told_apart_by_their_figures() -> None:
    one, other = (head_of("DINAS PENDIDIKAN", f"SD NEGERI {number} RAWABENING", HEAD[2]) for number in (1, 2))
    assert not is_same(one, other)


def test_a_paper_without_a_letterhead_belongs_to_nobody() -> None:
    assert head_of("12 Mei 2019") == ()
    assert not is_same((), ())


@given(st.data())
def test_two_offices_of_one_regency_never_share_a_letterhead(data: st.DataObject) -> None:
    known = [one for one in offices() if one.kind != "company"]
    one, other = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True))
    heads = [
        head_of("PEMERINTAH KABUPATEN SUKAMAJU", *(above.upper() for above in office.above), office.name.upper(),
                f"{office.street} {office.town} Telepon (0299) 451234")
        for office in (one, other)
    ]  # fmt: skip
    assert not is_same(*heads)
    assert is_same(heads[0], heads[0])
