"""Every error says what happened and what to do, once, for the command line, the page and the JSON API."""

import pickle
import pkgutil
import re
from importlib import import_module

import pytest

from schemas.errors import LontarError, NotFound, WrongUse, every_error

ROOMS = ("schemas", "store", "office", "paper", "work", "words", "ingest", "search", "routing", "lontar", "web")
PARAMETER = re.compile(r"%\((\w+)\)s")


def all_errors() -> list[type[LontarError]]:
    for room in ROOMS:
        for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            import_module(module.name)
    return list(every_error().values())


@pytest.mark.parametrize("kind", all_errors(), ids=lambda kind: kind.code)
def test_an_error_is_complete(kind: type[LontarError]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.code)
    assert kind.title
    assert not kind.title.endswith(".")
    assert kind.sentence[-1] in ".?"
    assert 400 <= kind.status < 600
    assert kind.exit_code in (1, 2, 3)
    params = {name: f"<{name}>" for name in PARAMETER.findall(kind.sentence + kind.advice)}
    said = str(kind(**params))
    assert "%(" not in said
    assert all(value in said for value in params.values())


def test_an_error_crosses_processes_whole() -> None:
    error = WrongUse(what="--limit", why="it is below 1")
    again = pickle.loads(pickle.dumps(error))
    assert again.as_dict() == error.as_dict()
    assert str(again) == "--limit cannot be used: it is below 1. Correct it and try again."


def test_json_carries_code_title_sentence_and_parameters() -> None:
    assert NotFound(what="Letter X").as_dict() == {
        "code": "not-found",
        "title": "Not found",
        "message": "Letter X was not found or is not available to you. "
        "Check the address or the number, or ask the unit that keeps it.",
        "params": {"what": "Letter X"},
    }
