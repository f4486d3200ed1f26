"""The templates of a home: those that Lontar ships, and the office's own beside them."""

import os
from pathlib import Path

from drafting.description import read
from drafting.errors import FaultyTemplate
from drafting.template import NAMES, Template, all_shipped, shipped
from drafting.trying import LARGEST, demand_name
from schemas.errors import LontarError, NotFound, Unavailable
from store.disk import told, write_whole


class Templates:
    """By name. An own one was tried before it was kept; it is read anew each time, since another process keeps it."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "templates"

    def path(self, name: str) -> Path:
        """Where the office's own template is or would be. Raises FaultyTemplate for what cannot be its name."""
        demand_name(name)
        return self.folder / f"{name}.typ"

    def get(self, name: str) -> Template:
        """Raises NotFound, and FaultyTemplate for a file that somebody spoilt after it was kept."""
        if name in NAMES:
            return shipped(name)
        content = self.own(name)
        if content is None:
            raise NotFound(what=f"Template {name}")
        return read(name, content, own=True)

    def all(self) -> tuple[Template, ...]:
        """Those that can be used, the shipped ones first."""
        return (*all_shipped(), *(one for one in self.looked().values() if isinstance(one, Template)))

    def looked(self) -> dict[str, Template | LontarError]:
        """The office's own by name, or what is wrong with one."""
        found: dict[str, Template | LontarError] = {}
        for path in sorted(self.folder.glob("*.typ")):
            try:
                found[path.stem] = self.get(path.stem)
            except LontarError as problem:
                found[path.stem] = problem
        return found

    def own(self, name: str) -> bytes | None:
        """The file of an own template; None where there is none of this name. Raises Unavailable, FaultyTemplate."""
        try:
            path = self.path(name)
        except FaultyTemplate:
            return None
        return bytes_of(path) if os.path.lexists(path) else None

    def put(self, name: str, content: bytes | None) -> None:
        """Make `content`, which was tried before, the template of this name, or None: take it away. Raises
        FaultyTemplate, DiskFull, Unavailable; then what was there stands."""
        path = self.path(name)
        if content is None:
            with told(str(path)):
                path.unlink(missing_ok=True)
        else:
            write_whole(path, content)


def bytes_of(path: Path) -> bytes:
    """A file that is to be a template: no link, which could lead anywhere, and not larger than one may be. Raises
    FaultyTemplate, Unavailable."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if path.is_symlink():
            raise FaultyTemplate(what=path.stem, why="it is a link to another file", field="file") from error
        raise Unavailable(what=str(path), why=error.strerror or str(error)) from error
    with os.fdopen(handle, "rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FaultyTemplate(what=path.stem, why=f"it has more than {LARGEST} bytes", field="file")
    return content
