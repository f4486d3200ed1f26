"""Who may see a draft: its unit's people and the heads above them, who initials and who signs it; written on it as
grants, since office.access asks these."""

from office.grants import SECRET
from schemas.draft import Draft


def grants_of(draft: Draft) -> list[str]:
    """Sorted. A limited draft (T) is its writer's, its registry's and its head's; a secret one its writer's alone, but
    for the positions named."""
    named = [one.position for one in draft.initials] + [draft.signer, draft.behalf, draft.through]
    grants = {f"position:{one}" for one in named if one} | {f"person:{draft.made_by}"}
    if draft.security_class == "B":
        grants.add(f"unit:{draft.unit}")
    elif draft.security_class not in SECRET:
        grants |= {f"{key}:{draft.unit}" for key in ("registry", "head")}
    return sorted(grants)
