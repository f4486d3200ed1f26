"""Numbers in Indonesian words, as letters say them beside the figures: 2 (dua) berkas, tahun dua ribu dua puluh."""

_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_UNITS = {name: number for number, name in enumerate(_ONES)} | {"seratus": 100, "seribu": 1000}
_TIMES = {"puluh": 10, "ratus": 100, "ribu": 1000}
WORD = "|".join([*_UNITS, *_TIMES, "belas"])
"""One word of a number, for patterns."""


def number_of(said: str) -> int:
    """A number in words, below ten thousand. Words that are none count as nothing."""
    whole = part = 0
    for word in said.lower().split():
        if word == "belas":
            part += 10
        elif word in ("puluh", "ratus"):
            head = part % 10 or 1
            part += head * _TIMES[word] - part % 10
        elif word == "ribu":
            whole, part = part * 1000, 0
        else:
            part += _UNITS.get(word, 0)
    return whole + part
