"""What waits for a signature, and what was signed of it: several letters in one go, with a result of each."""

from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.drafting.acts import draft_for
from lontar.drafting.shown import title_of
from lontar.signing import acts, waiting
from lontar.signing.acts import ACTION
from lontar.signing.signers import Secret, signer_for, takes_codes, wants_nik, way_of
from lontar.signing.waiting import Waits
from office import demo
from office.access import Reader, may
from schemas.errors import LontarError, NotFound, WrongUse
from signing.attempts import BelowLevel
from signing.settings import SERVICE
from signing.signer import Signer, Uncertain, WrongCode, WrongPassphrase
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
        signer = signer_for(house(), who(), secret(), len(chosen))
        left = _signed(signer, chosen)
    except LontarError as problem:
        return _not_signed(problem, [id for id, _seen in chosen])
    if left is not None:
        return _not_signed(*left)
    return redirect(url_for("sign.signing"))


def secret() -> Secret:
    """What was typed to sign."""
    typed = request.form
    return Secret(
        typed.get("key_password", ""), typed.get("nik", "").strip(), typed.get("one_time_password", "").strip()
    )


def _not_signed(problem: LontarError, left: list[str]) -> Any:
    """The letters that wait on, still chosen; one that was to be signed by a code on its own page, where codes are."""
    if secret().code and len(left) == 1:
        return letter.refused(draft_for(house(), who(), left[0]), problem)
    return make_response(_page(problem, left), problem.status)


def _signed(signer: Signer, chosen: list[tuple[str, str]]) -> tuple[LontarError, list[str]] | None:
    """Each letter signed, with its result said. After a wrong passphrase no other is tried, lest the key be locked: the
    error, and the letters that wait on."""
    for number, (id, seen) in enumerate(chosen):
        try:
            became = acts.sign(house(), who(), id, seen, signer)
        except (WrongPassphrase, WrongCode) as problem:
            return problem, [one for one, _seen in chosen[number:]]
        except NotFound:
            flash(_("A letter is not available to you any more."), "error")
        except (Uncertain, BelowLevel) as problem:
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
        wants_nik=wants_nik(house().settings),
        codes=takes_codes(house().settings),
        told=told(),
        most=MOST_AT_ONCE,
    )


def to(one: Waits) -> str:
    """To whom a letter goes, in a line."""
    found = (one.draft.get("content") or {}).get("recipients") or []
    return "; ".join(str(name) for name in found) if isinstance(found, list) else str(found)


def told() -> str:
    """The passphrase of the demo, whose keys are worth nothing elsewhere; "" everywhere else."""
    return demo.PASSPHRASE if is_demo() and way_of(house().settings) != SERVICE else ""


def counted(who: Reader) -> tuple[int, bool]:
    return waiting.counted(house(), who, COUNTED)


def is_for(who: Reader) -> bool:
    """For whom something waits."""
    return may(who, ACTION) and counted(who)[0] > 0
