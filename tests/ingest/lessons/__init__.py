"""What corrected letters teach: rules drawn from pages, on pages written as on a typewriter."""
