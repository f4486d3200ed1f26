"""What is typed: commands and their answers."""
