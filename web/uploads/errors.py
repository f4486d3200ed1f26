"""What a client of the upload protocol can get wrong."""

from schemas.errors import LontarError


class WrongProtocol(LontarError):
    code, title, status = "wrong-protocol", "Another protocol", 412
    sentence = "This address speaks tus %(version)s; the request must say so in Tus-Resumable."
    advice = "Use the upload page, or a tus client of that version."


class WrongPiece(LontarError):
    code, title, status = "wrong-piece", "Not a piece of a file", 415
    sentence = "A piece of a file is sent as application/offset+octet-stream."
    advice = "Use the upload page, or a tus client."


class TooLong(LontarError):
    code, title, status = "too-long", "Longer than announced", 413
    sentence = "This piece would make %(file)s longer than the %(size)s bytes that were announced."
    advice = "Send it anew from the beginning."
