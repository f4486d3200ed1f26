"""Retention: what falls due, proposals and their approval, the schedule, legal holds."""
