"""What people are told: made from what happened, seen on the page, sent by their channels."""
