"""Work on a letter as a state, not a message: a queue only says "look now"."""

from typing import Any, ClassVar

from mongoengine import DateTimeField, DictField, IntField, StringField

from schemas.stored import Stored, now

TO_COME = ("waiting", "working")
STATES = (*TO_COME, "done", "failed")


class Work(Stored):
    """The work state of one letter; `id` is the letter's.

    Kept beside the letter so that a lease renewed every few seconds never collides with a person's edit.
    A worker owns it while `lease_until` lies ahead and writes only under its `fence`, which every claim raises:
    a worker that was thought dead and comes back has an old fence and is refused.
    """

    meta: ClassVar[dict[str, Any]] = {
        "collection": "work",
        "indexes": [["state", "priority", "not_before"], ["state", "lease_until"], ["state", "-changed_at"]],
    }

    state = StringField(default="waiting", choices=STATES)
    priority = IntField(default=5, min_value=0, max_value=9)  # 0 first: a person waits; 9 last: a batch
    attempts = IntField(default=0, min_value=0)
    not_before = DateTimeField(default=now)
    lease_by = StringField()
    lease_until = DateTimeField()
    fence = IntField(default=0, min_value=0)
    error = DictField()  # LontarError.as_dict() of the last failure
    pages_done = IntField(default=0, min_value=0)
    pages = IntField(default=0, min_value=0)
    changed_at = DateTimeField(default=now)
