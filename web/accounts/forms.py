"""The forms of the accounts library with our labels, and the sign-in form that counts failures."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security.forms import ChangePasswordForm, ForgotPasswordForm, LoginForm, ResetPasswordForm, VerifyForm

from office.people import is_password
from office.second_factor import is_on
from web.accounts import limits, lockout
from web.accounts.datastore import User


def label(form: Any, **labels: object) -> None:
    for name, words in labels.items():
        form[name].label.text = words


def counted(typed: Any, validate: Callable[..., bool], **kwargs: Any) -> bool:
    """A form that asks who is signed in for their password: wrong ones count as failed sign-ins, so that a session
    left open is no place to guess at it. Raises TooManyTries before any password is looked at."""
    lockout.refuse_beyond(current_user.email)
    if validate(**kwargs):
        return True
    if typed.data and not is_password(current_user.row, typed.data):
        lockout.failed(current_user.email)
    return False


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.password.description = ""  # the library puts a link of its own there
        label(self, email=_l("E-mail address"), password=_l("Password"))

    def validate_next(self, field: Any) -> None:
        """A link that leads away from here is no reason to keep a person out: the library then leads to the search."""

    def validate(self, **kwargs: Any) -> bool:
        """Raises TooManyTries before any password is looked at."""
        login = str(self.email.data or "")
        lockout.refuse_beyond(login)
        if super().validate(**kwargs):
            if isinstance(self.user, User) and not is_on(
                self.user.row
            ):  # else the code is to come: a password alone must not give new tries at it
                lockout.forget(login)
            return True
        if self.password.data:
            lockout.failed(login)
        return False


class ChangeForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label(
            self,
            password=_l("Current password"),
            new_password=_l("New password"),
            new_password_confirm=_l("New password again"),
        )

    def validate(self, **kwargs: Any) -> bool:
        """Raises TooManyTries."""
        return counted(self.password, super().validate, **kwargs)


class AgainForm(VerifyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label(self, password=_l("Current password"))

    def validate(self, **kwargs: Any) -> bool:
        """Raises TooManyTries."""
        return counted(self.password, super().validate, **kwargs)


class ForgotForm(ForgotPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label(self, email=_l("E-mail address"))

    def validate(self, **kwargs: Any) -> bool:
        """Raises TooManyMessages."""
        limits.count_message(str(self.email.data or ""))
        return bool(super().validate(**kwargs))


class ResetForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label(self, password=_l("New password"), password_confirm=_l("New password again"))
