"""What waits for a signature, and what was signed of it: several letters in one go, with a result of each."""

from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.drafting.acts import draft_for
from lontar.drafting.shown import title_of
from lontar.signing import acts, waiting
from lontar.signing.acts import ACTION
from lontar.signing.signers import Secret, signer_for, way_of
from lontar.signing.waiting import Waits
from office import demo
from office.access import Reader, may
from schemas.errors import LontarError, NotFound, WrongUse
from signing.settings import SERVICE
from signing.signer import Signer, Uncertain, WrongPassphrase
from web.access import route
from web.current import house, is_demo
from web.i18n.words import say
from web.once import once
from web.page import page
from web.sign import letter
from web.sign.place import place
from web.who import who

__all__ = ["letter", "place"]
MOST_AT_ONCE = 20
"""Letters signed in one go: each may take the service a minute."""
LONGEST_NAME = 60
"""Characters of a letter's subject in its result."""
COUNTED = 50


@route(place, "/sign", action=ACTION, summary="What waits for one's signature")
def signing() -> str:
    return _page()


@route(place, "/sign", action=ACTION, methods=("POST",), summary="Sign letters that were seen")
@once
def sign() -> Any:
    """`letter`: ID and the hash of what was seen, with a dot between, as often as there are letters."""
    chosen = [one.partition(".")[::2] for one in request.form.getlist("letter")]
    try:
        if not chosen:
            raise WrongUse(what=_("The choice"), why=_("no letter is in it"), field="letters")
        if len(chosen) > MOST_AT_ONCE:
            raise WrongUse(what=_("The choice"), why=_("it has more than %(most)s letters", most=MOST_AT_ONCE))
        signer = signer_for(house(), who(), secret())
        left = _signed(signer, chosen)
    except LontarError as problem:
        return make_response(_page(problem, [id for id, _seen in chosen]), problem.status)
    if left is not None:
        return make_response(_page(*left), left[0].status)
    return redirect(url_for("sign.signing"))


def secret() -> Secret:
    """What was typed to sign."""
    return Secret(request.form.get("key_password", ""), request.form.get("nik", "").strip())


def _signed(signer: Signer, chosen: list[tuple[str, str]]) -> tuple[LontarError, list[str]] | None:
    """Each letter signed, with its result said. After a wrong passphrase no other is tried, lest the key be locked: the
    error, and the letters that wait on."""
    for number, (id, seen) in enumerate(chosen):
        try:
            became = acts.sign(house(), who(), id, seen, signer)
        except WrongPassphrase as problem:
            return problem, [one for one, _seen in chosen[number:]]
        except NotFound:
            flash(_("A letter is not available to you any more."), "error")
        except Uncertain as problem:
            flash(f"{_named(id)}: {say(problem)}", "warning")
        except LontarError as problem:
            flash(f"{_named(id)}: {say(problem)}", "error")
        else:
            flash(_("%(name)s: signed", name=_named(id, became)), "success")
    return None


def _named(id: str, letter: str = "") -> str:
    """What a letter is called in its result."""
    row = draft_for(house(), who(), id)
    name = title_of(row) or str(row.get("reference_number") or letter or id)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _page(problem: LontarError | None = None, chosen: list[str] | None = None) -> str:
    """`chosen`: letters that stay chosen, because nothing was done to them."""
    found = waiting.waiting(house(), who())
    return page(
        "sign/list.html",
        waiting=[one for one in found if one.attempt is None and one.draft["state"] == "frozen"],
        under_way=[one for one in found if one.draft["state"] == "signing"],
        chosen=chosen or [],
        problem=problem,
        title_of=title_of,
        to=to,
        wants_nik=wants_nik(),
        told=told(),
        most=MOST_AT_ONCE,
    )


def to(one: Waits) -> str:
    """To whom a letter goes, in a line."""
    found = (one.draft.get("content") or {}).get("recipients") or []
    return "; ".join(str(name) for name in found) if isinstance(found, list) else str(found)


def wants_nik() -> bool:
    """Version 1 of the service knows people by their NIK, which is kept nowhere."""
    return way_of(house().settings) == SERVICE and house().settings.signatures.bsre_version == 1


def told() -> str:
    """The passphrase of the demo, whose keys are worth nothing elsewhere; "" everywhere else."""
    return demo.PASSPHRASE if is_demo() and way_of(house().settings) != SERVICE else ""


def counted(who: Reader) -> tuple[int, bool]:
    return waiting.counted(house(), who, COUNTED)


def is_for(who: Reader) -> bool:
    """For whom something waits."""
    return may(who, ACTION) and counted(who)[0] > 0
