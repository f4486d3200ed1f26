"""The measurements count what they say."""
