"""What can be wrong with a sign-in by the office's sign-in service. Each has a page that leads to the sign-in."""

from schemas.errors import LontarError, Unavailable

OTHERWISE = "Try again in a moment, or sign in with your password."
TELL = "Nobody was signed in. Try again; if it happens again, tell your administrator."


class NoService(LontarError):
    code, title, status = "sso-off", "No sign-in service", 404
    sentence = "This office has no sign-in service."
    advice = "Sign in with your password."


class NoWayBack(LontarError):
    code, title, status = "sso-no-address", "Address not set", 503
    sentence = "The sign-in service must be told where this archive is, and that is not set."
    advice = "Sign in with your password; an administrator sets LONTAR_PUBLIC_URL."


class ServiceAway(Unavailable):
    code, title, status = "sso-away", "Sign-in service away", 502
    sentence = "The sign-in service does not answer: %(why)s."
    advice = OTHERWISE


class ServiceFault(LontarError):
    code, title, status = "sso-fault", "Sign-in service at fault", 502
    sentence = "The sign-in service gave an answer that cannot be used: %(why)s."
    advice = TELL


class Declined(LontarError):
    code, title, status = "sso-declined", "Not let in", 403
    sentence = "The sign-in service did not let you in (%(why)s)."
    advice = OTHERWISE


class SignInLost(LontarError):
    code, title, status = "sso-lost", "Sign in again", 400
    sentence = (
        "This sign-in did not begin in this browser, was used already, or began more than %(minutes)s minutes ago."
    )
    advice = "Begin again at the sign-in page."


class WrongAlgorithm(LontarError):
    code, title, status = "sso-algorithm", "Identity not proven", 403
    sentence = "What the sign-in service says of you is not signed in a way that proves anything."
    advice = TELL


class UnknownKey(LontarError):
    code, title, status = "sso-unknown-key", "Identity not proven", 403
    sentence = "What the sign-in service says of you is signed with a key that it does not name."
    advice = TELL


class WrongSignature(LontarError):
    code, title, status = "sso-signature", "Identity not proven", 403
    sentence = "What the sign-in service says of you has a wrong signature."
    advice = TELL


class WrongIssuer(LontarError):
    code, title, status = "sso-issuer", "Identity of another service", 403
    sentence = "The sign-in service names itself otherwise than LONTAR_OIDC_ISSUER does."
    advice = TELL


class WrongAudience(LontarError):
    code, title, status = "sso-audience", "Identity for another program", 403
    sentence = "What the sign-in service says of you is meant for another program."
    advice = TELL


class IdentityExpired(LontarError):
    code, title, status = "sso-expired", "Identity too old", 403
    sentence = "What the sign-in service says of you is not valid any more."
    advice = "Try again. If it happens again, the clock of one of the two servers is wrong: tell your administrator."


class WrongNonce(LontarError):
    code, title, status = "sso-nonce", "Identity of another sign-in", 403
    sentence = "What the sign-in service says of you belongs to another sign-in."
    advice = TELL


class NotVerified(LontarError):
    code, title, status = "sso-not-verified", "Address not verified", 403
    sentence = "The sign-in service has not verified your e-mail address, so no account can be found by it."
    advice = "Have the address verified there, then sign in again."


def code_shown(error: str) -> str:
    """A code of an error, if it looks like one: nothing else of what somebody sends is shown on our page."""
    plain = error.isascii() and error.replace("_", "").isalnum() and len(error) <= 40
    return error if plain else "error"
