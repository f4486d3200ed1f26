"""The twelve cases of reliability, by number: `pytest tests/reliability` runs them wherever their tests stand."""
