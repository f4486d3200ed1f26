"""lontar follow: writes the index, beside a web server and workers on machines of their own."""

from lontar import console as shared
from lontar.console import Console
from lontar.settle import settle, told_to_stop
from web.postman import Postman


@shared.command("follow", "Keep the index up to date; for workers on several machines.")
def command(console: Console) -> None:
    console.demand_settings()
    over = told_to_stop()
    console.tell_queue()
    with Postman(console.house):
        settle(console.house, workers=0, over=over, for_ever=True)
    console.tell("Stopped; the next start goes on from here.")
