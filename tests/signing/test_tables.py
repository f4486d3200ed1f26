"""Tables of contents that are added behind a signature, by which some readers would show another letter."""

from collections.abc import Callable

import pytest

from bench.signed import Authorities
from signing.trust import Trust
from signing.verifying import verify
from tests.signing.revisions import (
    CONTENTS,
    EVIL,
    FREE,
    PAGE,
    appended,
    body,
    letter,
    line,
    place_of,
    size_of,
    streamed,
)
from tests.signing.said import NOW, codes

HOLE = 99
"""A number of which a signed page speaks, without its being there."""


def packed_twice(data: bytes, numbers: tuple[int, int], index: int) -> bytes:
    """The page, packed with another that shows other contents: as the first or the second of a stream."""
    page = body(data, PAGE)
    other = page.replace(b"/Contents %d 0 R" % CONTENTS, b"/Contents %d 0 R" % FREE)
    head = b"%d 0 %d %d " % (numbers[0], numbers[1], len(page) + 1)
    packed = head + page + b" " + other
    about = b"/Type /ObjStm /N 2 /First %d /Length %d" % (len(head), len(packed))
    stream = b"401 0 obj\n<< %b >>\nstream\n%b\nendstream\nendobj\n" % (about, packed)
    return streamed(data, stream, lambda place: [(PAGE, 2, 401, index), (401, 1, place, 0)])


def hybrid(data: bytes) -> bytes:
    """A table that names a second one, in which the contents of the page are others."""
    first = appended(data, {FREE: EVIL})
    place = first.rindex(b"%d 0 obj" % FREE)
    stream = b"%c%b%b" % (1, place.to_bytes(4), bytes(2))
    about = b"/Type /XRef /Size 501 /W [1 4 2] /Index [%d 1] /Length %d" % (CONTENTS, len(stream))
    table = b"<< %b >>\nstream\n%b\nendstream" % (about, stream)
    second = len(data.rstrip(b"\n")) + 1 + len(b"%d 0 obj\n%b\nendobj\n" % (CONTENTS, EVIL))
    return appended(data, {CONTENTS: EVIL, 500: table}, lambda _: [], b"/XRefStm %d" % second)


BY_TABLE: dict[str, Callable[[bytes], bytes]] = {
    "other contents": lambda data: appended(data, {CONTENTS: EVIL}),
    "another generation": lambda data: appended(data, {CONTENTS: EVIL}, generation=1),
    "a generation too high": lambda data: appended(data, {CONTENTS: EVIL}, generation=70_000),
    "listed twice": lambda data: appended(
        data,
        {CONTENTS: EVIL},
        lambda at: [(CONTENTS, line(at[CONTENTS])), (CONTENTS, line(data.index(b"%d 0 obj" % CONTENTS)))],
    ),
    "an entry of no kind": lambda data: appended(
        data, {CONTENTS: EVIL}, lambda at: [(CONTENTS, line(at[CONTENTS], kind=b"m"))]
    ),
    "listed nowhere": lambda data: appended(data, {CONTENTS: EVIL}, lambda _: []),
    "listed nowhere, by a comment": lambda data: appended(
        data, {FREE: b"<< >>\nendobj\n%d 0 %%\nobj %b" % (CONTENTS, EVIL)}
    ),
    "at the place of another": lambda data: appended(
        data, {CONTENTS: EVIL}, lambda at: [(FREE, line(at[CONTENTS]))], size=FREE + 1
    ),
    "freed": lambda data: appended(data, {}, lambda _: [(CONTENTS, line(0, 1, b"f"))]),
    "freed without a generation": lambda data: appended(data, {}, lambda _: [(CONTENTS, line(0, 0, b"f"))]),
    "freed for good": lambda data: appended(data, {}, lambda _: [(CONTENTS, line(0, 65535, b"f"))]),
    "freed for too long": lambda data: appended(data, {}, lambda _: [(CONTENTS, line(0, 99_999, b"f"))]),
    "of fewer objects": lambda data: appended(data, {}, size=CONTENTS),
    "beside its place": lambda data: appended(data, {}, off=1),
    "before its place": lambda data: appended(data, {}, off=-3),
    "without what was signed": lambda data: appended(data, {}, previous=place_of(letter())),
    "a loop": lambda data: appended(data, {}, previous=len(data) + 1),
    "locked": lambda data: appended(data, {}, trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 >>"),
    "an older end": lambda data: data + b"startxref\n%d\n%%%%EOF\n" % place_of(letter()),
    "hybrid": hybrid,
    "streamed": lambda data: streamed(
        data, b"%d 0 obj\n%b\nendobj\n" % (CONTENTS, EVIL), lambda at: [(CONTENTS, 1, at, 0)]
    ),
    "streamed, of no kind": lambda data: streamed(data, b"", lambda _: [(CONTENTS, 3, 0, 0)]),
    "packed twice": lambda data: packed_twice(data, (PAGE, PAGE), 1),
    "packed under a wrong index": lambda data: packed_twice(data, (PAGE, FREE), 1),
    "packed, another page": lambda data: packed_twice(data, (FREE, PAGE), 1),
}


@pytest.mark.parametrize("how", BY_TABLE)
def test_no_table_shows_any_reader_another_letter(signed_letter: bytes, with_lists: Trust, how: str) -> None:
    found = verify(BY_TABLE[how](signed_letter), with_lists, NOW)
    assert found.verdict != "valid", codes(found)
    assert all(one.verdict != "valid" or "objects-after-end" in codes(found) for one in found.signatures)


def test_a_hole_left_for_what_comes_later(office: Authorities, with_lists: Trust) -> None:
    """The page that was signed speaks of contents that are not there yet."""
    page = body(letter(), PAGE).replace(b"%d 0 R" % CONTENTS, b"[ %d 0 R %d 0 R ]" % (CONTENTS, HOLE))
    for objects in ({PAGE: page}, {PAGE: page, HOLE + 1: b"<< >>"}):
        signed = office.sign(appended(letter(), objects), at=NOW)
        assert verify(signed, with_lists, NOW).verdict == "valid"
        found = verify(appended(signed, {HOLE: EVIL}), with_lists, NOW)
        assert (found.verdict, codes(found)) == ("invalid", {"changed-after"})


def test_more_objects_than_the_signed_file_says_that_it_has(office: Authorities, with_lists: Trust) -> None:
    """What has a number above that is taken for new, though it was signed."""
    signed = office.sign(appended(letter(), {FREE: b"<< >>"}), at=NOW)
    less = signed.replace(b"/Size %d" % size_of(signed), b"/Size 300")
    cut = verify(appended(less, {FREE: b"<< /Changed true >>"}), with_lists, NOW)
    assert cut.verdict != "valid"
