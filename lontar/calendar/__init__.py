"""Invitations as events of the positions that were asked to handle them, and the feed of a person's calendar."""
