"""Drafts signed at the machine."""

import click

from lontar.commands.drafts.asked import Asked
from lontar.console import say, secrets_typed
from lontar.drafting import acts
from lontar.signing import acts as signing
from lontar.signing import settling
from lontar.signing.signers import Secret, send_code, signer_for, wants_nik
from schemas.errors import LontarError
from signing.signer import WrongCode, WrongPassphrase


def sign(asked: Asked) -> None:
    """Each told of by itself; after a wrong passphrase or code no other is tried."""
    house, reader, failed = asked.house, asked.reader, None
    seen = {
        id: asked.options["content"] or acts.draft_for(house, reader, id)["frozen_sha256"] or "" for id in asked.named
    }
    signer = signer_for(house, reader, _secret(asked), len(asked.named))
    for id in asked.named:
        try:
            signing.sign(house, reader, id, seen[id], signer)
        except (WrongPassphrase, WrongCode):
            raise
        except LontarError as error:
            failed = error
            if asked.as_json:
                say({"id": id, "error": error.as_dict()})
            else:
                click.echo(f"{id}: {error}", err=True)
        else:
            _tell(asked, id)
    if failed:
        raise SystemExit(failed.exit_code)


def look(asked: Asked) -> None:
    """What became of a signing."""
    settling.check(asked.house, asked.reader, asked.id)
    _tell(asked, asked.id)


def send_me_a_code(asked: Asked) -> None:
    send_code(asked.house, asked.reader)
    click.echo("The signing service sends you a code.", err=True)


def _secret(asked: Asked) -> Secret:
    """Read after it is known that there is something to sign; the NIK, where it is wanted, is typed after it."""
    options = asked.options
    names = [
        "One-time code" if options["one_time"] else "Passphrase",
        *(["NIK"] if wants_nik(asked.house.settings) else []),
    ]
    typed, identity = (*secrets_typed(options["passphrase_file"], *names), "")[:2]
    return Secret("" if options["one_time"] else typed, identity, typed if options["one_time"] else "")


def _tell(asked: Asked, id: str) -> None:
    row = acts.draft_for(asked.house, asked.reader, id)
    letter = row["letter"] if row["state"] == "signed" else None
    if asked.as_json:
        say({"id": id, "state": row["state"], "letter": letter})
    else:
        click.echo("  ".join(str(part) for part in (row["state"], row.get("reference_number"), letter) if part))
