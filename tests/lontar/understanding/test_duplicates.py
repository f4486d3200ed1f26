"""The same letter taken in twice: shown to whoever may read both, told apart by a person for ever, never merged."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lontar import undoing
from lontar.journey import arrive
from lontar.letters import show
from lontar.settle import settle
from lontar.understanding import linking
from lontar.understanding.duplicates import duplicates
from lontar.wiring import House
from office.access import Reader, installation
from schemas.letter import Letter
from store.changes import Changes
from tests import files
from tests.lontar.threaded import ALL, reader

TEXT = (
    "Nomor : 005/112/KEC.RWB/2019",
    "Dengan hormat, sehubungan dengan rapat persiapan pembangunan jembatan",
    "gantung di Desa Cempaka, kami mengharap kehadiran Saudara pada hari",
    "Senin di aula kecamatan dengan membawa daftar warga yang terkena",
    "pelebaran jalan dan surat kuasa pemilik tanah beserta salinannya.",
)


def taken_in(house: House, folder: Path, name: str, content: bytes, unit: str = "office") -> str:
    (arrived,) = arrive(house, files.written(folder, name, content), name, installation("tests"), unit=unit)
    settle(house, 1)
    return str(arrived.id)


def seen(house: House, id: str, who: Reader = ALL) -> list[tuple[str, str]]:
    return [(one["letter"]["id"], one["kind"]) for one in show(house, who, id)["duplicates"]]


def opened_by(house: House, id: str, *grants: str) -> None:
    letter = house.store.load(Letter, id)
    letter.grants = list(grants)
    house.store.commit(Changes.of(letter))


@pytest.mark.everywhere
def test_another_image_of_a_letter_is_its_double_until_a_person_tells_them_apart(house: House, tmp_path: Path) -> None:
    first = taken_in(house, tmp_path, "a.pdf", files.pdf(TEXT))
    again = taken_in(house, tmp_path, "b.pdf", files.pdf(TEXT) + b"\n% scanned anew")
    other = taken_in(house, tmp_path, "c.pdf", files.pdf((TEXT[0].replace("112", "113"), *TEXT[1:])))
    assert (seen(house, first), seen(house, again)) == ([(again, "scan")], [(first, "scan")])
    assert seen(house, other) == []
    done = linking.tell_apart(house, ALL, first, again)
    assert (seen(house, first), seen(house, again)) == ([], [])
    assert linking.tell_apart(house, ALL, first, again) == []
    undoing.undo(house, ALL, first, done)
    assert seen(house, again) == [(first, "scan")]


@pytest.mark.everywhere
def test_the_same_bytes_in_two_units(house: House, tmp_path: Path) -> None:
    first = taken_in(house, tmp_path, "a.pdf", files.pdf(TEXT), "one")
    second = taken_in(house, tmp_path, "a.pdf", files.pdf(TEXT), "two")
    assert seen(house, first) == [(second, "file")]
    opened_by(house, second, "unit:two")
    assert seen(house, first, reader(*house.store.load(Letter, first).grants)) == []
    undoing.withdraw(house, ALL, second, "twice")
    assert seen(house, first) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_all_that_is_shown_may_be_read(house: House, tmp_path: Path, data: st.DataObject) -> None:
    keys = st.sets(st.sampled_from(["unit:a", "unit:b", "unit:c"]), min_size=1)
    ids = [row["_id"] for row in house.store.every(Letter, fields=())]
    ids = ids or [taken_in(house, tmp_path, f"{n}.pdf", files.pdf(TEXT) + b"\n%% %d" % n) for n in range(4)]
    for id in ids:
        opened_by(house, id, *sorted(data.draw(keys)))
    held = data.draw(keys)
    for row in house.store.every(Letter):
        found = duplicates(house, reader(*held), row)
        expected = {other["_id"] for other in house.store.every(Letter) if set(other["grants"]) & held} - {row["_id"]}
        assert {one.letter["_id"] for one in found} == expected
