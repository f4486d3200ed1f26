"""An office in which everything is long, many, or at its end: names as long as they may be, jobs in every state."""

from lontar.errors import JobStuck
from lontar.finding import saved_searches
from lontar.followers import IndexFollower
from lontar.many import carrying, casefile_acts, casefiles, jobs
from lontar.wiring import House
from office import demo
from office.access import Reader
from schemas.casefile import LONGEST_TITLE
from schemas.job import Job
from schemas.letter import LONGEST_TAG, FieldValue, Letter
from schemas.saved_search import LONGEST_NAME
from store.changes import Changes, Happened
from tests.lontar.bare import bare, person
from tests.lontar.finding import followed, understood
from tests.web.places import Place

NUMBER, TAGS = 30, 40
LONG = "penanggulangan kerusakan jembatan gantung di perbatasan desa yang diterjang banjir bandang pada musim hujan "
WORD = "pertanggungjawabankeuangandaerah"
CROWDED = (
    Place("crowded-list", "/?q=jembatan", "#q"),
    Place("crowded-tags", "/tags", ".rows a"),
    Place("crowded-tag", "/tags/edit?tag={tag}", "#instead"),
    Place("crowded-jobs", "/jobs", ".rows a"),
    Place("job-failed", "/jobs/{failed}", ".acts .btn"),
    Place("job-stopped", "/jobs/{stopped}", ".acts .btn"),
    Place("job-refused", "/jobs/{refused}", "h1"),
    Place("job-export", "/jobs/{export}", ".acts .btn"),
    Place("job-again", "/jobs/{again}", ".acts .btn"),
    Place("crowded-letters", "/jobs/{refused}/letters", ".rows a"),
    Place("crowded-casefiles", "/casefiles", ".rows a"),
    Place("crowded-casefile", "/casefiles/{casefile}", "h1"),
    Place("casefiles-closed", "/casefiles?state=closed", ".rows a"),
    Place("crowded-saved", "/saved", ".rows a"),
)


def archive(house: House) -> dict[str, str]:
    demo.found(house.store)
    letters = bare(house, NUMBER)
    for number, id in enumerate(letters):
        _lengthened(house, id, number)
    IndexFollower(house).catch_up()
    ani = person(house, "arsiparis")
    ids = _casefiles(house, ani) | _searches(house, ani)
    return ids | _jobs(house, ani, letters, ids["closing"]) | {"tag": _tag(0)}


def _tag(number: int) -> str:
    return f"{number} {WORD} {WORD}"[:LONGEST_TAG]


def _lengthened(house: House, id: str, number: int) -> None:
    letter = house.store.load(Letter, id)
    values = {"subject": (LONG * 5)[:500], "sender": (LONG * 2)[:200], "reference_number": f"{WORD}/{number}/{WORD}"}
    letter.fields |= {name: FieldValue(value=value, confidence=90.0) for name, value in values.items()}
    letter.tags = [_tag((number + one) % TAGS) for one in range(8)]
    house.store.commit(Changes.of(letter, events=[Happened("letter.tagged", f"letters/{id}", "tests")]))


def _casefiles(house: House, ani: Reader) -> dict[str, str]:
    titles = ((LONG * 5)[:LONGEST_TITLE], WORD * 3, "Jembatan", "Jalan")
    made = [
        casefiles.make(house, ani, "setda", number=f"005/{WORD}/{number}", code="005", title=title)
        for number, title in enumerate(titles)
    ]
    casefile_acts.change(house, ani, made[0].id, {"title": titles[0][::-1], "number": "005/lain"})
    casefile_acts.change(house, ani, made[2].id, {"state": "closed"})
    return {"casefile": made[0].id, "closing": made[3].id}


def _searches(house: House, ani: Reader) -> dict[str, str]:
    filters = {"tag": [_tag(number) for number in range(6)], "direction": ["legacy"]}
    saved_searches.save(house, ani, (LONG * 2)[:LONGEST_NAME], LONG, filters=filters, exact=True, sort="oldest")
    saved_searches.save(house, ani, "Jembatan", "jembatan", filters={})
    for _ in range(7):
        understood(house, "jembatan baru", subject=LONG, sender=WORD)
    followed(house)
    return {}


def _jobs(house: House, ani: Reader, letters: list[str], closing: str) -> dict[str, str]:
    """`closing`: a case file that is closed after letters were to be put into it."""

    def asked(act: str, **values: str) -> Job:
        job = jobs.ask(house, ani, letters, act, values, query=LONG, filters={"tag": [_tag(1)]})
        carrying.counted(house, job)
        return job

    made = {
        "failed": asked("tag", tag="banjir"),
        "stopped": asked("file", casefile=closing),
        "refused": asked("restore"),
        "export": asked("export", form="originals"),
        "again": asked("again"),
    }
    jobs.start(house, ani, made["failed"].id)
    failed = house.store.load(Job, made["failed"].id)
    failed.state, failed.due, failed.error = "failed", False, JobStuck(attempts=carrying.ATTEMPTS).as_dict()
    house.store.commit(Changes.of(failed))
    jobs.start(house, ani, made["stopped"].id)
    casefile_acts.change(house, ani, closing, {"state": "closed"})
    for name in ("stopped", "refused", "export"):
        if name != "stopped":
            jobs.start(house, ani, made[name].id)
        carrying.step(house, made[name].id)
    return {name: job.id for name, job in made.items()}
