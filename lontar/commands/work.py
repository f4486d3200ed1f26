"""lontar work: a worker, until it is told to stop or nothing is left."""

import click

from lontar import called
from lontar import console as shared
from lontar.console import Console, progress
from lontar.settle import settle, told_to_stop


@shared.command("work", "Read the letters that wait.")
@click.option("--until-done", is_flag=True, help="End when nothing waits any more.")
def command(console: Console, until_done: bool) -> None:
    console.demand_settings()
    over = told_to_stop()
    console.tell_languages()
    console.tell_queue()
    if console.house.queue.apart and not until_done:
        called.serve(console.house, console.settings.work_pool.workers, over)
    else:
        with progress() as tell:
            settle(
                console.house, over=over, for_ever=not until_done, tell=lambda left: tell(f"Letters to read: {left}")
            )
    if over.is_set():
        console.tell("Stopped; the next start goes on from here.")
