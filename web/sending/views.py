"""The pages of sent letters, on one blueprint."""

from web.sending import choose, overtake, recipient_lists, sent
from web.sending.place import place

__all__ = ["choose", "overtake", "place", "recipient_lists", "sent"]
