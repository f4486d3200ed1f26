"""What a sender sees who opens the address on the receipt: three steps with their days, and nothing else.

Open to everybody who has the token, of 96 bits; whoever tries others has to wait as after failed sign-ins."""

from flask import Response, make_response

from lontar.routing.tracking import Tracked, tracked
from web.access import route
from web.accounts.limits import count_guess, refuse_guesses
from web.current import house
from web.page import page
from web.registers.place import place


@route(place, "/track/<token>", public="the token is the key", summary="How far a letter is, for its sender")
def track(token: str) -> Response:
    refuse_guesses()
    found = tracked(house(), token)
    if found is None:
        count_guess()
    answer = make_response(page("registers/track.html", found=found, step=_step(found)), 200 if found else 404)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _step(found: Tracked | None) -> int:
    """The step that it is at: 1 to 3; 0 for what is not known."""
    if found is None:
        return 0
    return 3 if found.answered else 2 if found.processed else 1
