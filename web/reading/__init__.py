"""What is being read, and what failed."""
