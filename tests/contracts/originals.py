"""What every engine of Originals must do; inherit OriginalsContract and give an `originals` fixture."""

import hashlib
import io
import threading
from pathlib import Path

import pytest

from schemas.errors import NotFound, Unavailable
from store.originals import Originals

BYTES = b"surat dinas " * 1000
NAME = hashlib.sha256(BYTES).hexdigest()


class OriginalsContract:
    """Named by their hash, written once."""

    def test_bytes_come_back_as_they_arrived(self, originals: Originals, tmp_path: Path) -> None:
        assert originals.put(io.BytesIO(BYTES)) == (NAME, len(BYTES))
        file = tmp_path / "scan.pdf"
        file.write_bytes(b"another")
        other, size = originals.put(file)
        assert size == 7
        with originals.open(NAME) as stream:
            assert stream.read() == BYTES
        with originals.path(other) as path:
            assert path.read_bytes() == b"another"
        assert sorted(originals.every()) == sorted([(NAME, len(BYTES)), (other, 7)])

    def test_the_same_bytes_stand_once(self, originals: Originals) -> None:
        threads = [threading.Thread(target=lambda: originals.put(io.BytesIO(BYTES))) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert list(originals.every()) == [(NAME, len(BYTES))]

    def test_what_is_not_kept_is_not_found(self, originals: Originals) -> None:
        for name in (NAME, "../../etc/passwd", ""):
            assert not originals.has(name)
            with pytest.raises(NotFound):
                originals.open(name)
            with pytest.raises(NotFound), originals.path(name):
                pass
            with pytest.raises(NotFound):
                originals.remove(name)

    def test_destroyed_bytes_are_gone(self, originals: Originals) -> None:
        originals.put(io.BytesIO(BYTES))
        originals.remove(NAME)
        assert not originals.has(NAME)
        assert list(originals.every()) == []

    def test_a_file_that_cannot_be_read_is_named(self, originals: Originals, tmp_path: Path) -> None:
        with pytest.raises(Unavailable, match=r"gone\.pdf"):
            originals.put(tmp_path / "gone.pdf", "gone.pdf")
        assert list(originals.every()) == []
