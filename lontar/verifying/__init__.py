"""Signatures of files that arrive, that anybody drops on a page, or that the command line is given."""
