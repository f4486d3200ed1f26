"""Registering letters, asking positions to handle them, and who has what to do: rules that return Changes."""
