"""Signatures that were never made, or made over something else, and files in which one hides from the first look."""

import io
import pickle
import random
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bench.signed import Authorities
from lontar.settings import Settings, load
from lontar.verifying.checked import checked, verifier
from paper.sandbox import Sandbox
from signing.trust import Trust
from signing.verdict import VERDICTS, Verdict
from signing.verifying import verify
from tests.signing.revisions import CONTENTS, EVIL, appended, body, letter
from tests.signing.said import NOW, codes
from tests.signing.test_tables import BY_TABLE


@pytest.fixture(scope="module")
def folder(office: Authorities, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office.trust(tmp_path_factory.mktemp("trust"), NOW)


@pytest.fixture(scope="module")
def signed(office: Authorities) -> bytes:
    return office.sign(letter(), at=NOW)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load({}, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def sandbox(settings: Settings) -> Iterator[Sandbox]:
    with verifier(settings) as found:
        yield found


def with_entry(data: bytes, key: bytes, value: bytes) -> bytes:
    """With another value, in as many bytes where it is not longer."""
    found = re.search(key + rb"\s*[\[<][^\]>]*[\]>]", data)
    assert found
    return data[: found.start()] + value.ljust(found.end() - found.start()) + data[found.end() :]


RANGES = (
    *(b"", b"/ByteRange null", b"/ByteRange []", b"/ByteRange [0 0 0 0]", b"/ByteRange [0 -9 0 0]", b"/ByteRange /X"),
    *(b"/ByteRange [0 9]", b"/ByteRange [0 99999999999 9 1]", b"/ByteRange [(0) (1) (2) (3)]", b"/ByteRange 1 0 R"),
    *(b"/ByteRange [0 1.5 2 3]", b"/ByteRange [0 1 2 3 4 5]", b"/ByteRang3 [0 1 2 3]", b"/ByteRange << >>"),
)
CONTAINERS = (
    *(b"", b"/Contents null", b"/Contents <>", b"/Contents <00>", b"/Contents /X", b"/Contents 0", b"/Contents 1 0 R"),
    *(
        b"/Contents <" + b"00" * 500 + b">",
        b"/Contents <3000>",
        b"/Contents <30820fff>",
        b"/Contents <" + b"3080" * 900,
    ),
)


@pytest.mark.parametrize(
    ("key", "value"),
    [*((b"/ByteRange", one) for one in RANGES), *((b"/Contents(?= <)", one) for one in CONTAINERS)],
)
def test_a_signature_without_what_makes_one(signed: bytes, with_lists: Trust, key: bytes, value: bytes) -> None:
    """Universal forgery: readers once took such for valid."""
    found = verify(with_entry(signed, key, value), with_lists, NOW)
    assert found.verdict in ("unverifiable", "invalid")
    assert not any(one.intact for one in found.signatures)


def test_a_signature_over_something_else(signed: bytes, with_lists: Trust) -> None:
    """Wrapping: the signed bytes are moved, and others stand where a reader looks."""
    numbers = re.search(rb"/ByteRange \[ ?(\d+) (\d+) (\d+) (\d+)", signed)
    assert numbers
    first, second, length = (int(numbers[part]) for part in (2, 3, 4))
    more = b"\n%d 0 obj\n%b\nendobj\n" % (CONTENTS, EVIL)
    moved = with_entry(
        signed[:second] + more + signed[second:],
        b"/ByteRange",
        b"/ByteRange [0 %d %d %d]" % (*(first, second + len(more), length),),
    )
    behind_zeros = signed[: second - 401] + b">" + more.ljust(399) + b">" + signed[second:]
    of_old = int(re.findall(rb"\n(\d+) 0 obj", signed[: signed.index(b"/ByteRange")])[-1])
    copied = appended(signed, {of_old: body(signed, of_old), CONTENTS: EVIL})
    for forged in (moved, behind_zeros, copied):
        found = verify(forged, with_lists, NOW)
        assert found.verdict != "valid"
        assert not any(one.intact for one in found.signatures)


HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "range": lambda data: data.replace(b"/ByteRange", b"/Byte#52ange"),
    "all of the range": lambda data: data.replace(b"/ByteRange", b"/#42#79#74#65#52#61#6e#67#65"),
    "capitals": lambda data: data.replace(b"/ByteRange", b"/ByteRan#67#65").replace(b"/Sig", b"/S#69g"),
    "kind": lambda data: data.replace(b"/Sig ", b"/#53ig ").replace(b"/Sig\n", b"/#53ig\n"),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_name_may_be_spelled_in_many_ways(
    signed: bytes, sandbox: Sandbox, settings: Settings, tmp_path: Path, how: str
) -> None:
    path = tmp_path / "spelled.pdf"
    path.write_bytes(HIDDEN[how](signed))
    assert checked(sandbox, path, settings, at=NOW, trust=[]).verdict in ("invalid", "unverifiable")


def _filled(entries: dict[str, Any]) -> bytes:
    """A field with what says that it is a signature, all of it packed in a stream of objects."""
    with pikepdf.open(io.BytesIO(letter())) as document:
        value = document.make_indirect(pikepdf.Dictionary({"/Contents": pikepdf.String(b"x"), **entries}))
        one = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("S"), V=value))
        document.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array([one]))
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def test_a_field_that_is_packed_or_locked_away(
    sandbox: Sandbox, settings: Settings, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "packed.pdf"

    def looked(data: bytes) -> Verdict:
        path.write_bytes(data)
        return checked(sandbox, path, settings, at=NOW, trust=[folder])

    for entries in ({}, {"/ByteRange": [0, 1, 2, 3], "/SubFilter": pikepdf.Name("/ETSI.CAdES.detached")}):
        data = _filled(entries)
        assert b"/Sig" not in data.replace(b"/SigFlags", b"")
        assert looked(data).verdict == "unverifiable"
    assert codes(looked(letter(packed=True))) == {"no-signature"}
    for passphrase in ("", "rahasia"):
        with pikepdf.open(io.BytesIO(letter())) as document:
            out = io.BytesIO()
            lock = pikepdf.Encryption(user=passphrase, owner="pemilik")
            document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=lock)
        assert codes(looked(out.getvalue())) == {"no-signature"}


