"""Shapes of what proves the archive."""

from web.api.shape import TEXT, WHOLE, Shape, many, or_none, thing

TIMES = ("began_at", "ended_at", "whole_at")
COUNTS = ("read", "bytes", "whole")
BACKUP: Shape = thing({
    "id": TEXT, "made_at": TEXT, "on": or_none(TEXT), "file": TEXT, "bytes": WHOLE, "parts": WHOLE,
    "damaged": WHOLE, "encrypted": {"type": "boolean"}, "sealed": WHOLE, "chain": TEXT,
})  # fmt: skip
ROUND: Shape = thing({name: or_none(TEXT) for name in TIMES} | dict.fromkeys(COUNTS, WHOLE))
FAULTS: Shape = many(thing({"thing": TEXT, "kind": TEXT, "why": TEXT, "found_at": TEXT}))
PROOF_SHAPES: dict[str, Shape] = {
    "Readers": thing(
        {
            "readers": many(
                thing(
                    {
                        "person": TEXT,
                        "name": TEXT,
                        "ways": many(thing({"how": TEXT, "of": TEXT, "form": TEXT, "until": or_none(TEXT)})),
                    }
                )
            )
        }
    ),
    "Looks": thing(
        {
            "looks": many(
                thing({"letter": TEXT, "person": TEXT, "name": TEXT, "way": TEXT, "by": TEXT, "at": TEXT}),
            ),
        }
    ),
    "Proof": thing(
        {
            "round": ROUND,
            "faults": FAULTS,
            "backups": many(BACKUP),
            "head": thing({"sequence": WHOLE, "chain": TEXT, "root": TEXT, "at": TEXT}),
        }
    ),
}
