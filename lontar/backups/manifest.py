"""What a backup says of itself: stands at the end of its file, once all else is written."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
HEAD, MANIFEST = "lontar-backup.json", "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """`id` tells this backup from all others, `archive` the archive (the hash of its first event); `on`: the id of the
    backup that it only adds to, `on_name` that one's file.

    `documents`: by collection the names of their pieces in order; `originals`: (SHA-256, size); `files`: those of the
    home by path. Every part is named by the SHA-256 of its bytes; `here`: those that this file holds, the others stand
    in those before it. `damaged`: parts that were no longer whole in the archive itself. `sealed`, `chain`: the last
    event and the chain's value there."""

    id: str
    archive: str
    made_at: str
    lontar: str
    sealed: int
    chain: str
    on: str = ""
    on_name: str = ""
    format: int = FORMAT
    documents: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    cursors: dict[str, int] = field(default_factory=dict)
    originals: list[tuple[str, int]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    here: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    def wanted(self) -> set[str]:
        """All parts that the archive consists of, wherever they stand; what was damaged is in none."""
        pieces = {name for names in self.documents.values() for name in names}
        return (pieces | {sha256 for sha256, _ in self.originals} | set(self.files.values())) - set(self.damaged)

    def written(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def read(content: bytes) -> Manifest:
    """Raises ValueError for what is none, or of a newer Lontar."""
    said: Any = json.loads(content)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ValueError("its format is not known to this version of Lontar")
    try:
        return Manifest(**said | {"originals": [(sha256, size) for sha256, size in said["originals"]]})
    except (TypeError, KeyError) as error:
        raise ValueError("its list of contents cannot be read") from error
