"""lontar sign: a signature put into a PDF by a key file; the signed PDF is written beside it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, say, secret_file, secrets_typed
from lontar.signing.signers import trusted
from schemas.errors import WrongUse
from signing.levels import LEVELS
from signing.pades import LocalSigner
from signing.pkcs12 import Key, opened
from signing.signer import Place, Wish
from signing.stamp import HEIGHT, LABEL, WIDTH, stamp
from signing.timestamps import Timestamps
from store.disk import write_whole

BESIDE = "-signed.pdf"
CORNER = (330.0, 60.0)
"""Points of the lower left corner of a stamp that nobody gave a place: above the foot of an A4 page, at the right."""
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
A_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@shared.command("sign", "Sign a PDF with a key file; the signed one is written beside it.")
@click.argument("file", type=FILE)
@click.option("--key", required=True, type=FILE, help="Key file, PKCS#12 (.p12, .pfx).")
@secret_file
@click.option(
    "--level", type=click.Choice(list(LEVELS)), help="Else that of LONTAR_SIGN_LEVEL. It is met, or an error."
)
@click.option("--tsa", metavar="ADDRESS", help="Time stamping server; else that of LONTAR_TSA_ADDRESS.")
@click.option("--trust", type=A_FOLDER, help="Folder of more root certificates, for B-LT and B-LTA.")
@click.option("--out", type=click.Path(path_type=Path), help=f"Where to write; else FILE{BESIDE}. Never over another.")
@click.option("--field", metavar="NAME", help="Signature field; else the only empty one, or a new one.")
@click.option("--stamp", metavar="ADDRESS", help="A visible stamp whose code leads to this address.")
@click.option("--name", help="Name on the stamp; else that of the certificate.")
@click.option("--position", default="", help="Position on the stamp.")
@click.option("--language", type=click.Choice(list(LABEL)), default="id", help="Language of the stamp.")
@click.option("--page", type=int, default=-1, help="Page of the stamp, from 1; -1 is the last.")
@click.option("--box", nargs=4, type=float, help="Its corners, left bottom right top, in points from the lower left.")
@click.option("--lock", is_flag=True, help="Nothing may follow but archive timestamps.")
@click.option("--reason", default="", help="Why it is signed.")
@click.option("--location", default="", help="Where it is signed.")
@as_json
def command(console: Console, file: Path, key: Path, **options: Any) -> None:
    out = options["out"] or file.with_name(file.stem + BESIDE)
    if out.exists():
        raise WrongUse(what=f"{out}", why="it is there already, and is not written over")
    (passphrase,) = secrets_typed(options["passphrase_file"], f"Passphrase of {key.name}")
    found = opened(key.read_bytes(), passphrase, key.name)
    wish = _wish(console, found, options)
    write_whole(out, _signer(console, found, options).sign(file.read_bytes(), wish))
    if options["as_json"]:
        say({"file": str(file), "out": str(out), "signer": found.name, "level": wish.level})
    else:
        click.echo(f"{out}: signed by {found.name}, {wish.level}")


def _signer(console: Console, key: Key, options: dict[str, Any]) -> LocalSigner:
    address = options["tsa"] or console.settings.signatures.tsa_address
    trust = trusted(console.settings, options["trust"])
    return LocalSigner(key, trust, Timestamps(address, inside=trust.inside) if address else None)


def _wish(console: Console, key: Key, options: dict[str, Any]) -> Wish:
    level = options["level"] or console.settings.signatures.sign_level
    wish = Wish(level, options["field"], None, None, options["lock"], options["reason"], options["location"])
    if options["stamp"] is None:
        return wish
    box = options["box"] or (*CORNER, CORNER[0] + WIDTH, CORNER[1] + HEIGHT)
    size = box[2] - box[0], box[3] - box[1]
    name = options["name"] or key.name
    day = datetime.now(UTC).astimezone().date()
    seen = stamp(name, options["position"], day, options["stamp"], size=size, language=options["language"])
    return replace(wish, place=Place(options["page"], box), stamp=seen)
