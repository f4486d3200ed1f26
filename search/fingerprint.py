"""The fingerprint of a text: a few numbers of which two readings of one text share some, and other texts hardly any.

Min-hashes of runs of three words, in bands (Broder 1997; Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
Words are taken by their skeletons (analysis.py), so that what OCR confuses is equal. Texts that share a share `s` of
their runs have a band in common with the probability 1 - (1 - s^ROWS)^BANDS: 0.997 at 0.8, 0.65 at 0.5, 0.03 at 0.2.
"""

import zlib

import numpy as np

from search.analysis import forms

RUN = 3
BANDS, ROWS = 16, 4
WORDS = 500
"""Of the beginning of a text: what is appended to a letter belongs to one of its copies only."""
LEAST = 20
"""Words below which a text says too little."""
_CHANCE = np.random.default_rng(20_231)
_FACTORS = _CHANCE.integers(0, 1 << 63, BANDS * ROWS, dtype=np.uint64) * 2 + 1
_ADDENDS = _CHANCE.integers(0, 1 << 63, BANDS * ROWS, dtype=np.uint64)
_HIGH = np.uint64(32)
"""One hash function for each row: multiply, add, and keep the high half of what is left modulo 2^64 (Dietzfelbinger et
al. 1997)."""


def bands(text: str) -> list[int]:
    """One number for each band; none for a text that is too short."""
    words = [form.skeleton for form in forms(text)[:WORDS]]
    if len(words) < LEAST:
        return []
    runs = {" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}
    hashed = np.array(sorted(zlib.crc32(run.encode()) for run in runs), np.uint64)
    least = ((hashed[:, None] * _FACTORS + _ADDENDS) >> _HIGH).min(axis=0)
    rows = least.reshape(BANDS, ROWS)
    return [zlib.crc32(row.tobytes()) << 8 | number for number, row in enumerate(rows)]
