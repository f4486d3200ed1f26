"""A job: work on many letters that one person asked for, counted first, then confirmed, then done letter by letter."""

from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, DictField, DynamicField, IntField, ListField, StringField

from schemas.stored import Stored, now

STATES = ("counting", "asked", "going", "done", "stopped", "failed")
"""`counting`: what it would do is counted. `asked`: it waits for its person's word. `going`: it is done."""
ENDED = ("done", "stopped", "failed")


class Job(Stored):
    """`act` names one of lontar/many/acts.py, `values` what it needs. Its letters are fixed when it is made (JobPart).

    While `due`, a worker may claim it from `next_at` on, which each claim and step puts ahead: by how long the worker
    may be silent. It writes only under its `fence`, which every claim raises. `at` is the part that comes next;
    `foreseen` and `counts` say how many letters came or will come to "done", "unchanged" and "refused"; `reasons` why
    they are refused, each with one error as stored and their number."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "jobs",
        "indexes": [["person", "-made_at"], ["due", "next_at"], ["state", "made_at"]],
    }

    person = StringField(required=True)  # as whom it is done
    operator = StringField()  # the operating system's user, who asked on the command line
    act = StringField(required=True)
    values = DictField()
    query = StringField()  # by which its letters were found; absent where they were chosen one by one
    filters = DictField()
    like = StringField()  # the letter that they were to be like
    exact = BooleanField(default=False)  # found by the words as typed
    letters = IntField(required=True, min_value=1)
    parts = IntField(required=True, min_value=1)
    state = StringField(default="counting", choices=STATES)
    due = BooleanField(default=True)
    next_at = DateTimeField(default=now)
    fence = IntField(default=0, min_value=0)
    attempts = IntField(default=0, min_value=0)  # claims since the last step that was committed
    at = IntField(default=0, min_value=0)
    foreseen = DictField()
    counts = DictField()
    reasons = ListField(DictField())
    error = DictField()  # LontarError.as_dict(): why it stopped or failed by itself
    began = IntField()  # the last event before it began to change letters
    of = StringField()  # the job that it undoes
    undone_by = StringField()  # the last job that was to undo it
    made_at = DateTimeField(default=now)
    began_at = DateTimeField()
    ended_at = DateTimeField()


class JobPart(Stored):
    """Some letters of a job, of which one step makes all: `results` are beside `letters` once it has been made, each
    "done", "unchanged" or, refused, the error as stored."""

    meta: ClassVar[dict[str, Any]] = {
        "collection": "job_parts",
        "indexes": [{"fields": ["job", "no"], "unique": True}],
    }

    job = StringField(required=True)
    no = IntField(required=True, min_value=0)
    letters = ListField(StringField())
    results = ListField(DynamicField())

    @staticmethod
    def key(job: str, no: int) -> str:
        return f"{job}.{no}"
