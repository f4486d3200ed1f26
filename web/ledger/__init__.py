"""The ledger of what is unactioned, and the dashboard."""
