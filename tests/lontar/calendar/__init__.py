"""Invitations as events of the positions that were asked."""
