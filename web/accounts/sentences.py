"""Our words for what the accounts library has to say. `mark` makes them message ids of the catalogue."""


def mark(sentence: str) -> str:
    return sentence


SENTENCES = {
    "GENERIC_AUTHN_FAILED": (mark("The e-mail address or the password is not right."), "error"),
    "GENERIC_RECOVERY": (mark("If this address has an account, a message with a link is on its way."), "info"),
    "PASSWORD_RESET_REQUEST": (mark("If this address has an account, a message with a link is on its way."), "info"),
    "PASSWORD_RESET_EXPIRED": (mark("This link was good for %(within)s only. Ask for a new one."), "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (mark("This link has been used or is not whole. Ask for a new one."), "error"),
    "PASSWORD_RESET": (mark("The password was changed."), "success"),
    "PASSWORD_RESET_NO_LOGIN": (mark("The password was changed. Sign in with the new one."), "success"),
    "PASSWORD_CHANGE": (mark("The password was changed. Other sessions were ended."), "success"),
    "PASSWORD_IS_THE_SAME": (mark("The new password must differ from the old one."), "error"),
    "PASSWORD_NOT_PROVIDED": (mark("Enter the password."), "error"),
    "PASSWORD_INVALID_LENGTH": (mark("The password needs at least %(length)s characters."), "error"),
    "RETYPE_PASSWORD_MISMATCH": (mark("The two passwords differ."), "error"),
    "EMAIL_NOT_PROVIDED": (mark("Enter the e-mail address."), "error"),
    "INVALID_EMAIL_ADDRESS": (mark("This is not an e-mail address. Example: name@office.go.id"), "error"),
    "INVALID_PASSWORD": (mark("The current password is not right."), "error"),
    "USER_DOES_NOT_EXIST": (mark("The e-mail address or the password is not right."), "error"),
    "DISABLED_ACCOUNT": (mark("The e-mail address or the password is not right."), "error"),
    "REAUTHENTICATION_REQUIRED": (mark("Confirm your password to go on."), "error"),
    "REAUTHENTICATION_SUCCESSFUL": (mark("Thank you, go on."), "success"),
    "LOGIN": (mark("Sign in to go on."), "info"),
    "UNAUTHENTICATED": (mark("Sign in to go on."), "error"),
    "ANONYMOUS_USER_REQUIRED": (mark("You are signed in already."), "info"),
}
