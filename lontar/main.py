"""The command `lontar`. Commands are loaded when they are called: `lontar --help` loads none of the engines."""

from importlib import import_module

import click

from lontar import VERSION

COMMANDS = {
    "init": "A new office: name, first administrator, units, letterhead, mail.",
    "run": "Web and workers, until Ctrl-C.",
    "add": "Register files or folders as letters.",
    "watch": "Take files out of a scanner folder as letters, until Ctrl-C.",
    "mailbox": "Take the messages of an IMAP folder as letters, until Ctrl-C.",
    "work": "Read the letters that wait.",
    "follow": "Keep the index up to date; for workers on several machines.",
    "read": "Read files without keeping them.",
    "search": "Find letters by words.",
    "letters": "All letters of a search: a list, or one thing done to each.",
    "export": "Letters as a bag (BagIt), with hashes by which anybody proves that it is whole.",
    "jobs": "Work on many letters: how far it is, stopped, undone.",
    "tags": "The tags of all letters; one renamed, merged or deleted.",
    "casefile": "Case files (berkas).",
    "description": "What the archive consists of: fonds and series.",
    "loan": "Paper on loan.",
    "retention": "What falls due by the schedule, proposals, approval, destruction, tombstones.",
    "hold": "Legal holds on letters and case files.",
    "calendar": "Invitations as events of one's positions, and a feed of them for other programs.",
    "inbox": "What waits for a person.",
    "disposition": "A letter handed on to positions; an answer; the slip.",
    "import": "Bring in a table of letters, an agenda book for instance, with its scans.",
    "saved": "Saved searches: a list, one saved, renamed, deleted or run.",
    "unactioned": "What waits: whose it is, how old, how late; reminded, given to others.",
    "show": "Show one letter.",
    "verify": "Verify the signatures of PDF files, or of letters again.",
    "copy": "Write a copy of a letter: a searchable PDF/A, its text, hOCR or ALTO.",
    "evidence": "Evidence of a letter as a file that verifies without Lontar; or the head of the log.",
    "access": "Who has looked at a restricted letter, or at which ones somebody has.",
    "sign": "Sign a PDF with a key file; the signed one is written beside it.",
    "review": "Pages read with doubt, the most doubtful first.",
    "confirm": "Letters whose fields were read with doubt, the most doubtful first.",
    "lessons": "What corrected letters teach of others of the same sender.",
    "agenda": "The agenda books: a letter entered, a number cancelled, a letter delivered to units.",
    "draft": "Outgoing letters written, initialled, frozen with their number, cancelled.",
    "numbers": "The forms of the reference numbers of outgoing letters.",
    "send": "Send a letter to units, positions and addresses; how far it is; take it back.",
    "batch": "Digitising batches: manifest, how far they are, closing with minutes.",
    "arrange": "Order the pages of a letter, leave some out, split it.",
    "merge": "Append the pages of other letters to one.",
    "status": "What waits, what failed, how large everything is.",
    "check": "Prove originals, index and event log against each other.",
    "backup": "Everything in one file, while the archive is in use.",
    "restore": "The archive from its backups, into a home where nothing is yet.",
    "understand": "Find the fields of all letters again, by the rules of today.",
    "remind": "Remind people of what is due, late or waits; `lontar run` does it every morning.",
    "reindex": "Build the index anew beside the live one.",
    "move": "Copy the archive into another store, and prove that all of it is there.",
    "users": "People with accounts.",
    "tokens": "Personal tokens: by which programs act as people.",
    "units": "The units of the office, their state, and how far each has come on board.",
    "positions": "The positions of the units, and who is in them.",
    "delegation": "Who acts for whom: Plt., Plh., secretaries.",
    "presence": "Who is in, away, on duty elsewhere.",
    "templates": "The templates of outgoing letters; one of the office's own added, shown or taken away.",
    "vocabularies": "Letter types, urgency, classes, instructions, classification codes.",
    "samples": "Write generated letters and their ground truth.",
    "bench": "Measure on data it makes itself.",
    "settings": "Every setting with its value and where it came from.",
}
"""One line of help each, here so that the list needs no module."""


class Lazy(click.Group):
    """Imports lontar.commands.NAME when NAME is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"lontar.commands.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version=VERSION, prog_name="lontar")
def lontar() -> None:
    """Lontar: an archive and search platform for letters."""


def main() -> None:
    lontar(prog_name="lontar")
