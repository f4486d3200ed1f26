"""Uploads: kept piece by piece, handed on exactly once, left ones swept up."""

import errno
import hashlib
import io
import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from lontar.errors import FileTooLarge, UploadGone, WrongOffset
from lontar.intake import partials, upload_list, uploads
from lontar.intake.received import received, summary
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from office.access import Reader, reader_of
from schemas.errors import Conflict, DiskFull, WrongUse
from schemas.letter import Letter
from schemas.person import Person
from schemas.stored import now
from schemas.upload import Upload
from store import disk
from store.changes import Changes
from tests import files

CONTENT = files.pdf()


class Cut(io.BytesIO):
    """A stream whose connection breaks at its end."""

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        if not found:
            raise ConnectionResetError
        return found


@pytest.fixture
def reader(house: House) -> Reader:
    demo.found(house.store)
    (row,) = house.store.find(Person, {"login": "arsiparis@sukamaju.example"})
    return reader_of(house.store, row["_id"])


def whole(house: House, reader: Reader, content: bytes = CONTENT, name: str = "surat.pdf") -> Upload:
    upload = uploads.begin(house, reader, name=name, size=len(content))
    return uploads.append(house, upload, 0, io.BytesIO(content), reader)


def test_a_whole_file_becomes_a_letter_and_leaves_nothing_behind(house: House, reader: Reader) -> None:
    upload = whole(house, reader)
    assert (upload.state, upload.sha256) == ("stored", hashlib.sha256(CONTENT).hexdigest())
    assert house.store.get(Letter, upload.results[0]["id"])["files"][0]["sha256"] == upload.sha256
    assert not list((house.settings.home / "uploads").iterdir())
    assert whole(house, reader, name="lagi.pdf").state == "duplicate"
    assert whole(house, reader, b"").results[0]["error"]["code"] == "empty-file"


def test_what_came_before_a_cut_is_kept_and_the_rest_goes_on_from_there(house: House, reader: Reader) -> None:
    upload = uploads.begin(house, reader, name="surat.pdf", size=len(CONTENT))
    with pytest.raises(ConnectionResetError):
        uploads.append(house, upload, 0, Cut(CONTENT[:500]), reader)
    upload = house.store.load(Upload, upload.id)
    assert upload.offset == 500
    with pytest.raises(WrongOffset):
        uploads.append(house, upload, 0, io.BytesIO(CONTENT), reader)
    assert uploads.append(house, upload, 500, io.BytesIO(CONTENT[500:]), reader).state == "stored"


def test_an_older_request_stops_when_a_newer_one_took_the_upload_over(house: House, reader: Reader) -> None:
    upload = uploads.begin(house, reader, name="surat.pdf", size=len(CONTENT))
    older = house.store.load(Upload, upload.id)

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            newer = house.store.load(Upload, upload.id)
            if newer.offset == 0:
                uploads.append(house, newer, 0, io.BytesIO(CONTENT[:700]), reader)
            return super().read(size)

    with pytest.raises(Conflict):
        uploads.append(house, older, 0, Slow(b"x" * 300), reader)
    upload = uploads.append(house, house.store.load(Upload, upload.id), 700, io.BytesIO(CONTENT[700:]), reader)
    assert upload.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_finishing_again_after_a_crash_gives_the_same_letter_and_the_same_answer(
    house: House, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = files.packed({"a.pdf": files.pdf(("A",)), "b.pdf": files.pdf(("B",))})
    upload = uploads.begin(house, reader, name="paket.zip", size=len(content))
    with monkeypatch.context() as patch:
        patch.setattr(uploads, "_outcome", lambda arrived: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):  # the letters are committed, the answer is not
            uploads.append(house, upload, 0, io.BytesIO(content), reader)
    assert house.store.count(Letter) == 2
    upload = house.store.load(Upload, upload.id)
    assert (upload.state, upload.offset) == ("uploading", len(content))
    upload = uploads.append(house, upload, len(content), io.BytesIO(b""), reader)
    assert [one["status"] for one in upload.results] == ["registered", "registered"]
    assert uploads.append(house, upload, len(content), io.BytesIO(b""), reader).results == upload.results
    assert house.store.count(Letter) == 2


def test_the_same_bytes_from_two_clients_at_once_are_one_letter(house: House, reader: Reader) -> None:
    ready, ended = threading.Barrier(4), []

    def send() -> None:
        ready.wait()
        ended.append(whole(house, reader))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.state for one in ended) == ["duplicate"] * 3 + ["stored"]
    assert len({one.results[0]["id"] for one in ended}) == house.store.count(Letter) == 1


def test_photos_of_one_letter_wait_for_each_other_and_keep_their_order(house: House, reader: Reader) -> None:
    photos = [files.scan("JPEG", (f"halaman {number}",)) for number in (1, 2, 3)]
    for number in (3, 1, 2):  # they may come in any order
        content = photos[number - 1]
        facts = {"group": "surat", "part": number, "parts": 3}
        upload = uploads.begin(house, reader, name=f"{number}.jpg", size=len(content), **facts)
        assert uploads.begin(house, reader, name=f"{number}.jpg", size=len(content), **facts).id == upload.id
        uploads.append(house, upload, 0, io.BytesIO(content), reader)
    (sent,) = received(house, reader)
    assert (sent.names, sent.state) == (["1.jpg", "2.jpg", "3.jpg"], "stored")
    (letter,) = house.store.every(Letter)
    assert [file["name"] for file in letter["files"]] == sent.names
    alone = whole(house, reader, photos[0], "1.jpg")
    assert alone.state == "stored"  # its first page alone is another letter


