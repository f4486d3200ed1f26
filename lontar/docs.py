"""The reference pages that are made from the code: docs/commands.md, docs/settings.md, docs/errors.md.

python -m lontar.docs    writes them anew
"""

import pkgutil
from importlib import import_module
from pathlib import Path

import click

from lontar.main import COMMANDS, lontar
from lontar.settings import load
from lontar.settings_typed import PREFIX
from schemas.errors import every_error

ROOMS = (
    *("schemas", "store", "office", "paper", "work", "words", "ingest", "search"),
    *("routing", "drafting", "signing", "archive"),
    *("lontar", "web"),
)
DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "This page is made from the code: `python -m lontar.docs`."


def commands() -> str:
    """Every command with its help."""
    parts = [f"# Commands\n\n{MADE}\n"]
    context = click.Context(lontar, info_name="lontar", **lontar.context_settings)
    for name in COMMANDS:
        found = lontar.get_command(context, name)
        assert found is not None
        said = found.get_help(click.Context(found, info_name=name, parent=context, terminal_width=100))
        parts.append(f"## lontar {name}\n\n```text\n{said}\n```\n")
    return "\n".join(parts)


def settings() -> str:
    """Every setting with its default."""
    parts = [
        f"# Settings\n\n{MADE}\n\nVariables of the environment, or the same names in lower case in `lontar.toml`.\n"
        "What the pages and `lontar init` set stands in `lontar.toml` in the home; both win over it.\n"
        "Secrets belong into a `lontar.toml` that only Lontar can read; `LONTAR_CONFIG` names one in another folder.\n"
    ]
    parts.append("| setting | default | what it is |\n|---|---|---|")
    for one in load({}, Path("/")).all:
        parts.append(f"| `{PREFIX}{one.name.upper()}` | `{one.default}` | {one.help} |".replace("``", "*empty*"))
    return "\n".join(parts) + "\n"


def errors() -> str:
    """Every error a person can meet."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            import_module(module.name)
    parts = [f"# Errors\n\n{MADE}\n", "| code | HTTP | exit | sentence | what to do |\n|---|---|---|---|---|"]
    for code, kind in sorted(every_error().items()):
        if kind.__module__.partition(".")[0] in ROOMS:
            parts.append(f"| {code} | {kind.status} | {kind.exit_code} | {kind.sentence} | {kind.advice} |")
    return "\n".join(parts) + "\n"


PAGES = {"commands.md": commands, "settings.md": settings, "errors.md": errors}


def main() -> None:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
