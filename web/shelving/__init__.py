"""Boxes and folders: what lies in them, and the labels that lead to them."""
