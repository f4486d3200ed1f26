"""Errors of the office work on letters that only its use cases know."""

from schemas.errors import WrongUse


class SeveralLetters(WrongUse):
    code, title = "several-letters", "Several letters"
    sentence = "Several letters that you may read have the number %(number)s."
    advice = "Open the one you mean and give its address instead."
