"""What a program can get wrong in the query of an address."""

from schemas.errors import WrongUse


class UnknownParameter(WrongUse):
    code = "unknown-parameter"
    sentence = "There is no parameter %(name)s here; known are: %(known)s."


class GivenTwice(WrongUse):
    code = "given-twice"
    sentence = "The parameter %(name)s may be given once only."


class NotWhole(WrongUse):
    code = "not-whole"
    sentence = "The parameter %(name)s must be a whole number from %(least)s to %(most)s."


class WrongForm(WrongUse):
    code = "wrong-form"
    sentence = "The parameter %(name)s is not of the form that /api/v1/openapi.json gives."
