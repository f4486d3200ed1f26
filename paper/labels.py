"""Labels of boxes and folders: their code, printed on stickers and known again, scanned or typed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

KINDS = ("box", "folder")
PLURALS = {"box": "boxes", "folder": "folders"}
ID = r"[0-9A-HJKMNP-TV-Z]{26}"
SAID = re.compile(rf"LONTAR:(BOX|FOLDER):({ID})|https?://\S+/archive/(boxes|folders)/({ID})", re.IGNORECASE)
"""What a label's code says: a short code, or the address of the page of a box or a folder, with any host: paper
outlives addresses."""
ACROSS, DOWN = 3, 8
"""Labels of a sheet: 70 x 37 mm each on A4."""


def code_of(kind: str, id: str, site: str = "") -> str:
    """What the label of a box or folder says; `site`: the address of this archive, "" for none."""
    return f"{site}/archive/{PLURALS[kind]}/{id}" if site else f"LONTAR:{kind.upper()}:{id}"


def meant(said: str) -> tuple[str, str] | None:
    """Kind and id of the box or folder that a code names; None for any other text."""
    found = SAID.fullmatch(said.strip())
    if found is None:
        return None
    kind = (found[1] or {"boxes": "box", "folders": "folder"}[found[3].lower()]).lower()
    return kind, (found[2] or found[4]).upper()


def sheet(rows: Sequence[Mapping[str, Any]], skip: int = 0) -> bytes:
    """The stickers as PDF; each of `rows`: kind, number, box, title, unit (texts), code. `skip`: stickers of the first
    sheet that are gone already. For the sandbox: OpenCV draws the codes there."""
    from paper import qr
    from paper.forms import form

    drawn = [dict(row) | {"modules": qr.modules(str(row["code"]), sturdy=True)} for row in rows]
    return form("labels", {"skip": skip, "rows": drawn})


def front(row: Mapping[str, Any]) -> bytes:
    """The sheet that is laid in front of what lies in a folder and scanned with it; `row` as of a label. Its code is as
    large as that of a separator sheet, for it is looked for as that one is. For the sandbox."""
    from paper import qr
    from paper.forms import form

    return form("front", dict(row) | {"modules": qr.modules(str(row["code"]), sturdy=True)})
