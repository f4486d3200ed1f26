"""lontar verify: what the signatures of PDF files are worth."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, counted, progress, say
from lontar.verifying.arrived import verify_again
from lontar.verifying.checked import checked, folders, verifier
from schemas.errors import LontarError, NotFound, WrongUse
from signing.verdict import Verdict


@shared.command("verify", "Verify the signatures of PDF files, or of letters again.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--trust", type=click.Path(path_type=Path), help="Folder of certificates trusted beside the office's own."
)
@click.option("--at", "moment", help="As of which moment: 2026-11-22, or 2026-11-22T09:00+07:00 (UTC unless it says).")
@click.option("--letters", is_flag=True, help="The signed files of all letters again, after new roots or lists came.")
@as_json
def command(
    console: Console, files: tuple[Path, ...], trust: Path | None, moment: str | None, *, letters: bool, as_json: bool
) -> None:
    if letters:
        if files or trust or moment:
            raise WrongUse(what="--letters", why="letters are verified as of now, by what the office trusts")
        _letters(console, as_json=as_json)
        return
    at = _moment(moment)
    if trust is not None and not trust.is_dir():
        raise WrongUse(what=f"--trust {trust}", why="it is no folder")
    if not files:
        raise WrongUse(what="lontar verify", why="no file is named")
    failed = False
    with verifier(console.settings) as sandbox:
        for path in files:
            try:
                found = _found(
                    path, checked(sandbox, path, console.settings, at=at, trust=folders(console.settings, trust))
                )
            except OSError as error:
                found = {"file": str(path), "error": _fault(path, error).as_dict()}
            failed = failed or "error" in found or found["verdict"] == "invalid"
            _tell(found, as_json=as_json)
    if failed:
        raise SystemExit(1)


def _letters(console: Console, *, as_json: bool) -> None:
    """What has another verdict than before."""
    with verifier(console.settings) as sandbox, progress() as tell:
        for one in verify_again(console.house, sandbox, lambda number: tell(counted(number, "letter"))):
            if as_json:
                say(one._asdict())
            else:
                click.echo(f"{one.letter}  {one.file}: {one.before or 'never verified'} -> {one.after}")


def _moment(said: str | None) -> datetime | None:
    """A day is as of its end. Raises WrongUse."""
    if said is None:
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise WrongUse(what=f"--at {said}", why="it is no date such as 2026-11-22 or 2026-11-22T09:00+07:00") from None
    if len(said) == len("2026-11-22"):
        at = datetime.combine(at, time.max)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _found(path: Path, verdict: Verdict) -> dict[str, Any]:
    return {"file": str(path), **verdict.as_dict()}


def _fault(path: Path, error: OSError) -> LontarError:
    if isinstance(error, FileNotFoundError):
        return NotFound(what=str(path))
    return WrongUse(what=str(path), why=(error.strerror or "it cannot be read").lower())


def _tell(found: dict[str, Any], *, as_json: bool) -> None:
    """One line a file."""
    if as_json:
        say(found)
    elif "error" in found:
        click.echo(f"{found['file']}: {found['error']['message']}", err=True)
    else:
        signed = [
            f"{one['signer'] or '?'} ({one['level'] or '?'}, {one['time'] or '?'})" for one in found["signatures"]
        ]
        said = [why["message"] for why in (*found["reasons"], *found["warnings"])]
        parts = [found["verdict"], ", ".join(signed), " ".join(said)]
        click.echo(f"{found['file']}: " + "; ".join(part for part in parts if part))
