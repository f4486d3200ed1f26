"""The calendar: invitations by day, week and month, what is said of them, and the feed for other programs."""
