"""What every command shares: settings and engines opened when needed, who asks, and how answers and errors are said."""

import getpass
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schemas.times import in_json

if TYPE_CHECKING:
    from lontar.settings import Settings
    from lontar.wiring import House
    from office.access import Reader
    from office.tables import Fault

HELP = {"help_option_names": ["-h", "--help"]}
TELL_SECONDS = 0.1  # at most so often a line of progress is written


class Console:
    """One run of the command line."""

    def __init__(self) -> None:
        self._house: House | None = None

    @cached_property
    def settings(self) -> "Settings":
        from lontar import logs
        from lontar.settings import load, secrets_of

        found = load(os.environ, Path.cwd())
        logs.install(found.logs, secrets_of(found))
        return found

    @property
    def house(self) -> "House":
        from lontar.wiring import open_house

        if self._house is None:
            self._house = open_house(self.settings)
        return self._house

    @cached_property
    def operator(self) -> str:
        """The operating system's user, who stands in every event that a command writes, whoever it acts as."""
        return getpass.getuser()

    def reader(self, person: str | None = None) -> "Reader":
        """Who asks: the installation, or the person of --as (id or login)."""
        from office.access import installation, reader_of
        from schemas.person import Person

        if person is None:
            return installation(self.operator)
        rows = self.house.store.find(Person, {"login": person.lower()}, limit=1)
        return replace(reader_of(self.house.store, rows[0]["_id"] if rows else person), operator=self.operator)

    def demand_settings(self) -> None:
        """Before anything is started: that what the settings name is there, and that they fit together. Raises
        WrongSetting, or WrongSettings with all faults."""
        from lontar.settings_check import demand

        demand(self.settings)

    def tell(self, said: str, *, grave: bool = False) -> None:
        """What whoever started a service is told, on stderr: as a line of the log where that is JSON, so that nothing
        else stands between its lines."""
        from lontar.logs import JSON

        if self.settings.logs.log == JSON:
            weight = logging.WARNING if grave else logging.INFO
            logging.getLogger("lontar.service").log(weight, "%s", said, extra={"said": {"event": "service"}})
        else:
            click.echo(f"lontar: {said}" if grave else said, err=True)

    def tell_languages(self) -> None:
        """Before anything is read: which languages it would be read in are not installed, and what to install."""
        from ingest.engines import missing

        if lacking := missing(self.settings.ingest):
            self.tell(str(lacking), grave=True)

    def tell_queue(self) -> None:
        """Before anything runs: that the queue is not there; it may come later."""
        if error := self.house.queue.state()["error"]:
            self.tell(str(error["message"]), grave=True)

    def tell_behind(self) -> None:
        """After a search: that the index does not know yet what was done last."""
        from lontar.followers import events_behind

        if behind := events_behind(self.house):
            late = counted(behind, "event")
            click.echo(f"The index is {late} behind the store: `lontar work` brings it up to date.", err=True)

    def close(self) -> None:
        if self._house is not None:
            self._house.close()


STDIN = "-"
"""In place of a secret, so that no list of processes shows it: it is the next line of stdin."""


def line_of_stdin() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def secrets_typed(file: Path | None, *names: str) -> list[str]:
    """What nobody is to see, one of each name: the first lines of a file, or of stdin ("-"), or typed at the terminal;
    never arguments, which every list of processes shows. Raises OSError."""
    if file is not None and str(file) != STDIN:
        lines = file.read_text("utf-8").splitlines()
        return [lines[number] if number < len(lines) else "" for number in range(len(names))]
    if file is None and sys.stdin.isatty():
        return [str(click.prompt(name, hide_input=True, default="", show_default=False)) for name in names]
    return [line_of_stdin() for _ in names]


def say(value: Any) -> None:
    """One JSON document on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, default=in_json))


def list_faults(path: Path, faults: "Sequence[Fault]") -> bool:
    """Whether there are any; they are listed by line, as compilers do."""
    for fault in faults:
        click.echo(f"{path}:{fault.line}: {fault.sentence}", err=True)
    return bool(faults)


def counted(number: int, one: str, many: str = "") -> str:
    """How many of something: 1 letter, 2 letters."""
    return f"{number} {one if number == 1 else many or one + 's'}"


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """What tells how far long work is, in a line that is written over and gone at the end; quiet in a pipe."""
    last = 0.0

    def tell(said: str) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_SECONDS:
            click.echo(f"\r\033[K{said}", nl=False, err=True)
            last = time.monotonic()

    def keep_quiet(said: str) -> None:
        pass

    if not sys.stderr.isatty():
        yield keep_quiet
        return
    try:
        yield tell
    finally:
        click.echo("\r\033[K", nl=False, err=True)


@contextmanager
def told() -> Iterator[None]:
    """Our errors as sentences with their exit code."""
    from schemas.errors import DiskFull, LontarError
    from store.disk import is_full

    try:
        yield
    except (LontarError, OSError) as error:
        if isinstance(error, OSError) and not is_full(error):
            raise
        said = error if isinstance(error, LontarError) else DiskFull(what="this")
        click.echo(f"lontar: {said}", err=True)
        raise SystemExit(said.exit_code) from None


def command(name: str, help: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command whose function gets the Console first."""

    def made(function: Callable[..., Any]) -> click.Command:
        @wraps(function)
        def run(*args: Any, **options: Any) -> None:
            console = Console()
            with told():
                try:
                    function(console, *args, **options)
                finally:
                    console.close()

        return click.command(name, help=help, context_settings=HELP)(run)

    return made


as_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable: one JSON document, or one a line.")
secret_file = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="File whose first line is the passphrase; - is stdin. Else it is asked for.",
)
as_person = click.option("--as", "person", metavar="PERSON", help="Ask as this person (id or login).")
