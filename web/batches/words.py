"""What the numbers and states of a batch are called."""

from flask_babel import lazy_gettext as _l

NUMBERS = {
    "expected": _l("expected"),
    "scanned": _l("scanned"),
    "waiting": _l("being read"),
    "read": _l("read well"),
    "doubtful": _l("read with doubt"),
    "failed": _l("not readable"),
    "missing": _l("missing"),
    "surplus": _l("not in the list"),
    "unexplained": _l("to be explained"),
}
"""The numbers of a batch, in the order of the work."""
STATES = {name: said for name, said in NUMBERS.items() if name in ("waiting", "read", "doubtful", "failed", "missing")}
