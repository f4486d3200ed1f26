"""Suites that every engine behind a contract must pass."""
