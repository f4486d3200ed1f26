"""Case files (berkas)."""
