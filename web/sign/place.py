"""The blueprint of the pages of who signs; none of them is kept by a browser."""

from flask import Blueprint, Response

place = Blueprint("sign", __name__)
"""The pages of who signs."""


@place.after_request
def not_kept(response: Response) -> Response:
    """A passphrase was typed there: neither a cache nor the way back shows it again."""
    response.headers["Cache-Control"] = "no-store"
    return response
