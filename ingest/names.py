"""The name of a file as it is kept: what its sender calls it, made fit to be shown, sent and written."""

LONGEST = 255  # bytes, as file systems have it
ENDING = 10  # bytes with the dot; what is longer is no ending


def file_name(given: str) -> str:
    """The last part of a path of any system, at most 255 bytes, the ending kept, nothing unprintable (line ends, bytes
    that are no text); never a name that means a folder."""
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = "".join(letter if letter.isprintable() else "_" for letter in last)
    if name in ("", ".", ".."):
        return "_"
    stem, dot, ending = name.rpartition(".")
    tail = f"{dot}{ending}" if stem and len(ending.encode()) < ENDING else ""
    room = LONGEST - len(tail.encode())
    return name.removesuffix(tail).encode()[:room].decode("utf-8", "ignore") + tail
