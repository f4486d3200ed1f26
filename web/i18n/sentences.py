"""The sentences of the pages, as they stand in the code, and those that have no translation yet."""

import re
from pathlib import Path

from web.i18n.catalogue import read_catalogue

WEB = Path(__file__).parent.parent
CALL = re.compile(r'(?<![\w.])(?:_|_l|mark|gettext|ngettext)\(\s*"((?:[^"\\]|\\.)*)"')
EXAMPLE = "English sentence"  # of how to add a page


def sentences() -> set[str]:
    files = [*WEB.rglob("templates/**/*.html"), *WEB.rglob("*.py")]
    return {match for file in files for match in CALL.findall(file.read_text("utf-8"))} - {EXAMPLE}


def missing(language: str) -> list[str]:
    catalogue = read_catalogue(language)
    return sorted(one for one in sentences() if one not in catalogue or not catalogue[one].string)
