"""The pages of drafts."""

from web.drafts import acts, lists, new, pdf, preview, sheet, versions
from web.drafts.place import place

__all__ = ["acts", "lists", "new", "pdf", "place", "preview", "sheet", "versions"]
