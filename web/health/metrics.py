"""/metrics in the text format of Prometheus (exposition format 0.0.4): queue, failures, letters, index, requests.

Numbers about everybody's letters: for this machine, for whoever has the token of the settings, for administrators.
"""

import hmac
from collections.abc import Iterable, Iterator
from itertools import accumulate

from flask import Blueprint, Response, current_app

from lontar.backups import made
from lontar.proving import rounds
from lontar.status import index_status
from lontar.troubles import STUCK, troubles
from office.access import may
from schemas.errors import NotFound
from schemas.letter import STAGES, Letter
from schemas.stored import now
from schemas.work import STATES, Work
from web.access import route
from web.accounts.principal import bearer
from web.current import house, is_loopback, web_settings
from web.health.requests import BUCKETS, CLASSES, Counts
from web.who import reader

place = Blueprint("metrics", __name__)
KIND = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[dict[str, str], float]


@route(place, "/metrics", public="checks itself: this machine, the token of LONTAR_METRICS_TOKEN, or an administrator")
def metrics() -> Response:
    """Raises NotFound for everybody else."""
    if not (is_loopback() or _has_token() or _administers()):
        raise NotFound(what="Page")
    body = "".join([*_letters(), *_index(), *_troubles(), *_proof(), *_requests()])
    return Response(body, content_type=KIND, headers={"Cache-Control": "no-store"})


def _has_token() -> bool:
    wanted = web_settings().metrics_token
    return bool(wanted) and hmac.compare_digest((bearer() or "").encode(), wanted.encode())


def _administers() -> bool:
    who = reader()
    return who is not None and may(who, "office.manage")


def family(name: str, kind: str, help: str, samples: Iterable[Sample]) -> Iterator[str]:
    """One metric with its samples; a sample's label "" is a suffix of the name."""
    yield f"# HELP {name} {help}\n# TYPE {name} {kind}\n"
    for labels, value in samples:
        said = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items() if label)
        yield f"{name}{labels.get('', '')}{f'{{{said}}}' if said else ''} {value:.10g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _letters() -> Iterator[str]:
    store = house().store
    letters, work = store.tally(Letter, "stage"), store.tally(Work, "state")
    yield from family(
        "lontar_letters", "gauge", "Letters by stage.", [({"stage": one}, letters.get(one, 0)) for one in STAGES]
    )
    yield from family(
        "lontar_work", "gauge", "Work on letters by state.", [({"state": one}, work.get(one, 0)) for one in STATES]
    )
    waiting = store.find(Work, {"state": "waiting"}, sort=[("changed_at", 1)], limit=1, fields=("changed_at",))
    age = (now() - waiting[0]["changed_at"]).total_seconds() if waiting else 0.0
    yield from family("lontar_work_oldest_seconds", "gauge", "How long the oldest waiting letter waits.", [({}, age)])


def _index() -> Iterator[str]:
    """Of an index that is away only that it is."""
    index, sizes = index_status(house()), [({"of": "store"}, float(house().store.sizes()["bytes"]))]
    yield from family("lontar_index_up", "gauge", "Whether the index can be asked.", [({}, float(not index["error"]))])
    if not index["error"]:
        yield from family("lontar_index_letters", "gauge", "Letters in the index.", [({}, index["letters"])])
        yield from family(
            "lontar_index_events_behind", "gauge", "Events the index has not followed yet.",
            [({}, index["events_behind"])],
        )  # fmt: skip
        sizes.append(({"of": "index"}, float(index["bytes"])))
    yield from family("lontar_bytes", "gauge", "Room taken on disk.", sizes)


def _troubles() -> Iterator[str]:
    """What alerts are made of: what the page of failures and `lontar status` say."""
    found = troubles(house())
    yield from family("lontar_failures", "gauge", "Letters that nobody tries any more, by reason.", [
        ({"reason": one["code"]}, one["count"]) for one in found["failures"]
    ])  # fmt: skip
    yield from family("lontar_stuck", "gauge", "Work that nobody does or that was given up.", [
        ({"what": name}, found["stuck"][name]) for name in STUCK
    ])  # fmt: skip
    yield from family("lontar_follower_events_behind", "gauge", "Events that each follower has yet to follow.", [
        ({"follower": one["name"]}, one["behind"]) for one in found["followers"] if one["behind"] is not None
    ])  # fmt: skip
    yield from family("lontar_mail", "gauge", "Messages that are due and not out, and those that failed lately.", [
        ({"what": name}, number) for name, number in found["mail"].items()
    ])  # fmt: skip


def _proof() -> Iterator[str]:
    """What of the archive is no longer whole, and how old the last backup is."""
    found = rounds.said(house())
    yield from family("lontar_damaged", "gauge", "Originals not as they were written.", [({}, len(found["faults"]))])
    ages: list[Sample] = [({}, (now() - one["made_at"]).total_seconds()) for one in made.backups(house(), 1)]
    yield from family("lontar_backup_age_seconds", "gauge", "Since the last backup; nothing where none was made.", ages)


def _requests() -> Iterator[str]:
    counts: Counts = current_app.extensions["lontar.requests"]
    found = dict(counts.total())
    first = len(CLASSES)
    yield from family("lontar_requests_total", "counter", "Requests since the start, by room and class of status.", [
        ({"room": room, "status": one}, cells[number])
        for room, cells in found.items() for number, one in enumerate(CLASSES) if cells[number]
    ])  # fmt: skip
    samples: list[Sample] = []
    for room, cells in found.items():
        until = accumulate(cells[first : first + len(BUCKETS)])
        samples += [
            ({"": "_bucket", "room": room, "le": str(end)}, held) for end, held in zip(BUCKETS, until, strict=True)
        ]
        samples.append(({"": "_bucket", "room": room, "le": "+Inf"}, sum(cells[:first])))
        samples.append(({"": "_sum", "room": room}, cells[-1] / 1e6))
        samples.append(({"": "_count", "room": room}, sum(cells[:first])))
    yield from family("lontar_request_seconds", "histogram", "How long requests took.", samples)
