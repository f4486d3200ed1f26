"""What `lontar draft` does, by what is asked of it."""
