"""Hours as letters say them: pukul 09.00 WIB s.d. selesai, 08.00 - 12.00, jam 9 pagi."""

import re

_ONE = r"(?P<{0}h>[01]?\d|2[0-4])(?:\s?[.:,]\s?(?P<{0}m>[0-5]\d)|(?=\s+(?:pagi|siang|sore|malam|wi(?:b|ta|t)\b)))"
HOURS = re.compile(
    rf"(?<!\d){_ONE.format('from_')}(?!\d)\s*(?P<part>pagi|siang|sore|malam)?\s*(?:WI(?:B|TA|T))?\s*"
    rf"(?:(?:s\s?\.?\s?/?\s?d\s?\.?|sampai(?:\s+dengan)?|hingga|[\-–—])\s*(?:pukul\s+|jam\s+)?{_ONE.format('to_')}(?!\d))?",
    re.IGNORECASE,
)
LATER = {"siang": 12, "sore": 12, "malam": 12}
NOON = 12


def hours(text: str) -> tuple[str, int, int] | None:
    """The first hours of a text as ("09.00" or "09.00-12.00", start, end); None where it says none."""
    match = HOURS.search(text)
    if match is None:
        return None
    end = match.end("to_h") if match["to_h"] and not match["to_m"] else match.end("to_m")
    said = _clock(match["from_h"], match["from_m"], match["part"])
    if match["to_h"]:
        return f"{said}-{_clock(match['to_h'], match['to_m'], None)}", match.start(), end
    return said, match.start(), match.end("from_m") if match["from_m"] else match.end("from_h")


def _clock(hour: str, minute: str | None, part: str | None) -> str:
    """09.00; nine in the evening is 21.00."""
    number = int(hour)
    if part and number < NOON:
        late = LATER.get(part.lower(), 0)
        number += late if part.lower() != "siang" or number < 6 else 0
    return f"{number:02d}.{minute or '00'}"
