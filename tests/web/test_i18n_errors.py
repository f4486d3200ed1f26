"""What is said outside of the pages' own words is Indonesian too: errors, problems of a query, settings."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import drafting
import ingest
import lontar
import office
import paper
import search
import store
import web
import work
from lontar.settings import load
from office import personal_tokens
from office.access import ACTIONS, CALLED
from schemas.errors import every_error
from signing.reasons import SENTENCES
from tests.web.conftest import SignIn
from web.i18n.catalogue import read_catalogue

ROOMS = (drafting, ingest, lontar, office, paper, search, store, web, work)
SENTENCE = re.compile(r"[A-Z%].* .*\.")
SEARCH, COMMANDS = Path(search.__path__[0]), Path(lontar.__path__[0]) / "commands"


def test_every_error_is_translated() -> None:
    for room in ROOMS:
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if module.name.endswith("errors"):
                importlib.import_module(module.name)
    catalogue = read_catalogue("id")
    ours = [error for error in every_error().values() if not error.__module__.startswith("tests.")]
    said = {part for error in ours for part in (error.title, error.sentence, error.advice) if part}
    assert sorted(part for part in said if part not in catalogue or not catalogue[part].string) == []


def parts() -> set[str]:
    """What stands in the sentences of errors for the thing and the reason, where it is written out in the code."""
    files = [file for room in (lontar, office, web) for file in Path(room.__path__[0]).rglob("*.py")]
    nodes = [
        node for file in files if COMMANDS not in file.parents for node in ast.walk(ast.parse(file.read_text("utf-8")))
    ]
    said = [one for node in nodes if isinstance(node, ast.Call) for one in node.keywords if one.arg in ("what", "why")]
    strings = (one.value.value for one in said if isinstance(one.value, ast.Constant))
    return {one for one in strings if isinstance(one, str) and " " in one}


def test_the_thing_and_the_reason_of_an_error_are_translated_too() -> None:
    catalogue = read_catalogue("id")
    said = parts()
    assert len(said) > 20
    assert sorted(one for one in said if one not in catalogue or not catalogue[one].string) == []


def test_what_may_not_be_done_is_said_in_words() -> None:
    assert CALLED.keys() == ACTIONS.keys()
    catalogue = read_catalogue("id")
    scopes = personal_tokens.CALLED.values()
    assert [said for said in (*CALLED.values(), *scopes) if said not in catalogue or not catalogue[said].string] == []


def test_what_every_setting_means_is_translated() -> None:
    catalogue = read_catalogue("id")
    helps = [one.help for one in load({}, Path("/")).all]
    assert [said for said in helps if said not in catalogue or not catalogue[said].string] == []


def test_why_a_signature_is_worth_what_it_is_is_translated() -> None:
    catalogue = read_catalogue("id")
    assert [said for said in SENTENCES.values() if said not in catalogue or not catalogue[said].string] == []


def problems() -> set[str]:
    """The sentences of the parser, as they stand in its code."""
    nodes = [node for file in SEARCH.glob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = (node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in docstrings)
    return {one for one in strings if isinstance(one, str) and SENTENCE.fullmatch(one)}


def test_every_problem_of_a_query_is_translated() -> None:
    catalogue = read_catalogue("id")
    assert len(problems()) > 8
    assert sorted(one for one in problems() if one not in catalogue or not catalogue[one].string) == []


def test_a_problem_is_shown_in_the_readers_language(sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    client.set_cookie("language", "id")
    page = client.get("/?q=jembatan+(gantung").text
    shown = re.search(r'id="problems">\s*<li>([^<]+)', page)
    assert shown is not None
    assert "parenthesis" not in shown[1]
