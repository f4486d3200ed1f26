"""Typescript of long ago: Dutch of the colony (1925-1941), Indonesian in the spelling of its year (1938-1960)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from samples import parts
from samples.content import content
from samples.days import DUTCH_MONTHS, OLD_MONTHS, workday, written
from samples.draft import Draft, Head, Sample
from samples.numbers import Reference
from samples.spelling import spelled_in
from schemas.day import day_number

GUILDERS_UNTIL = 1950
OCCUPATION = range(1942, 1946)
"""No letters of these years: nobody wrote Dutch, and dates followed another calendar."""
OPEN_SERIAL = 0.3


@dataclass
class Typist:
    """Writes in one language and spelling: `spell` is applied to every sentence before its gaps are filled."""

    draft: Draft
    words: dict[str, Any]
    months: tuple[str, ...]
    spell: Callable[[str], str]

    def one_of(self, name: str) -> str:
        """A recipient, a town, a sentence, in the spelling of the time."""
        return self.spell(str(self.draft.random.choice(self.words["letters"][name])))

    def dated(self, town: str) -> str:
        day = written(self.draft.when, self.months)
        self.draft.says("place", town)
        self.draft.says("date", day_number(self.draft.when), day)
        return f"{town}, {day}."

    def numbered(self, after: str) -> str | list[Any]:
        serial = str(self.draft.random.randint(12, 2900))
        return self.draft.numbered(self.draft.opened(Reference("", serial, after), OPEN_SERIAL))

    def enclosed(self) -> list[list[str]]:
        """A row for enclosures, where there are some."""
        if not self.draft.chance(0.4):
            return []
        count = self.draft.random.randint(1, 3)
        self.draft.says("enclosures", count, str(count))
        return [["Bijlagen" if self.draft.layout == "kolonial" else "Lampiran", str(count)]]

    def body(self, matter: dict[str, Any], gaps: dict[str, str]) -> None:
        """The letter that it answers, the matter, a deadline, a close."""
        draft = self.draft
        draft.blocks.append({"p": self._opening()})
        more = draft.random.sample(self.words["letters"]["more"], draft.random.randint(0, 3))
        draft.blocks += [{"p": self._filled(text, gaps)} for text in [*matter["body"], *more]]
        if draft.chance(0.3):
            day = draft.filler.other_day(12, 40)
            draft.says("deadline", day_number(day), written(day, self.months))
            draft.blocks.append({"p": self.one_of("deadline").format(deadline=written(day, self.months))})
        draft.blocks.append({"p": self.one_of("close")})

    def _opening(self) -> str:
        draft = self.draft
        if draft.chance(0.5):
            return self.one_of("plain")
        day = draft.filler.other_day(-60, -6)
        reference = f"{draft.random.randint(20, 2400)}/{draft.random.choice('ABDK')}"
        draft.cites(reference, day)
        return self.one_of("reply").format(date=written(day, self.months), number=reference)

    def _filled(self, text: str, gaps: dict[str, str]) -> str:
        random, money = self.draft.random, self.draft.random.randint(3, 90) * 50
        day = written(self.draft.filler.other_day(-30, -4), self.months) if "{date2}" in text else ""
        sums = f"f {money},-" if self.draft.when.year < GUILDERS_UNTIL else f"Rp {money * 5},-"
        counts = {"n": str(random.randint(2, 9)), "n2": str(random.randint(11, 90))}
        return self.spell(text).format_map(gaps | counts | {"date2": day, "guilders": str(money), "money": sums})


def kolonial(draft: Draft, past: Sequence[Head]) -> Sample:
    random, words = draft.random, content("colonial")
    typist = Typist(draft, words, DUTCH_MONTHS, str)
    home, matter = random.choice(words["office"]), random.choice(words["matter"])
    draft.says("language", "nld")
    draft.says("sender", home["name"], home["heading"][-1])
    gaps = {"kampong": typist.one_of("kampongs"), "town": typist.one_of("towns")}
    subject = matter["subject"].format_map(gaps)
    number_row = ["No.", typist.numbered(f"/{home['mark']}")]
    rows = [number_row, *typist.enclosed(), ["Onderwerp", subject]]
    draft.says("subject", subject)
    to, where = typist.one_of("recipients"), typist.one_of("towns")
    draft.says("recipients", [to])
    honour = "den" if to.startswith(("Regent", "Wedana")) else "den Heer"
    signer = random.choice(content("names")["dutch"])
    draft.says("signer", signer)
    draft.says("signer_position", home["head"])
    typist.body(matter, gaps)
    return draft.done(
        lang="nl",
        paper=parts.FOLIO,
        kop={"lines": home["heading"]},
        dated=typist.dated("Soekamadjoe"),
        labels=rows,
        to={"at": ["Aan", f"{honour} {to}", "te", f"{where.upper()}."]},
        sign={"lines": [f"{home['head']},"], "name": signer, "style": "plain"},
    )


def ejaan_lama(draft: Draft, past: Sequence[Head]) -> Sample:
    random, words = draft.random, content("republic")
    if draft.when.year in OCCUPATION:
        draft.move(workday(draft.when + timedelta(days=366 * len(OCCUPATION))))
    year = draft.when.year
    spell = partial(spelled_in, year=year)
    typist = Typist(draft, words, tuple(map(spell, OLD_MONTHS)), spell)
    home, matter = random.choice(words["office"]), random.choice(words["matter"])
    name, head = spell(home["name"]), spell(home["head"])
    draft.says("sender", name, name.upper())
    gaps = {"village": typist.one_of("villages"), "town": typist.one_of("towns")}
    subject = spell(matter["subject"]).format_map(gaps)
    number_row = ["No.", typist.numbered(f"/{home['mark']}/{year}" if year >= OCCUPATION.stop else "/14")]
    rows = [number_row, *typist.enclosed(), [spell("Perihal"), subject]]
    draft.says("subject", subject)
    to, where = typist.one_of("recipients"), typist.one_of("towns")
    while to == head:
        to = typist.one_of("recipients")
    draft.says("recipients", [to])
    honour = spell(random.choice(("Yth. Saudara", "Yth. Tuan") if year < GUILDERS_UNTIL else ("Yth. Saudara",)))
    signer = random.choice(content("names")["old"])
    draft.says("signer", signer)
    draft.says("signer_position", head)
    typist.body(matter, gaps)
    if draft.chance(0.4):
        names = [one for one in dict.fromkeys(typist.one_of("recipients") for _ in range(3)) if one not in (to, head)]
        draft.says("copies", names or ["Arsip"])
        draft.data["copies"] = {"title": spell("Tembusan kepada:"), "names": names or ["Arsip"]}
    return draft.done(
        paper=parts.FOLIO,
        kop={"lines": [name.upper()]},
        dated=typist.dated(spell("Sukamaju")),
        labels=rows,
        to={"above": "Kepada", "lead": honour, "names": [to], "at": ["di", f"{where.upper()}."]},
        sign={"lines": [f"{head},"], "name": signer, "style": "plain"},
    )
