"""Events of a letter in words: what changed from what to what. No verb is shown raw."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from lontar.facts import told
from lontar.indexed import casefile_said
from lontar.paging import left_out_of
from lontar.shelving.placing import places
from lontar.values import CLASS, NAMES
from schemas.casefile import CaseFile
from store.contract import Row
from web.current import house
from web.i18n.words import DIRECTIONS, say_stored
from web.letters import invited
from web.letters.said import titles, value_said
from web.routing import clauses as routing
from web.sending import clauses as sending
from web.verifying.words import verdict_said

Values = Mapping[str, Any]


def said(event: Row) -> list[str]:
    short, clauses = verbs().get(event["verb"], (_("changed"), _nothing))
    return list(clauses(*told(event))) or [short]


def verbs() -> dict[str, tuple[str, Callable[[Values, Values], Iterator[str]]]]:
    """Each verb of a letter's events: in short, and in clauses from its values."""
    return {
        "letter.arrived": (_("arrived"), _arrived),
        "letter.imported": (_("brought in from a table"), _imported),
        "letter.scanned": (_("its scan came"), _arrived),
        "letter.import-undone": (_("taken out again: the table was undone"), _nothing),
        "letter.registered": (_("registered"), _registered),
        "letter.checked": (_("looked at by the registry"), _nothing),
        "letter.number-cancelled": (_("agenda number cancelled"), _number_cancelled),
        "letter.delivered": (_("delivered to units"), _delivered),
        "letter.understood": (_("read"), _understood),
        "letter.failed": (_("could not be read"), _failed),
        "letter.verified": (_("signatures verified again"), _verified),
        "letter.retried": (_("another try of reading was asked for"), _nothing),
        "letter.described": (_("fields corrected"), _described),
        "letter.classified": (_("security class changed"), _classified),
        "letter.tagged": (_("tags changed"), _tagged),
        "letter.noted": (_("note added"), _noted),
        "letter.unnoted": (_("note taken back"), _unnoted),
        "letter.filed": (_("case file changed"), _filed),
        "letter.shelved": (_("its paper moved"), _shelved),
        "letter.exported": (_("exported"), _nothing),
        "letter.withdrawn": (_("withdrawn"), _withdrawn),
        "letter.restored": (_("restored"), _nothing),
        "page.corrected": (_("a page corrected"), _corrected),
        "page.reviewed": (_("a page declared done"), _reviewed),
        "page.reopened": (_("a page opened again"), _reopened),
        "page.turned": (_("a page turned"), _turned),
        "page.wanted": (_("a page to be read again"), _wanted),
        "letter.arranged": (_("pages arranged"), _arranged),
        "letter.split": (_("split"), _split),
        "letter.rejoined": (_("the splitting was taken back"), _nothing),
        "letter.merged": (_("pages of other letters appended"), _merged),
        "letter.unmerged": (_("the merging was taken back"), _nothing),
        "letter.parted": (_("split off from another letter"), _nothing),
        "letter.joined": (_("its pages went to another letter"), _nothing),
        "letter.freed": (_("its pages came back"), _nothing),
        "letter.reminded": (_("reminded of what waits"), _nothing),
        "letter.tied": (_("a reference linked by hand"), _tied),
        "letter.followed-up": (_("a disposition followed up"), _nothing),
        "letter.signed": (_("signed"), _nothing),
        "letter.told_apart": (_("told apart from a letter that looks like it"), _told_apart),
        **routing.verbs(),
        **sending.verbs(),
        **invited.verbs(),
    }


def _nothing(_before: Values, _after: Values) -> Iterator[str]:
    yield from ()


def _arrived(_before: Values, after: Values) -> Iterator[str]:
    if after.get("files"):
        yield _("arrived as %(files)s", files=", ".join(after["files"]))
    if after.get("batch"):
        yield _("in the batch %(batch)s", batch=after["batch"])


def _imported(_before: Values, after: Values) -> Iterator[str]:
    if after.get("table"):
        yield _("brought in from %(table)s, line %(line)s", table=after["table"], line=after.get("line", ""))


def _registered(_before: Values, after: Values) -> Iterator[str]:
    if after.get("register"):
        _unit, direction, year = after["register"].rsplit("/", 2)  # office/registers.py
        yield _("entered in the register of %(year)s: %(direction)s", year=year, direction=DIRECTIONS[direction])


def _number_cancelled(_before: Values, after: Values) -> Iterator[str]:
    if after.get("reason"):
        yield _("agenda number cancelled: %(reason)s", reason=after["reason"])


def _delivered(_before: Values, after: Values) -> Iterator[str]:
    if units := len(after.get("units", ())):
        yield ngettext("delivered to %(num)s unit", "delivered to %(num)s units", units)


def _understood(before: Values, after: Values) -> Iterator[str]:
    yield ngettext("read: %(num)s page", "read: %(num)s pages", after.get("pages", 0))
    if any(before.get("fields", {}).values()):
        yield _("changed by reading again: %(fields)s", fields=", ".join(_titled(before["fields"])))


def _verified(_before: Values, after: Values) -> Iterator[str]:
    for one in after["verdicts"]:
        yield _("signatures of %(file)s: %(verdict)s", file=one["file"], verdict=verdict_said(one["verdict"]))


def _failed(_before: Values, after: Values) -> Iterator[str]:
    if after.get("error"):
        yield _("could not be read: %(reason)s", reason=say_stored(after["error"]))


