"""Letters exported as a bag: whole, provable, of what the reader may read, with a word on what is not in it."""

import io
import json
import tracemalloc
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import bagit
import pytest

from lontar.journey import arrive
from lontar.many import casefiles
from lontar.many.bagging import FAILED, Packing
from lontar.reading.copies import copy_of
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import Reader
from paper.sandbox import Sandbox
from schemas.errors import LontarError
from schemas.letter import Letter
from store.contract import Row
from tests import documents, files
from tests.lontar.bare import bare, person
from tests.lontar.jobbing import done

ODD = ("Surat: “Édaran” / no?.pdf", "CON.pdf", "." * 40 + "a.pdf")


class NoCopy(LontarError):
    code = "test-no-copy"
    sentence = "There is no copy."


def none(_: Row) -> Path:
    raise NoCopy


def packed(packing: Packing, folder: Path) -> bagit.Bag:
    with zipfile.ZipFile(io.BytesIO(b"".join(packing.pieces()))) as archive:
        archive.extractall(folder)
    (root,) = folder.iterdir()
    return bagit.Bag(str(root))


def brought(house: House, console: Reader, folder: Path) -> list[str]:
    """A letter of each odd name, a mail with an enclosure, and a file that cannot be read."""
    mail = documents.mail("Jadwal ronda", "Terlampir.")
    mail.add_attachment(files.pdf(), maintype="application", subtype="pdf", filename="jadwal\u202egpj.pdf")
    contents = dict.fromkeys(ODD, files.pdf()) | {"surat.eml": bytes(mail), "sobek.pdf": files.pdf()[:300]}
    ids = []
    for number, (name, content) in enumerate(contents.items()):
        path = files.written(folder, f"{number}{Path(name).suffix}", content + b"\n%" + str(number).encode())
        ids += [one.id for one in arrive(house, path, name, console, unit="setda")]
    settle(house, 1)
    return [str(id) for id in ids]


def test_letters_with_odd_names_become_a_bag_that_validates(house: House, console: Reader, tmp_path: Path) -> None:
    demo.found(house.store)
    ids = brought(house, console, tmp_path)
    file = casefiles.make(house, console, "setda", number="005/1", code="005", title="Jembatan")
    done(house, console, ids[:1], "file", casefile=file.id)
    with Sandbox(house.settings.paper) as sandbox:
        packing = Packing(house, console, ids, lambda row: copy_of(house, sandbox, row, "pdf"), "jembatan", "J1")
        bag = packed(packing, tmp_path / "bag")
    bag.validate()
    assert bag.info["Lontar-Letters"] == str(len(ids))
    root = Path(str(bag.path)) / "data"
    first = root / ids[0]
    assert sorted(path.name for path in first.iterdir()) == [
        "copy.pdf", "dublin-core.xml", "metadata.json", "originals", "text.txt",
    ]  # fmt: skip
    said = json.loads((first / "metadata.json").read_text("utf-8"))
    assert said["casefile"]["said"] == "005/1 Jembatan"
    assert said["files"][0]["name"] == ODD[0].replace("/", "-") or said["files"][0]["name"]
    assert "jembatan gantung" in (first / "text.txt").read_text("utf-8")
    terms = {
        element.tag.rpartition("}")[2]: element.text
        for element in ElementTree.parse(first / "dublin-core.xml").getroot()
    }
    assert terms["title"] == "Perbaikan jembatan gantung"
    broken = [(id, name) for id, name, _ in packing.failed]
    assert (ids[-1], "copy.pdf") in broken
    assert ids[-1] in (root / FAILED).read_text("utf-8-sig")
    assert bag.info["Lontar-Not-Included"] == str(len(broken))


def test_only_what_the_reader_may_read_is_in_it(house: House, tmp_path: Path) -> None:
    demo.found(house.store)
    mine, others = bare(house, 1), bare(house, 1, unit="distan")
    packing = Packing(house, person(house, "arsiparis"), [*mine, *others], none, "", "J2")
    bag = packed(packing, tmp_path / "bag")
    bag.validate()
    assert others[0] not in "".join(bag.entries)
    assert bag.info["Lontar-Letters"] == "1"
    assert {id for id, _, _ in packing.failed} == set(mine)


def test_an_original_that_is_no_longer_as_it_was_is_named(
    house: House, console: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files.written(tmp_path, "surat.pdf", files.pdf())
    (one,) = arrive(house, path, "surat.pdf", console)
    monkeypatch.setattr(type(house.originals), "open", lambda *_: io.BytesIO(b"other bytes"))
    packing = Packing(house, console, [str(one.id)], none, "", "J3")
    packed(packing, tmp_path / "bag").validate()
    assert any("no longer those that were received" in why for _, _, why in packing.failed)
    assert house.store.count(Letter) == 1


def test_a_thousand_letters_hold_no_more_memory_than_a_hundred(house: House, console: Reader) -> None:
    ids = bare(house, 1000)

    def peak(some: list[str]) -> int:
        packing = Packing(house, console, some, none, "", "J4")
        packing.failed = _Counted()
        tracemalloc.start()
        for piece in packing.pieces():
            assert piece is not None
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(ids[:10])
    assert peak(ids) < peak(ids[:100]) + 2_000_000


class _Counted(list[tuple[str, str, str]]):
    """Every bare letter lacks its original: what is told of each is not what is measured."""

    def append(self, _: tuple[str, str, str], /) -> None:
        pass
