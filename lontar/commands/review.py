"""lontar review: the pages that a person should look at."""

from dataclasses import asdict
from typing import Any

import click

from lontar import console as shared
from lontar.console import Console, as_json, as_person, counted, say
from lontar.reading import review_queue
from lontar.reading.review_queue import Queue


@shared.command("review", "Pages read with doubt, the most doubtful first.")
@click.option("--limit", type=click.IntRange(1, review_queue.AT_ONCE), default=50, show_default=True, help="Pages.")
@click.option("--after", metavar="CURSOR", help="The pages behind this cursor.")
@as_person
@as_json
def command(console: Console, limit: int, after: str | None, **options: Any) -> None:
    reader = console.reader(options["person"])
    found = review_queue.queue(console.house, reader, after, limit)
    if options["as_json"]:
        say({"pages": [asdict(one) for one in found.rows], "after": found.after})
        return
    _tell(found)
    count, at_least = review_queue.waiting(console.house, reader)
    wait = f"{counted(count, 'page')} below {review_queue.WELL} % to correct"
    click.echo(f"At least {wait}" if at_least else wait)
    if found.after:
        click.echo(f"More: --after {found.after}")


def _tell(found: Queue) -> None:
    for one in found.rows:
        title = click.style(one.subject or one.name, bold=True)
        doubt = counted(one.doubtful, "doubtful word")
        click.echo(f"{one.letter} p. {one.number}  {one.confidence:.0f} %, {doubt}  {title}")
