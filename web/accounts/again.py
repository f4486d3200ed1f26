"""What asks whoever is signed in for their password once more: who sits at a screen that was left alone has not got
it."""

from flask import request

from office.people import is_password
from schemas.errors import LontarError
from web.accounts import lockout
from web.accounts.views import me


class WrongPassword(LontarError):
    code, title, status = "not-your-password", "Wrong password", 422
    sentence = "The current password is not right."
    advice = "Enter the password that you sign in with."


def demand_password() -> None:
    """The form's `password` is that of who is signed in; a wrong one counts as a failed sign-in. Raises WrongPassword,
    TooManyTries."""
    login = str(me()["login"])
    lockout.refuse_beyond(login)
    if not is_password(me(), request.form.get("password", "")):
        lockout.failed(login)
        raise WrongPassword(field="password")


def has_password() -> bool:
    """Whether there is one to ask for: who comes by the office's sign-in service may have none."""
    return bool(me().get("password"))
