"""What stands in the way of deciding what becomes of case files."""

from schemas.errors import Conflict, LontarError, WrongUse


class FaultySchedule(WrongUse):
    code, title = "faulty-schedule", "Faults in the schedule"
    sentence = "%(file)s, line %(line)s: %(why)s."
    advice = "Correct the table and load it again."


class ExampleSchedule(LontarError):
    code, title, status = "example-schedule", "Only an example", 409
    sentence = "The retention schedule is the example that Lontar brings; nothing is destroyed or handed over by it."
    advice = "Load your office's own schedule first."


class NoApprovers(LontarError):
    code, title, status = "no-approvers", "Nobody to approve", 409
    sentence = "No position is named whose approval a proposal needs."
    advice = "Name them on the page of the retention schedule first."


class InTheWay(LontarError):
    code, title, status = "in-the-way", "Not possible now", 409
    sentence = "Case file %(number)s cannot be proposed: %(why)s."
    advice = "Leave it out, or clear that first."


class NotYours(LontarError):
    code, title, status, exit_code = "not-your-turn", "Not your approval", 403, 1
    sentence = "This approval is for %(position)s, and never for who made the proposal."
    advice = "Ask whoever holds that position."


class WrongState(Conflict):
    code, title = "proposal-state", "Not in this state"
    sentence = "Proposal %(number)s is %(state)s."
    advice = "Look at it again."


class NotConfirmed(WrongUse):
    code, title = "not-confirmed", "Not confirmed"
    sentence = "To carry it out, type the number of the proposal, %(wanted)s."
    advice = "Nothing was done."


class HeldAlready(Conflict):
    code, title = "held-already", "Held already"
    sentence = "%(what)s is held already: %(reason)s."
    advice = "Release that hold first, or leave it."
