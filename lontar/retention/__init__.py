"""Retention: what falls due by the schedule, proposals and their approval, destruction, tombstones, legal holds."""
