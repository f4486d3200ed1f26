"""Builds of an index side by side on a server: the alias NAME is the live one.

A build is called NAME.build-000001-a1e1, after the versions of analysis and layout; it says them in its mapping too.
One that is to be filled has a part of chance in its name, so that what writes to it never meets another's. A
template holds how all of them are laid out, and forbids that one comes to be by being written to.
"""

import re
from secrets import token_hex
from typing import Any

from search.analysis import VERSION
from search.elastic_layout import LAYOUT, analysis, filling, mapping, serving, settings
from search.elastic_server import Server
from search.errors import IndexDrifted, IndexGone, IndexNewer
from search.settings import Settings

MARK = f"a{VERSION}e{LAYOUT}"
_BUILD = re.compile(r"\.build-(\d+)-(?:[0-9a-f]{8}-)?a(\d+)e(\d+)$")
THERE = "resource_already_exists_exception"
ABOVE_THE_SERVERS = 500
"""Priority of our template; those that Elasticsearch brings are below."""


class Builds:
    def __init__(self, server: Server, name: str, chosen: Settings) -> None:
        self._server, self._name, self._chosen = server, name, chosen

    def live(self) -> str:
        """The build that is searched. Raises IndexGone, IndexNewer."""
        name = self._live()
        if name is None:
            raise IndexGone(url=self._server.url, why=self._name)
        self._refuse_newer(name)
        return name

    def open(self) -> None:
        """See to it that the live build can be used: an empty one is begun where there is none, or an older one.

        Raises IndexNewer, IndexDrifted."""
        name = self._live()
        if name is not None:
            self._refuse_newer(name)
            if name.endswith(MARK):
                self._refuse_other(name)
                return
        fresh = self._next(name, MARK)
        self._create(fresh, settings(self._chosen))
        self._point(fresh, name)

    def begin(self) -> str:
        """An empty build, not yet live; what an ended process left half built is cleared away. A build that is under
        way in another process is lost, which it says when it next writes."""
        live = self._live()
        for name in self._all():
            if name != live:
                self.give_up(name)
        fresh = self._next(live, f"{token_hex(4)}-{MARK}")
        self._create(fresh, settings(self._chosen) | filling())
        return fresh

    def give_up(self, name: str) -> None:
        """Clear a build away that is not live."""
        self._server.answer("DELETE", f"/{name}", ok=(404,))

    def swap(self, name: str) -> None:
        """Make a filled build the live one and clear the old one away. Raises IndexGone."""
        self._server.ask("PUT", f"/{name}/_settings", {"index": serving(self._chosen)})
        self._server.ask("POST", f"/{name}/_refresh")
        self._point(name, self._live())

    def _point(self, name: str, old: str | None) -> None:
        """Move the alias in one step; then the old build goes."""
        gone = [{"remove": {"index": old, "alias": self._name}}] if old else []
        added = {"add": {"index": name, "alias": self._name, "is_write_index": True}}
        self._server.ask("POST", "/_aliases", {"actions": [*gone, added]})
        if old:
            self.give_up(old)

    def _live(self) -> str | None:
        found = self._server.answer("GET", f"/_alias/{self._name}", ok=(404,))
        return min(found.body) if found.status == 200 else None

    def _all(self) -> list[str]:
        return list(self._server.ask("GET", f"/{self._name}.build-*/_alias", allow_no_indices=True))

    def _next(self, live: str | None, ending: str) -> str:
        found = _BUILD.search(live or "")
        return f"{self._name}.build-{int(found[1]) + 1 if found else 1:06d}-{ending}"

    def _create(self, name: str, index: dict[str, Any]) -> None:
        """Two processes may come to it at once: the second finds it there."""
        template = {"settings": {"index": settings(self._chosen)}, "mappings": mapping()}
        self._server.ask(
            "PUT",
            f"/_index_template/{self._name}",
            {
                "index_patterns": [f"{self._name}.build-*"],
                "priority": ABOVE_THE_SERVERS,
                "allow_auto_create": False,
                "template": template,
            },
        )
        self._server.answer("PUT", f"/{name}", {"settings": {"index": index}}, ok=(THERE,))

    def _refuse_newer(self, name: str) -> None:
        found = _BUILD.search(name)
        if found and (int(found[2]) > VERSION or int(found[3]) > LAYOUT):
            raise IndexNewer(name=self._name, mark=f"a{found[2]}e{found[3]}", own=MARK)

    def _refuse_other(self, name: str) -> None:
        """Whether somebody changed the layout, or the index came from elsewhere."""
        found = self._server.ask("GET", f"/{name}")[name]
        if found["mappings"] != mapping():
            raise IndexDrifted(url=f"{self._server.url}/{self._name}", why="its mapping differs")
        if found["settings"]["index"].get("analysis") != analysis():
            raise IndexDrifted(url=f"{self._server.url}/{self._name}", why="its analysis differs")