def test_a_verdict_holds_on_to_nothing_of_the_file(signed: bytes, with_lists: Trust) -> None:
    """It is sent from one process to another: the name of a field once took all of the file with it."""
    for data in (signed, with_entry(signed, b"/ByteRange", b"/ByteRange null"), _filled({})):
        found = verify(data, with_lists, NOW)
        assert found.signatures
        assert len(pickle.dumps(found)) < 2_500


def torn(data: bytes, chance: random.Random) -> bytes:
    """The file with one thing done to it, of those that happen and those that are done."""
    out = bytearray(data)
    at, other, length = chance.randrange(len(out)), chance.randrange(len(out)), chance.randrange(1, 2_000)
    match chance.randrange(7):
        case 0:
            for _ in range(chance.randrange(1, 40)):
                out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
        case 1:
            del out[at:]
        case 2:
            del out[at : at + length]
        case 3:
            out[at:at] = out[other : other + length]
        case 4:
            out[at : at + length], out[other : other + length] = out[other : other + length], out[at : at + length]
        case 5:
            out[at:at] = chance.randbytes(length)
        case _:  # one number becomes another
            numbers = list(re.finditer(rb"(?<=[ \[])\d+(?=[ \]\n])", data))
            found = chance.choice(numbers)
            out[found.start() : found.end()] = str(chance.choice((0, 1, 3, 99, 2**31, 10**12))).encode()
    return bytes(out)


def _torn(sources: list[bytes], number: int) -> Iterator[tuple[bytes, bytes]]:
    for seed in range(number):
        chance = random.Random(seed)
        source = chance.choice(sources)
        out = source
        for _ in range(chance.choice((1, 1, 2, 4))):
            out = torn(out, chance) if out else out
        yield source, out


@pytest.mark.full
def test_two_thousand_torn_files(
    office: Authorities, sandbox: Sandbox, settings: Settings, folder: Path, tmp_path: Path
) -> None:
    """No crash, a verdict for each within its limits; and none is valid in which a signed byte is another one."""
    packed = office.sign(letter(packed=True), "B-LTA", at=NOW)
    sources = [
        *(office.sign(letter(), level, at=NOW) for level in ("B-B", "B-LT", "B-LTA")),
        *(packed, office.renewed(packed, NOW), office.sign(packed, "B-LT", at=NOW, field_name="Kedua")),
    ]
    path = tmp_path / "torn.pdf"
    seen = dict.fromkeys(VERDICTS, 0)
    for source, out in _torn(sources, 2_000):
        path.write_bytes(out)
        found = checked(sandbox, path, settings, at=NOW, trust=[folder])
        seen[found.verdict] += 1
        if found.verdict == "valid":
            assert _covered(out) == _covered(source), "what was signed is another file"
    assert min(seen.values()) > 10, seen


def _covered(data: bytes) -> list[bytes]:
    """What the first signature covers."""
    found = re.search(rb"/ByteRange \[ ?0 (\d+) (\d+) (\d+)", data)
    assert found
    first, second, length = (int(part) for part in found.groups())
    return [data[:first], data[second : second + length]]


@pytest.mark.full
def test_two_ways_of_adding_at_once(office: Authorities, with_lists: Trust) -> None:
    """What one attack leaves behind is not excused by another."""
    signed = office.sign(letter(), "B-LTA", at=NOW)
    for one, other in combinations(BY_TABLE, 2):
        try:
            twice = BY_TABLE[other](BY_TABLE[one](signed))
        except (ValueError, IndexError):  # the first left nothing for the second to begin with
            continue
        assert verify(twice, with_lists, NOW).verdict != "valid", (one, other)
