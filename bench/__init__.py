"""Measurements, each on data it makes itself; `lontar bench NAME` runs them."""
