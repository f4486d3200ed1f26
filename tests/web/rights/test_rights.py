"""Over random organisations, letters, rights and questions: nobody is told of a letter that is not theirs to read, and
what they are told of is all that is theirs."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import Phase, given, settings

from lontar.settings import load
from lontar.wiring import House, open_house
from office.notifier import Mail, Message
from office.settings import Settings
from tests.examples import examples
from tests.lontar.jobbing import carried
from tests.search.elastic import cleared
from tests.store.mongo_stores import database
from tests.web.rights import answers, doors
from tests.web.rights.built import Built, built, followed, turned
from tests.web.rights.world import World, worlds
from web.app import create_app
from web.notices import post as notices
from web.saved import post

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A world is small enough to be read, and another one takes a second to build."""
Engines = Callable[[], AbstractContextManager[dict[str, str]]]


@contextmanager
def housed(engines: dict[str, str]) -> Iterator[House]:
    with TemporaryDirectory(prefix="rights-") as name:
        house = open_house(load({"LONTAR_HOME": f"{name}/home", **engines}, Path(name)))
        yield house
        house.close()


def asked(house: House, world: World, *, letters: bool = True) -> None:
    """All doors, of everybody: when the index has yet to follow that letters have another class, and when it has.
    `letters`: those of each letter too, which are the same on every engine."""
    made = built(house, world)
    jobs = {person: answers.jobs_of(made, person) for person in range(len(world.people))}
    carried(house)
    turned(made)
    for person in range(len(world.people)):
        answers.nothing_of_others_in_hits(made, person)
    followed(house)
    app = create_app(house, testing=True)
    for person in range(len(world.people)):
        nothing_betrayed(made, doors.signed_in(app.test_client(), person), person, jobs[person], letters=letters)
        answers.found(made, person)
        answers.listed(made, person)
        answers.joined(made, person)
        answers.invited(made, person)
    mailed(made)
    for person in range(len(world.people)):
        answers.worked_on(made, person, jobs[person])


def nothing_betrayed(made: Built, client: doors.FlaskClient, person: int, jobs: list[str], *, letters: bool) -> None:
    seen = Counter[int]()
    for address in (*doors.general(), *doors.of_jobs(jobs), answers.feed_of(made, person)):
        status, said = doors.opened(client, address)
        assert made.betrayed(said, person) == set(), address
        seen[status] += 1
    readable = made.world.readable(made.world.people[person])
    for number, (id, letter) in enumerate(zip(made.ids, made.world.letters, strict=True)) if letters else ():
        for address in doors.of_a_letter(id, letter.cites):
            status, said = doors.opened(client, address)
            if number not in readable:
                assert status in (403, 404), address
                said = said.replace(id, "")  # the page of what is not there leads back to the address that was typed
            assert made.betrayed(said, person) == set(), address
            seen[status] += 1
    assert seen.keys() <= {200, 403, 404, 409}, seen


def mailed(made: Built) -> None:
    """Messages tell each person of letters that they may read; of those that are not for everybody no word."""
    sent: list[tuple[str, str]] = []

    def send(_: object, login: str, subject: str, body: str) -> None:
        sent.append((login.partition("@")[0], subject + body))

    def notify(_: object, message: Message) -> None:
        send(_, message.login, message.subject, message.body)

    with patch.object(post, "send_mail", send), patch.object(post, "is_set", lambda _: True):
        post.post(made.house)
    with patch.object(Mail, "send", notify), patch.object(notices, "notifiers", lambda *_: {"mail": Mail(Settings())}):
        notices.post(made.house)
    for login, said in sent:
        assert made.betrayed(said, int(login.removeprefix("person"))) == set()
    people = {f"person{one}" for one, person in enumerate(made.world.people) if made.world.standing(person)}
    assert {login for login, _ in sent} == people


@settings(max_examples=examples(3, 5), phases=UNSHRUNK)
@given(world=worlds())
def test_everybody_is_told_of_what_is_theirs_alone(world: World) -> None:
    with housed({}) as house:
        asked(house, world)


@pytest.fixture(scope="module")
def served(mongodb_url: str, elasticsearch_url: str) -> Engines:
    @contextmanager
    def engines() -> Iterator[dict[str, str]]:
        with cleared(elasticsearch_url) as index, database(mongodb_url, index) as store:
            yield {"LONTAR_STORE": store, "LONTAR_ORIGINALS": "gridfs:", "LONTAR_INDEX": f"{elasticsearch_url}/{index}"}

    return engines


@pytest.mark.parametrize("letters", [False, pytest.param(True, marks=pytest.mark.full)], ids=["short", "whole"])
@settings(max_examples=examples(2, 3), phases=UNSHRUNK)
@given(world=worlds())
def test_everybody_is_told_of_what_is_theirs_alone_on_mongodb_and_elasticsearch(
    served: Engines, letters: bool, world: World
) -> None:
    with served() as engines, housed(engines) as house:
        asked(house, world, letters=letters)
