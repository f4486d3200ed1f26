"""A store does what a plain dictionary does, whatever is done to it in whatever order."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from schemas.errors import Conflict, Taken
from schemas.event import Event, EventValues
from schemas.unit import Unit
from store import chain
from store.changes import Changes, Draw, Happened, Remove
from store.contract import Store, key_of
from store.sqlite import SqliteStore

codes = st.sampled_from("ABCDE")
ids = st.sampled_from("12345678")


class StoreMachine(RuleBasedStateMachine):
    """The model: rows by id, the next number, the number of events."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = self.opened()
        self.rows: dict[str, dict[str, Any]] = {}
        self.drawn = self.events = 0

    def opened(self) -> Store:
        return SqliteStore(Path(self.folder.name) / "lontar.db")

    held = Bundle("held")

    @rule(target=held, id=ids)
    def read(self, id: str) -> Unit | None:
        row = self.store.get(Unit, id)
        return Unit.unpacked(row | {"name": str(row["name"])}) if row else None  # a number was drawn into it

    @rule(target=held, id=ids, code=codes)
    def begin(self, id: str, code: str) -> Unit:
        return Unit(id=id, code=code, name="0", path=[code, id])

    @rule(documents=st.lists(held, min_size=1, max_size=3), code=codes, draws=st.booleans(), says=st.booleans())
    def commit(self, documents: list[Unit | None], code: str, draws: bool, says: bool) -> None:
        """Change the code of some documents held (perhaps since long) and commit them together."""
        units = [Unit.unpacked(one.packed()) for one in documents if one is not None]
        for unit in units:
            unit.code, unit.path = code + unit.code[-1], [code, unit.id]
        if not units:
            return
        changes = Changes.of(
            *units,
            draws=[Draw("units", units[0], "name")] if draws else [],
            events=[Happened("unit.changed", f"units/{units[0].id}", "system", after={"code": code})] if says else [],
        )
        expected = dict(self.rows)
        conflict = taken = False
        for place, unit in enumerate(units):
            conflict = conflict or (expected.get(unit.id, {"version": 0})["version"] != unit.version)
            taken = any(row["code"] == unit.code for id, row in expected.items() if id != unit.id)
            if conflict or taken:
                break
            row = {"code": unit.code, "path": list(unit.path), "version": unit.version + 1, "name": unit.name}
            expected[unit.id] = row | ({"name": self.drawn + 1} if draws and place == 0 else {})
        try:
            self.store.commit(changes)
        except (Conflict, Taken):
            assert conflict or taken
            return
        assert not conflict
        assert not taken
        self.rows, self.drawn, self.events = expected, self.drawn + draws, self.events + says

    @rule(id=ids, version=st.integers(1, 4))
    def remove(self, id: str, version: int) -> None:
        try:
            self.store.commit(Changes(removes=(Remove(Unit, id, version),)))
        except Conflict:
            assert self.rows.get(id, {}).get("version") != version
        else:
            assert self.rows.pop(id)["version"] == version

    @rule(code=codes, limit=st.integers(1, 3))
    def page(self, code: str, limit: int) -> None:
        seen: list[str] = []
        after = None
        while rows := self.store.find(Unit, {"path": code}, sort=[("code", 1)], limit=limit, after=after):
            seen += [row["_id"] for row in rows]
            after = key_of(rows[-1], [("code", 1)])
        found = sorted((row["code"], id) for id, row in self.rows.items() if code in row["path"])
        assert seen == [id for _, id in found]
        assert self.store.count(Unit, {"path": code}) == len(found)

    @rule()
    def move(self) -> None:
        """As it is brought from another store."""
        ledgers = self.store.ledgers()
        for kind in (Unit, Event, EventValues):
            rows = list(self.store.every(kind))
            self.store.receive(kind, (), gone=[row["_id"] for row in rows])
            self.store.receive(kind, rows)
        self.store.receive_ledgers(ledgers)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = self.opened()

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        found = {row["_id"]: row for row in self.store.every(Unit)}
        assert found.keys() == self.rows.keys()
        for id, row in self.rows.items():
            assert {name: found[id][name] for name in row} == row
        assert len(self.store.events()) == self.events

    def teardown(self) -> None:
        assert list(chain.verify(self.store)) == []
        self.store.close()
        self.folder.cleanup()


TestModel = StoreMachine.TestCase
TestModel.settings = settings(max_examples=40, stateful_step_count=25)
