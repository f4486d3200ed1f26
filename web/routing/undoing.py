"""What of the office work on a letter the reader can take back now, for its history: each by the act that it has."""

from dataclasses import dataclass
from functools import cached_property

from lontar.facts import told
from lontar.routing.handling import Handled, Handling, Node
from office.access import Reader
from store.contract import Row
from web.current import house
from web.routing.place import act


@dataclass(frozen=True)
class Way:
    """A form: where it is sent, and the value in it."""

    address: str
    name: str
    value: str


class Ways:
    """Of one letter and one reader; nothing is looked up for a letter whose events are none of these."""

    def __init__(self, reader: Reader, letter: Row) -> None:
        self._reader, self._letter = reader, letter

    def back(self, event: Row) -> Way | None:
        """How it is taken back; None for what cannot be."""
        _before, after = told(event)
        match event["verb"]:
            case "letter.disposed" if self._recallable(after.get("disposition", "")):
                return self._way("recall", "disposition", after["disposition"])
            case "letter.followed-up" | "letter.declined" if self._stands(event, after.get("assignment", "")):
                return self._way("resume", "assignment", after["assignment"])
            case "letter.closed" if after and after["entry"] in self._closed:
                return self._way("reopen", "entry", after["entry"])
        return None

    @cached_property
    def _entries(self) -> list[Handled]:
        return Handling(house(), self._reader, self._letter).entries()

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {node.row["_id"]: node for one in self._entries for node in one.nodes}

    @cached_property
    def _closed(self) -> set[str]:
        return {one.entry["_id"] for one in self._entries if "reopen" in one.can}

    def _recallable(self, disposition: str) -> bool:
        nodes = self._nodes.values()
        return any(node.row.get("disposition") == disposition and "withdraw" in node.can for node in nodes)

    def _stands(self, event: Row, assignment: str) -> bool:
        """Whether it is still as ended as by this event, and not by a later one."""
        node = self._nodes.get(assignment)
        return node is not None and "resume" in node.can and node.row["ended_at"] <= event["at"]

    def _way(self, name: str, field: str, value: str) -> Way:
        return Way(act(self._letter["_id"], name), field, value)