def test_a_photo_that_cannot_be_kept_keeps_its_letter_out(house: House, reader: Reader) -> None:
    for number, content in enumerate((files.scan("JPEG"), b""), 1):
        upload = uploads.begin(
            house, reader, name=f"{number}.jpg", size=len(content), group="surat", part=number, parts=2
        )
        if content:
            uploads.append(house, upload, 0, io.BytesIO(content), reader)
    (sent,) = received(house, reader)
    assert (sent.state, house.store.count(Letter)) == ("rejected", 0)


def test_what_cannot_be_taken_is_said_before_a_byte_is_sent(
    house: House, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileTooLarge):
        uploads.begin(house, reader, name="besar.pdf", size=house.settings.web.upload_bytes + 1)
    with pytest.raises(WrongUse):
        uploads.begin(house, reader, name="a.pdf", size=1, unit="dpu")
    with pytest.raises(WrongUse):
        uploads.begin(house, reader, name="a.pdf", size=1, direction="sideways")
    with pytest.raises(WrongUse):
        uploads.begin(house, reader, name="a.pdf", size=1, group="a", part=3, parts=2)
    monkeypatch.setattr(disk, "RESERVE", 1 << 60)
    with pytest.raises(DiskFull):
        uploads.begin(house, reader, name="a.pdf", size=1)
    assert house.store.count(Upload) == 0


def test_a_full_disk_keeps_what_is_stored_and_the_upload_goes_on_later(
    house: House, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = uploads.begin(house, reader, name="surat.pdf", size=len(CONTENT))
    uploads.append(house, upload, 0, io.BytesIO(CONTENT[:400]), reader)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(partials.os, "fsync", full)
        with pytest.raises(DiskFull):
            uploads.append(house, house.store.load(Upload, upload.id), 400, io.BytesIO(CONTENT[400:]), reader)
    upload = house.store.load(Upload, upload.id)
    assert upload.offset == 400
    assert uploads.append(house, upload, 400, io.BytesIO(CONTENT[400:]), reader).state == "stored"


def test_an_upload_whose_bytes_are_gone_begins_anew(house: House, reader: Reader) -> None:
    upload = uploads.begin(house, reader, name="surat.pdf", size=len(CONTENT))
    partials.Partials(house.settings.home).remove(upload.id)
    with pytest.raises(UploadGone):
        uploads.append(house, upload, 0, io.BytesIO(CONTENT), reader)


def test_a_letter_that_could_not_be_read_is_safe_all_the_same(house: House, reader: Reader) -> None:
    whole(house, reader)
    whole(house, reader, files.pdf()[:300], "potong.pdf")
    before = summary(received(house, reader))
    settle(house, 1)
    after = summary(received(house, reader))
    assert (before.safe, before.rejected, after.safe, after.rejected, after.ended) == (2, 0, 2, 1, True)


def test_the_list_shows_all_and_is_cleared_of_what_has_ended(house: House, reader: Reader) -> None:
    whole(house, reader)
    whole(house, reader, b"GIF89a, no letter", "gambar.xyz")
    half = uploads.begin(house, reader, name="b.pdf", size=100)
    uploads.append(house, half, 0, io.BytesIO(b"x" * 62), reader)
    found = received(house, reader)
    assert [(one.names[0], one.state, one.percent) for one in found] == [
        ("b.pdf", "uploading", 62),
        ("gambar.xyz", "rejected", 100),
        ("surat.pdf", "stored", 100),
    ]
    told = summary(found)
    assert (told.safe, told.rejected, told.all, told.ended) == (1, 1, 3, False)
    upload_list.discard(house, reader)
    assert {one.names[0] for one in received(house, reader)} == {"b.pdf"}
    upload_list.discard(house, reader, half.id)
    assert received(house, reader) == []
    assert house.store.count(Letter) == 1


def test_sweeping_hands_on_what_is_whole_and_forgets_what_was_left(house: House, reader: Reader) -> None:
    left = uploads.begin(house, reader, name="utuh.pdf", size=len(CONTENT))
    with partials.Partials(house.settings.home).held(left.id, left.name) as file:
        partials.write(file, 0, CONTENT, left.name)
    left.offset, left.changed_at = left.size, now() - timedelta(minutes=5)
    given_up = uploads.begin(house, reader, name="lupa.pdf", size=100)
    given_up.made_at = given_up.changed_at = now() - timedelta(days=30)
    orphan = partials.Partials(house.settings.home).path("0" * 26)
    orphan.touch()
    os.utime(orphan, (0, 0))
    house.store.commit(Changes.of(left, given_up))
    upload_list.sweep(house)
    assert house.store.load(Upload, left.id).state == "stored"
    assert house.store.get(Upload, given_up.id) is None
    assert not list((house.settings.home / "uploads").iterdir())


def test_a_limit_is_a_setting(tmp_path: Path) -> None:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_UPLOAD_BYTES": "10"}, tmp_path))
    demo.found(house.store)
    (row,) = house.store.find(Person, {"login": "arsiparis@sukamaju.example"})
    with pytest.raises(FileTooLarge):
        uploads.begin(house, reader_of(house.store, row["_id"]), name="a.pdf", size=11)
    house.close()
