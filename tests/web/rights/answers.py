"""What people are told beside what is theirs by the words of the rule: hits, counts, lists, links, results, equal."""

from collections import Counter
from itertools import count
from typing import Any

from lontar.calendar import feeds
from lontar.calendar.items import Calendar
from lontar.finding import alerts
from lontar.finding.exporting import exported
from lontar.finding.find import every, find
from lontar.finding.proposals import proposals
from lontar.finding.similar import similar
from lontar.indexed import UNFILED
from lontar.intake.received import received
from lontar.letters import show
from lontar.many import casefiles, jobs
from lontar.many.tags import tags
from lontar.notices import unseen
from lontar.reading import review_queue
from lontar.understanding import confirm_queue, lessons
from office.access import may
from schemas.assignment import HEAD
from schemas.job import Job
from schemas.letter import Letter
from tests.lontar.jobbing import carried
from tests.readable import secret
from tests.web.rights.built import CASEFILE, EVENT, Built, attending, is_tied
from web.reading.state import state_of

ALL = {"state": ["understood", "failed", "withdrawn"]}


def jobs_of(made: Built, person: int) -> list[str]:
    """An export, done, and a tag for all letters there are, counted: asked for while letters had their first class."""
    house, reader = made.house, made.reader(person)
    asked = []
    if found := list(every(house, reader, "jembatan")):
        done = jobs.ask(house, reader, found, "export", {"form": "originals"}, query="jembatan")
        carried(house)
        jobs.start(house, reader, done.id)
        asked.append(done.id)
    asked.append(jobs.ask(house, reader, list(made.ids), "tag", {"tag": f"kerja {person}"}).id)
    return asked


def nothing_of_others_in_hits(made: Built, person: int) -> None:
    """While the index has yet to follow."""
    house, reader = made.house, made.reader(person)
    result = find(house, reader, "jembatan", filters=ALL)
    rows = list(exported(house, reader, "jembatan", filters=ALL, sort="newest"))
    letters = [one.as_dict() for one in proposals(house, reader, "jem") if one.kind == "letter"]
    assert made.betrayed(repr((result["hits"], rows, letters)), person) == set()
    assert result["total"] == len(result["hits"])


def found(made: Built, person: int) -> None:
    """Hits, their number, facets, tags, and that a word of another one's letter finds and proposes nothing."""
    house, reader, world = made.house, made.reader(person), made.world
    readable, standing = world.readable(world.people[person]), world.standing(world.people[person])
    for filters, expected in (({}, standing), (ALL, readable), ({"casefile": [CASEFILE]}, _filed(made, standing))):
        result = find(house, reader, "jembatan", filters=filters)
        assert made.numbers(hit["id"] for hit in result["hits"]) == sorted(expected)
        assert result["total"] == len(expected)
        told = {tag: number for tag, number in result["facets"]["tag"] if not tag.startswith("tanda")}
        assert told == Counter(tag for one in expected for tag in world.letters[one].tags)
        units = Counter(f"U{world.letters[one].unit}" for one in expected)
        assert dict(map(tuple, result["facets"]["unit"])) == units
        among = standing if "casefile" in filters else expected  # a filter leaves its own other values in sight
        filed = Counter(CASEFILE if world.letters[one].filed else UNFILED for one in among)
        assert dict(map(tuple, result["facets"]["casefile"])) == filed
    assert dict(tags(house, reader)) == Counter(
        tag for one in readable for tag in (*world.letters[one].tags, f"tanda {secret(one)}")
    )
    for number in set(range(len(made.ids))) - readable:
        result = find(house, reader, secret(number), filters=ALL)
        assert (result["total"], result["hits"]) == (0, [])
        spelled = [one["query"] for one in result["instead"] if one["kind"] == "spelling"]
        told = repr(spelled).replace(f"{secret(number)}~", "")  # as it was typed, for a near word of theirs
        assert made.betrayed(told, person) == set()
        assert proposals(house, reader, secret(number)[:9]) == []
    for number in readable:
        letter: Any = house.store.get(Letter, made.ids[number])
        assert set(made.numbers(similar(house, reader, letter, {}))) <= readable - {number}


def _filed(made: Built, numbers: set[int]) -> set[int]:
    return {one for one in numbers if made.world.letters[one].filed}


