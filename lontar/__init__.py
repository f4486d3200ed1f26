"""Settings, wiring, the journey of a letter, followers, the command line."""
