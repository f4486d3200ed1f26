"""Inbox, dispositions, answers."""
