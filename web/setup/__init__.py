"""The first run: who may set up a home without people, the page of five tasks, the gate that leads there."""
