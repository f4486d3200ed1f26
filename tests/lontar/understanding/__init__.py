"""What letters say, of whom and to which others."""
