"""Where things are kept: the Store contract and its engines, originals, the event log."""