def _described(before: Values, after: Values) -> Iterator[str]:
    sides = [side.get("fields", {}) for side in (before, after)]
    for name in (name for name in NAMES if name in sides[1]):
        old, new = (value_said(name, (side.get(name) or {}).get("value")) for side in sides)
        if old == new:
            yield _("%(field)s confirmed", field=titles()[name]) if new else _("%(field)s: none", field=titles()[name])
        elif old and new:
            yield _("%(field)s: “%(old)s” became “%(new)s”", field=titles()[name], old=old, new=new)
        elif new:
            yield _("%(field)s: “%(new)s” filled in", field=titles()[name], new=new)
        else:
            yield _("%(field)s: “%(old)s” taken away", field=titles()[name], old=old)


def _classified(before: Values, after: Values) -> Iterator[str]:
    if before and after:
        old, new = (value_said("security_class", side["security_class"]) for side in (before, after))
        yield _("%(field)s: “%(old)s” became “%(new)s”", field=titles()["security_class"], old=old, new=new)


def _tagged(before: Values, after: Values) -> Iterator[str]:
    old, new = before.get("tags", []), after.get("tags", [])
    if added := [one for one in new if one not in old]:
        yield _("tags added: %(tags)s", tags=", ".join(added))
    if gone := [one for one in old if one not in new]:
        yield _("tags taken off: %(tags)s", tags=", ".join(gone))


def _filed(before: Values, after: Values) -> Iterator[str]:
    if after.get("casefile"):
        yield _("put into the case file %(file)s", file=_casefile(after["casefile"]))
    elif before.get("casefile"):
        yield _("taken out of the case file %(file)s", file=_casefile(before["casefile"]))


def _shelved(before: Values, after: Values) -> Iterator[str]:
    where = places(house(), [before.get("folder"), after.get("folder")])
    if now := where.get(after.get("folder") or ""):
        yield _("its paper put into %(place)s", place=now.whole)
    elif was := where.get(before.get("folder") or ""):
        yield _("its paper taken out of %(place)s", place=was.whole)


def _casefile(id: str) -> str:
    return casefile_said(house().store.get(CaseFile, id)) or id


def _arranged(before: Values, after: Values) -> Iterator[str]:
    old, new = (set(left_out_of(side.get("files", ()))) for side in (before, after))
    if gone := len(new - old):
        yield ngettext("%(num)s page left out", "%(num)s pages left out", gone)
    if back := len(old - new):
        yield ngettext("%(num)s page brought back", "%(num)s pages brought back", back)
    if not gone and not back and before:
        yield _("pages put in another order")


def _split(_before: Values, after: Values) -> Iterator[str]:
    if after.get("files") == []:
        yield _("its scan was taken off and is a letter by itself")
    elif parts := len(after.get("letters", ())):
        yield ngettext("%(num)s letter split off", "%(num)s letters split off", parts)


def _merged(_before: Values, after: Values) -> Iterator[str]:
    if others := len(after.get("letters", ())):
        yield ngettext("pages of %(num)s letter appended", "pages of %(num)s letters appended", others)


def _tied(before: Values, after: Values) -> Iterator[str]:
    """Of a letter that is linked nothing is said: not everybody may know of it."""
    for key, tie in after.get("ties", {}).items():
        old, new = ((one or {}).get("letter") for one in (before.get("ties", {}).get(key), tie))
        if new and new != old:
            yield _("reference %(number)s linked by hand", number=key)
        elif len((tie or {}).get("others", ())) > len((before["ties"].get(key) or {}).get("others", ())):
            yield _("reference %(number)s: a letter ruled out", number=key)
        else:
            yield _("reference %(number)s: what was linked by hand taken back", number=key)


def _told_apart(before: Values, after: Values) -> Iterator[str]:
    if len(after.get("unlike", ())) < len(before.get("unlike", ())):
        yield _("no longer told apart from a letter that looks like it")


def _noted(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("note added: “%(text)s”", text=after["text"])


def _unnoted(before: Values, _after: Values) -> Iterator[str]:
    if before:
        yield _("note taken back: “%(text)s”", text=before["text"])


def _withdrawn(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("withdrawn: %(reason)s", reason=after["reason"])


def _corrected(before: Values, after: Values) -> Iterator[str]:
    if not after:
        return
    old, new, number = before.get("text"), after["text"], after["page"]
    if old and new:
        yield _("page %(number)s: “%(old)s” became “%(new)s”", number=number, old=old, new=new)
    elif new:
        yield _("page %(number)s: “%(new)s” put in", number=number, new=new)
    else:
        yield _("page %(number)s: “%(old)s” taken off", number=number, old=old)


def _reviewed(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("page %(number)s is done", number=after["page"])


def _reopened(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("page %(number)s is opened again", number=after["page"])


def _turned(_before: Values, after: Values) -> Iterator[str]:
    if after:
        yield _("page %(number)s turned by %(by)s°", number=after["page"], by=after["by"])


def _wanted(_before: Values, after: Values) -> Iterator[str]:
    if after:
        how = f"{after['languages']}, {after['profile']}"
        yield _("page %(number)s to be read again (%(how)s)", number=after["page"], how=how)


def _titled(names: Values) -> list[str]:
    return [titles()[name] for name in (*NAMES, CLASS) if name in names]
