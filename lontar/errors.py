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


class HomeInUse(LontarError):
    code, title, status, exit_code = "home-in-use", "Already running", 409, 3
    sentence = "Another `lontar run` works in %(home)s already."
    advice = "Open its page, stop it there with Ctrl-C, or set LONTAR_HOME to another folder."


class PortTaken(LontarError):
    code, title, status, exit_code = "port-taken", "Port in use", 409, 3
    sentence = "Port %(port)s of %(host)s is in use by another program."
    advice = "Stop that program, or choose another port: lontar run --port 8001."
