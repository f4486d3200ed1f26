"""The pages of drafts."""

from web.drafts import acts, enclosures, lists, new, pdf, preview, sheet, versions
from web.drafts.place import place

__all__ = ["acts", "enclosures", "lists", "new", "pdf", "place", "preview", "sheet", "versions"]
