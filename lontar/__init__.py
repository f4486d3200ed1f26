"""Settings, wiring, the journey of a letter, followers, the command line."""

VERSION = "0.1.0"
