"""The scans in a ZIP, unpacked in the sandbox: nothing is believed that it says of itself, or written where it says."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from ingest.archive import members_of, name_of, opened, unpacked
from ingest.errors import ArchiveTooLarge
from ingest.settings import Settings
from paper.errors import FileFault
from paper.kinds import ZIP, kind_of

MOST_FILES = 20_000


def unpack(archive: Path, into: Path, settings: Settings, only: Collection[str] | None = None) -> list[tuple[str, int]]:
    """Each file that can be read: where it lay in the archive, and the number under which it lies in the folder `into`.
    `only`: these paths alone.

    Raises FileFault of the archive as a whole."""
    found: list[tuple[str, int]] = []
    left = settings.zip_mb << 20
    with opened(archive, archive.name) as zipped:
        members = members_of(zipped, archive.name)
        if len(members) > MOST_FILES:
            raise ArchiveTooLarge(file=archive.name, what=f"{len(members)} files", limit=f"{MOST_FILES} files")
        for number, member in enumerate(members):
            path = _path(name_of(member))
            if path is None or (only is not None and path not in only):
                continue
            target = into / f"{number:06d}"
            try:
                with target.open("wb") as out:
                    for piece in unpacked(zipped, member, path, settings.zip_ratio):
                        left -= len(piece)
                        if left < 0:
                            most = f"{settings.zip_mb} MiB"
                            raise ArchiveTooLarge(file=archive.name, what=f"more than {most}", limit=most)
                        out.write(piece)
                kind = kind_of(target)
            except ArchiveTooLarge:
                raise
            except FileFault:
                kind = None
            if kind and kind != ZIP and target.stat().st_size:
                found.append((path, number))
            else:
                target.unlink(missing_ok=True)
    return found


def _path(name: str) -> str | None:
    """Where a member lies, with slashes; None for one that leads out of the archive."""
    path = PurePosixPath(name.replace("\\", "/").lstrip("/"))
    return None if ".." in path.parts or not path.name or len(str(path)) > 1000 else str(path)