def listed(made: Built, person: int) -> None:
    """What waits to be corrected, confirmed, read; alerts; what was brought in; case files; lessons."""
    house, reader, world = made.house, made.reader(person), made.world
    readable, standing = world.readable(world.people[person]), world.standing(world.people[person])
    failed = {one for one in standing if world.letters[one].failed}
    read, describes = standing - failed, may(reader, "letter.describe")
    assert _walked(made, review_queue.queue, person) == sorted(read if may(reader, "page.correct") else ())
    assert review_queue.waiting(house, reader)[0] == len(read if may(reader, "page.correct") else ())
    assert _walked(made, confirm_queue.queue, person) == sorted(read if describes else ())
    assert confirm_queue.count(house, reader)[0] == len(read if describes else ())
    assert made.numbers(one.id for one in state_of(house, reader).failed.rows) == sorted(failed)
    assert made.numbers(letter["_id"] for _, letter in alerts.unseen(house, reader)) == sorted(standing)
    assert made.numbers(letter["_id"] for _, letter in alerts.unseen(house, reader, 1)) in [
        [one] for one in standing
    ] + ([] if standing else [[]])
    assert made.numbers(row["letter"] for row, _ in unseen.unseen(house, reader) if row.get("letter")) == sorted(
        standing
    )
    brought = {one for one, letter in enumerate(world.letters) if letter.added_by == person}
    sent = [one for upload in received(house, reader) for one in upload.letters]
    assert len(sent) == len(brought)
    assert made.numbers(one.letter for one in sent if one.letter) == sorted(brought & readable)
    if describes:
        taught = {id for lesson in lessons.known(house, reader) for id in lesson["letters"]}
        assert set(made.numbers(taught)) <= readable
    known = CASEFILE in casefiles.known(house, reader, [CASEFILE])
    own = {row["_id"] for row in casefiles.casefiles(house, reader)}
    assert known == bool(own or _filed(made, readable))


def _walked(made: Built, queue: Any, person: int) -> list[int]:
    """The letters of a queue, one at a time: neither they nor where the list goes on tell of others."""
    after, ids = None, []
    for _ in count():
        found = queue(made.house, made.reader(person), after, 1)
        assert made.betrayed(repr(found), person) == set()
        ids += [row.letter for row in found.rows]
        after = found.after
        if after is None:
            return made.numbers(ids)
    raise AssertionError


def joined(made: Built, person: int) -> None:
    """Threads both ways, also those that a person tied, and doubles."""
    world, me = made.world, made.world.people[person]
    standing = world.standing(me)
    for number in world.readable(me):
        letter, said = world.letters[number], show(made.house, made.reader(person), made.ids[number])
        references = [one["letter"] and one["letter"]["id"] for one in said["thread"]["references"]]
        meant = letter.cites is not None and letter.cites in standing and not world.letters[letter.cites].failed
        if letter.cites is None or letter.failed:
            assert references == []
        elif meant:
            assert references == [made.ids[letter.cites]]
        else:
            assert set(references) <= {None, *(made.ids[one] for one in standing)}
        citing = made.numbers(one["id"] for one in said["thread"]["cited_by"])
        assert citing == sorted(one for one in standing if _cites(made, one, number) and number in standing)
        twins = made.numbers(one["letter"]["id"] for one in said["duplicates"] if one["kind"] == "file")
        assert twins == sorted(one for one in standing - {number} if _bytes(made, one) == _bytes(made, number))


def _cites(made: Built, one: int, other: int) -> bool:
    """By the number that the other one bears, if it could be read; by a person's word in any case."""
    letters = made.world.letters
    return letters[one].cites == other and not letters[one].failed and (is_tied(one) or not letters[other].failed)


def _bytes(made: Built, number: int) -> int:
    twin = made.world.letters[number].twin
    return number if twin is None else _bytes(made, twin)


def worked_on(made: Built, person: int, ids: list[str]) -> None:
    """A job is its person's; its letters are named where they may still be read; what it does is by today's rights."""
    house, reader, world = made.house, made.reader(person), made.world
    readable = world.readable(world.people[person])
    for id in ids:
        row = house.store.get(Job, id) or {}
        results = [one for no in range(row["parts"]) for one in jobs.listed(house, reader, id, no)]
        assert len(results) == row["letters"]
        assert set(made.numbers(one["id"] for one in results if one["id"])) <= readable
    jobs.start(house, reader, ids[-1])
    carried(house)
    counts = jobs.said(house.store.get(Job, ids[-1]) or {})["counts"]
    assert (counts["done"], counts["refused"]) == (len(readable), len(made.ids) - len(readable))
    assert [row["_id"] for row in jobs.jobs(house, reader)] == ids[::-1]


def invited(made: Built, person: int) -> None:
    """Invitations of one's positions: with their letter where it may be read, by their hours alone where not."""
    world, me = made.world, made.world.people[person]
    items = Calendar(made.house, made.reader(person)).own(EVENT, EVENT)
    shown = {one for item in items if item.letter for one in made.numbers([item.row["letter"]])}
    assert shown <= world.standing(me)
    lent = {one for one in world.standing(me) if attending(made, one) & me.lent and not world.letters[one].failed}
    assert lent <= shown
    mine = me.held | me.lent
    led = {unit for one in mine if world.positions[one].head for unit in world.under(world.positions[one].unit)}
    theirs = {f"position{one}" for one in mine} | {f"{HEAD}unit{one}" for one in led}
    assert {item.row["position"] for item in items} <= theirs


def feed_of(made: Built, person: int) -> str:
    """The address of a new feed of theirs."""
    return f"/calendar/{feeds.make(made.house, made.reader(person))}.ics"
