"""Flask-Security set up over our store: what is on, its addresses, its sentences."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, request, session
from flask_login import user_logged_out
from flask_security import Security, user_authenticated
from flask_wtf.csrf import CSRFProtect

from office.people import ARGON2
from store.disk import write_once
from web.access import declare_public, needs_sign_in
from web.accounts import lockout, sessions
from web.accounts.datastore import People
from web.accounts.forms import AgainForm, ChangeForm, ForgotForm, ResetForm, SignInForm
from web.accounts.mail import MailUtil
from web.accounts.principal import by_session, speaks_for_itself
from web.accounts.sentences import SENTENCES
from web.i18n.catalogue import InMemory
from web.settings import Settings
from web.who import reader

PUBLIC = {
    "security.login": "signing in",
    "security.logout": "signing out does nothing for those who are out",
    "security.forgot_password": "who forgot the password is signed out",
    "security.reset_password": "the link of the mail is the proof",
    "security.change_password": "the library asks for a session itself",
    "security.verify": "the library asks for a session itself",
}
"""Pages of the library, and why each is open to everybody."""

csrf = CSRFProtect()


class Words(InMemory):
    """The library's sentences go through our catalogue."""

    @staticmethod
    def format_list(parts: list[str], **_: Any) -> str:
        return ", ".join(parts)


def secret_of(home: Path) -> str:
    """The key that signs cookies and links: made once, readable by its owner only."""
    path = home / "secret.key"
    if not path.exists():
        write_once(path, secrets.token_urlsafe(48).encode())  # two processes may start at once
    return path.read_text(encoding="ascii")


def configuration(settings: Settings, home: Path, shortest: int) -> dict[str, Any]:
    secret = secret_of(home)
    secure = settings.public_url.startswith("https://")
    return {
        "SECRET_KEY": secret,
        "SECURITY_PASSWORD_SALT": secret,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},  # so that `lontar users` makes the same hashes
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {f"argon2__{name}": value for name, value in ARGON2.items()},
        "SECURITY_PASSWORD_LENGTH_MIN": shortest,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(minutes=settings.reset_minutes),
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_LOGOUT_CSRF": True,
        "SECURITY_CHANGE_URL": "/account/password",
        "SECURITY_RESET_URL": "/reset",
        "SECURITY_VERIFY_URL": "/sign-in/again",
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
        "SECURITY_POST_RESET_VIEW": "/sign-in",
        "SECURITY_POST_CHANGE_VIEW": "/account",
        "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
        "SECURITY_CHANGE_PASSWORD_TEMPLATE": "accounts/change.html",
        "SECURITY_FORGOT_PASSWORD_TEMPLATE": "accounts/forgot.html",
        "SECURITY_RESET_PASSWORD_TEMPLATE": "accounts/reset.html",
        "SECURITY_VERIFY_TEMPLATE": "accounts/again.html",
        "SECURITY_LOGOUT_USER_TEMPLATE": "accounts/sign_out.html",
        "SECURITY_EMAIL_HTML": False,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_CSRF_PROTECT_MECHANISMS": ["session"],
        "SECURITY_CSRF_HEADER": "X-CSRF-Token",
        "WTF_CSRF_CHECK_DEFAULT": False,  # checked below, because personal tokens need none
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a form open over lunch still saves
        "SESSION_COOKIE_NAME": "lontar",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,  # sessions.renew does it
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=settings.session_hours),
    } | {f"SECURITY_MSG_{key}": said for key, said in SENTENCES.items()}


def install(app: Flask, settings: Settings, home: Path, shortest: int) -> None:
    """`shortest`: fewest characters of a password."""
    app.config.update(configuration(settings, home, shortest))
    csrf.init_app(app)
    security = Security(
        app,
        People(),
        login_form=SignInForm,
        change_password_form=ChangeForm,
        forgot_password_form=ForgotForm,
        reset_password_form=ResetForm,
        verify_form=AgainForm,
        mail_util_cls=MailUtil,
    )
    security.i18n_domain = Words()
    # What a person may do is for office.access to say. The library would look for its roles before every answer, also
    # of a style sheet, which is to come while the store is away.
    security.principal.identity_loaders.clear()
    user_authenticated.connect(sessions.begin, app)
    user_authenticated.connect(lockout.remember, app)
    user_logged_out.connect(sessions.end_this, app)

    app.before_request(sessions.renew)

    @app.before_request
    def let_in_again() -> None:
        """An answer that was on its way at sign-out may bring the ended session's cookie back: it must not keep the
        sign-in page away, which the library shows to nobody who seems signed in."""
        if request.endpoint == "security.login" and "_user_id" in session and by_session() is None:
            sessions.drop()

    @app.before_request
    def check_csrf() -> None:
        """Not asked of a token's bearer, nor of whoever is signed out where that leads nowhere but to the sign-in.
        At sign-out the library looks itself, and asks instead of refusing."""
        out = needs_sign_in(request.endpoint) and reader() is None
        if not speaks_for_itself() and not out and request.endpoint != "security.logout":
            csrf.protect()

    for endpoint, reason in PUBLIC.items():
        declare_public(endpoint, reason)
