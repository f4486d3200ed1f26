"""Errors of the settings and of the running system."""

from schemas.errors import LontarError


class UnknownSetting(LontarError):
    code, title, status, exit_code = "unknown-setting", "Unknown setting", 500, 2
    sentence = "%(name)s (in %(where)s) is no setting of Lontar; did you mean %(nearest)s?"
    advice = "`lontar settings` lists all of them."


class WrongSetting(LontarError):
    code, title, status, exit_code = "wrong-setting", "Wrong setting", 500, 2
    sentence = "%(name)s=%(value)s (in %(where)s) cannot be used: it must be %(must)s."
    advice = "`lontar settings` says what each one means."
